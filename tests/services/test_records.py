"""Rows and cells over HTTP: the shapes that others rely on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient

TABLE = "/api/v1/tables/1"


@pytest.fixture
def guests(client: FlaskClient) -> FlaskClient:
    kinds = [
        ("Name", "text"),
        ("Age", "whole_number"),
        ("Paid", "decimal_number"),
        ("Born", "date"),
        ("Here", "yes_no"),
    ]
    client.post(
        "/api/v1/tables",
        json={"name": "Guests", "columns": [{"name": n, "type": t} for n, t in kinds]},
    )
    rows = [{"cells": {"1": f"Guest {n}", "2": str(n)}} for n in range(250)]
    assert client.post(f"{TABLE}/rows", json={"rows": rows}).status_code == 201
    return client


def page(client: FlaskClient, **given: int | str) -> dict:
    answer = client.get(f"{TABLE}/rows", query_string=given)
    assert answer.status_code == 200
    return answer.json


def test_a_page_has_columns_rows_and_a_total(guests: FlaskClient) -> None:
    found = page(guests, offset=0, limit=2)
    assert [(c["id"], c["name"], c["type"]) for c in found["columns"]] == [
        (1, "Name", "text"),
        (2, "Age", "whole_number"),
        (3, "Paid", "decimal_number"),
        (4, "Born", "date"),
        (5, "Here", "yes_no"),
    ]
    assert found["rows"] == [
        {"id": 1, "cells": ["Guest 0", 0, None, None, None]},
        {"id": 2, "cells": ["Guest 1", 1, None, None, None]},
    ]
    assert found["total"] == 250


def test_a_removed_column_is_in_no_answer(guests: FlaskClient) -> None:
    guests.delete("/api/v1/tables/1/columns/2")
    asked = ({}, {"sort": "1"}, {"sort": "-1", "offset": 200}, {"search": "guest 7"})
    # Asked for twice: the second time the order is known, and the rows are found by their ids.
    pages = [page(guests, limit=5, **each)["rows"] for each in asked for _ in range(2)]
    added = guests.post(f"{TABLE}/rows", json={"count": 1}).json["rows"]
    assert {len(row["cells"]) for rows in [*pages, added] for row in rows} == {4}


@pytest.mark.parametrize("holes", [False, True])
def test_any_place_can_be_jumped_to(guests: FlaskClient, holes: bool) -> None:
    if holes:
        guests.delete(f"{TABLE}/rows", json={"rows": [1, 50, 51]})
    everything = [row["id"] for row in page(guests, limit=1000)["rows"]]
    assert len(everything) == (247 if holes else 250)
    for offset in (0, 1, 99, 246, 250, 10**15):
        assert [row["id"] for row in page(guests, offset=offset, limit=7)["rows"]] == everything[
            offset : offset + 7
        ]


@pytest.mark.parametrize(
    "given", [{"offset": "-1"}, {"limit": "x"}, {"offset": "9" * 30}, {"limit": "²"}]
)
def test_odd_places_are_refused(guests: FlaskClient, given: dict[str, str]) -> None:
    answer = guests.get(f"{TABLE}/rows", query_string=given)
    assert (answer.status_code, answer.json["error"]["field"]) == (422, next(iter(given)))


def test_cells_are_typed_as_people_type(guests: FlaskClient) -> None:
    edits = [
        {"row": 1, "column": 1, "text": "Ada"},
        {"row": 1, "column": 2, "text": " 36 "},
        {"row": 1, "column": 3, "text": "12.5"},
        {"row": 2, "column": 4, "text": "2019-03-14"},
        {"row": 2, "column": 5, "text": "yes"},
        {"row": 2, "column": 1, "text": ""},
    ]
    answer = guests.patch(f"{TABLE}/cells", json={"edits": edits})
    assert answer.status_code == 200
    assert [cell["value"] for cell in answer.json["cells"]] == [
        "Ada",
        36,
        12.5,
        "2019-03-14",
        True,
        None,
    ]
    assert answer.json["undo"] == "Undo: change 6 cells in Guests"
    assert [row["cells"] for row in page(guests, limit=2)["rows"]] == [
        ["Ada", 36, 12.5, None, None],
        [None, 1, None, "2019-03-14", True],
    ]


def test_a_text_that_does_not_fit_changes_nothing_and_says_where(guests: FlaskClient) -> None:
    edits = [{"row": 1, "column": 1, "text": "Ada"}, {"row": 1, "column": 2, "text": "a few"}]
    answer = guests.patch(f"{TABLE}/cells", json={"edits": edits})
    assert answer.status_code == 422
    assert answer.json["error"]["code"] == "invalid"
    assert answer.json["error"]["field"] == "2"
    assert page(guests, limit=1)["rows"][0]["cells"][0] == "Guest 0"
    assert guests.get("/api/v1/undo").json["undo"] == "Undo: add 250 rows to Guests"


@pytest.mark.parametrize(
    "edits",
    [
        None,
        {},
        "x",
        [7],
        [{"row": 1}],
        [{"row": "x", "column": 1, "text": "x"}],
        [{"row": 1, "column": 1, "text": 5}],
        [{"row": True, "column": 1, "text": ""}],
    ],
    ids=json.dumps,
)
def test_edits_of_another_shape_are_refused(guests: FlaskClient, edits: object) -> None:
    assert guests.patch(f"{TABLE}/cells", json={"edits": edits}).status_code == 422


def test_a_row_or_column_that_is_gone_is_not_found(guests: FlaskClient) -> None:
    for edit in ({"row": 999, "column": 1, "text": "x"}, {"row": 1, "column": 99, "text": "x"}):
        assert guests.patch(f"{TABLE}/cells", json={"edits": [edit]}).status_code == 404


def test_whole_numbers_stay_exact(guests: FlaskClient) -> None:
    for text, value in [
        ("9007199254740991", 2**53 - 1),
        ("9007199254740993", "9007199254740993"),
        ("9223372036854775807", "9223372036854775807"),
    ]:
        edit = {"row": 1, "column": 2, "text": text}
        assert (
            guests.patch(f"{TABLE}/cells", json={"edits": [edit]}).json["cells"][0]["value"]
            == value
        )
        assert page(guests, limit=1)["rows"][0]["cells"][1] == value


def test_empty_rows_are_added(guests: FlaskClient) -> None:
    answer = guests.post(f"{TABLE}/rows", json={"count": 3})
    assert answer.status_code == 201
    assert [row["id"] for row in answer.json["rows"]] == [251, 252, 253]
    assert answer.json["total"] == 253
    assert guests.post(f"{TABLE}/rows", json={}).json["rows"][0]["cells"] == [None] * 5


def test_rows_are_deleted_and_come_back_with_their_numbers(guests: FlaskClient) -> None:
    before = page(guests, limit=1000)
    answer = guests.delete(f"{TABLE}/rows", json={"rows": [3, 1, 2, 3]})
    assert (answer.status_code, answer.json["deleted"], answer.json["total"]) == (200, 3, 247)
    assert answer.json["undo"] == "Undo: delete 3 rows in Guests"
    guests.post("/api/v1/undo", json={})
    assert page(guests, limit=1000) == before


def test_every_answer_is_strict_json(guests: FlaskClient) -> None:
    guests.patch(
        f"{TABLE}/cells",
        json={"edits": [{"row": 1, "column": 1, "text": "a\u0000b \u202e 🎉 </script>"}]},
    )

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = guests.get(f"{TABLE}/rows?limit=1").text
    assert (
        json.loads(text, parse_constant=refuse)["rows"][0]["cells"][0]
        == "a\u0000b \u202e 🎉 </script>"
    )


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"null"])
def test_a_body_that_is_no_object_is_refused(guests: FlaskClient, body: bytes) -> None:
    answer = guests.patch(f"{TABLE}/cells", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert set(answer.json["error"]) >= {"code", "message"}


@pytest.mark.parametrize("count", [-1, 100_001, 2**63 - 1, 10**30, "x", 1.5])
def test_no_more_rows_are_added_than_anyone_needs(guests: FlaskClient, count: object) -> None:
    answer = guests.post(f"{TABLE}/rows", json={"count": count})
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "count")


def test_a_long_paste_is_one_step_that_says_all_it_did(guests: FlaskClient) -> None:
    edits = [{"row": 250, "column": 1, "text": "last"}]
    rows = [{"cells": {"1": "new"}}] * 2
    answer = guests.patch(f"{TABLE}/cells", json={"edits": edits, "rows": rows})
    assert answer.json["total"] == 252
    assert answer.json["undo"] == "Undo: change “Name” in Guests and add 2 rows"
    guests.post("/api/v1/undo")
    assert page(guests)["total"] == 250


def test_rows_of_another_program_are_counted_once_they_are_seen(
    app: Flask, guests: FlaskClient
) -> None:
    assert page(guests)["total"] == 250
    path = app.extensions["tidybase"].path
    with closing(sqlite3.connect(path)) as other:
        other.execute('DELETE FROM "Guests" WHERE id > 240')
        other.commit()
    page(guests, offset=200, limit=100)
    assert page(guests, offset=200, limit=100)["total"] == 240
