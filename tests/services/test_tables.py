"""Tables over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

API = "/api/v1/tables"


def make(client: FlaskClient, **given: object) -> int:
    answer = client.post(API, json=given)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def columns(client: FlaskClient, table: int) -> list[str]:
    return [column["name"] for column in client.get(f"{API}/{table}/columns").json["columns"]]


def test_a_new_table_needs_no_answers(client: FlaskClient) -> None:
    assert make(client) == 1
    assert make(client) == 2
    listed = client.get(API).json["tables"]
    assert [(t["id"], t["name"], t["rows"]) for t in listed] == [
        (1, "Table 1", 0),
        (2, "Table 2", 0),
    ]
    assert columns(client, 1) == ["Name", "Notes"]


def test_a_table_is_made_renamed_and_removed_and_all_of_it_undone(client: FlaskClient) -> None:
    table = make(
        client, name="Guests", columns=[{"name": "Name"}, {"name": "Age", "type": "whole_number"}]
    )
    assert client.patch(f"{API}/{table}", json={"name": "People"}).json["name"] == "People"
    assert client.delete(f"{API}/{table}").status_code == 200
    assert client.get(f"{API}/{table}/columns").status_code == 404
    assert client.post("/api/v1/undo", json={}).json["done"] == "remove the table People"
    assert client.get(API).json["tables"][0]["name"] == "People"
    client.post("/api/v1/undo", json={})
    assert client.get(API).json["tables"][0]["name"] == "Guests"
    client.post("/api/v1/undo", json={})
    assert client.get(API).json["tables"] == []


@pytest.mark.parametrize(
    "name",
    [
        "select",
        "a.b; DROP TABLE x --",
        "q\"u`o[t]e'",
        "%s :p ?",
        "Ünïcödé 🎉",
        "  two  spaces ",
        "x" * 300,
        "עברית",
    ],
)
def test_any_name_a_person_may_think_of_works(client: FlaskClient, name: str) -> None:
    table = make(client, name=name, columns=[{"name": name}, {"name": "id"}])
    added = client.post(f"{API}/{table}/rows", json={"rows": [{"cells": {"1": "x"}}]})
    assert added.status_code == 201, added.json
    assert added.json["rows"][0]["cells"] == ["x", None]
    assert client.get(f"/tables/{table}").status_code == 200
    client.patch(f"{API}/{table}/columns/1", json={"name": f"{name[:20]} 2"})
    client.delete(f"{API}/{table}/columns/1")
    client.post("/api/v1/undo", json={})
    rows = client.get(f"{API}/{table}/rows").json["rows"]
    assert rows[0]["cells"] == ["x", None]


@pytest.mark.parametrize("name", ["", "   ", "\n", "guests", "GUESTS", "tidybase_x", "sqlite_x", 7])
def test_names_that_cannot_be_are_refused_in_words(client: FlaskClient, name: object) -> None:
    make(client, name="Guests")
    other = make(client, name="Other")
    answer = client.patch(f"{API}/{other}", json={"name": name})
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "name")


@pytest.mark.parametrize(
    "given",
    ["x", [7], [{"name": ""}], [{"name": "a"}, {"name": "A"}], [{"name": "a", "type": "blob"}]],
)
def test_columns_that_cannot_be_are_refused(client: FlaskClient, given: object) -> None:
    assert client.post(API, json={"name": "Guests", "columns": given}).status_code == 422
    assert client.get(API).json["tables"] == []


def test_the_front_is_the_first_table_or_how_to_begin(client: FlaskClient) -> None:
    assert client.get("/").location == "/tables"
    assert client.get("/tables").status_code == 200
    make(client, name="Guests")
    assert client.get("/tables").location == "/tables/1"
    assert "Guests" in client.get("/tables/1").text


def test_a_table_that_is_gone_is_a_page_that_says_so(client: FlaskClient) -> None:
    page = client.get("/tables/99")
    assert page.status_code == 404
    assert "no such table" in page.text


def test_a_change_of_capitals_is_a_new_name(client: FlaskClient) -> None:
    table = make(client, name="guests", columns=[{"name": "name"}])
    assert client.patch(f"{API}/{table}", json={"name": "Guests"}).status_code == 200
    assert client.patch(f"{API}/{table}/columns/1", json={"name": "Name"}).status_code == 200
    assert client.get(API).json["tables"][0]["name"] == "Guests"
    assert columns(client, table) == ["Name"]
    client.post("/api/v1/undo")
    client.post("/api/v1/undo")
    assert client.get(API).json["tables"][0]["name"] == "guests"


def test_columns_may_have_every_name_that_could_number_the_rows(client: FlaskClient) -> None:
    names = ["id", "row_id", "tidy_row_id", "the_row", "the_value"]
    table = make(client, name="Odd", columns=[{"name": name} for name in names])
    client.post(f"{API}/{table}/rows")
    edits = [{"row": 1, "column": n, "text": name} for n, name in enumerate(names, start=1)]
    assert client.patch(f"{API}/{table}/cells", json={"edits": edits}).status_code == 200
    assert client.get(f"{API}/{table}/rows").json["rows"] == [{"id": 1, "cells": names}]


def test_a_name_the_file_needs_itself_is_refused_in_words(client: FlaskClient) -> None:
    answer = client.post(API, json={"name": "ix_tidybase_entry_actor_id_state"})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "conflict")


def test_a_table_has_a_thousand_columns_at_most(client: FlaskClient) -> None:
    table = make(client, name="Wide", columns=[{"name": f"c{n}"} for n in range(1000)])
    assert client.post(f"{API}/{table}/columns", json={}).status_code == 422
    assert (
        client.post(API, json={"columns": [{"name": f"c{n}"} for n in range(1001)]}).status_code
        == 422
    )


@pytest.mark.parametrize(
    "path",
    ["/tables/{}", *(f"/api/v1/tables/{{}}/{of}" for of in ("rows", "columns", "export.csv"))],
)
def test_numbers_no_table_can_have_are_not_found(client: FlaskClient, path: str) -> None:
    for number in (2**63 - 1, 2**63, 10**40):
        assert client.get(path.format(number)).status_code == 404


def test_tables_are_put_into_another_order_and_back(client: FlaskClient) -> None:
    ids = [make(client, name=name) for name in ("Guests", "Rooms", "Songs")]
    answer = client.put(f"{API}/order", json={"tables": [ids[2], ids[0]]})
    assert [each["name"] for each in answer.json["tables"]] == ["Songs", "Guests", "Rooms"]
    assert client.put(f"{API}/order", json={"tables": [99]}).status_code == 404
    client.post("/api/v1/undo", json={})
    names = [each["name"] for each in client.get(API).json["tables"]]
    assert names == ["Guests", "Rooms", "Songs"]
