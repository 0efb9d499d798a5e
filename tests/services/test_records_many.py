"""Many rows at once: filling, deleting what a filter finds, keeping what does not fit; undone."""

from __future__ import annotations

import json
from time import sleep

import pytest
from flask.testing import FlaskClient

from desktop_app.engine.orders import Orders
from desktop_app.services.records import service

TABLE = "/api/v1/tables/1"
NAME, AGE = 1, 2
OLD = json.dumps({"column": AGE, "at_least": "600"})


@pytest.fixture
def guests(client: FlaskClient) -> FlaskClient:
    columns = [{"name": "Name", "type": "text"}, {"name": "Age", "type": "whole_number"}]
    client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
    rows = [{"cells": {"1": f"Guest {n}", "2": str(n)}} for n in range(1200)]
    assert client.post(f"{TABLE}/rows", json={"rows": rows}).status_code == 201
    return client


def rows(client: FlaskClient) -> list[list[object]]:
    found = []
    while True:
        more = client.get(f"{TABLE}/rows", query_string={"offset": len(found), "limit": 1000}).json
        found += [[row["id"], *row["cells"], row.get("misfits")] for row in more["rows"]]
        if len(found) >= more["total"]:
            return found


def back_and_forth(client: FlaskClient, before: list, after: list) -> None:
    assert client.post("/api/v1/undo").status_code == 200
    assert rows(client) == before
    assert client.post("/api/v1/redo").status_code == 200
    assert rows(client) == after
    assert client.post("/api/v1/undo").status_code == 200
    assert rows(client) == before


def test_a_count_alone_is_waited_for_a_moment_and_no_longer(
    guests: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(least: int) -> dict:
        wanted = json.dumps({"column": AGE, "at_least": str(least)})
        return guests.get(f"{TABLE}/rows", query_string={"limit": 0, "filter": wanted}).json

    monkeypatch.setattr(service, "COUNTED_SOON", 20)
    assert asked(600)["total"] == 600
    monkeypatch.setattr(service, "COUNTED_SOON", 0)
    monkeypatch.setattr(Orders, "make", lambda *_: sleep(0.5))
    assert (asked(700)["rows"], asked(700)["total"]) == ([], None)


def test_every_row_that_a_filter_finds_is_deleted_and_brought_back(guests: FlaskClient) -> None:
    before = rows(guests)
    answer = guests.delete(f"{TABLE}/rows", json={"all": True, "filter": OLD})
    assert answer.json["deleted"] == 600
    after = rows(guests)
    assert [row[2] for row in after] == list(range(600))
    back_and_forth(guests, before, after)


def test_a_thousand_named_rows_are_deleted_and_brought_back(guests: FlaskClient) -> None:
    before = rows(guests)
    odd = [row[0] for row in before if row[2] % 7]
    assert guests.delete(f"{TABLE}/rows", json={"rows": odd}).json["deleted"] == len(odd)
    after = rows(guests)
    assert len(after) == 1200 - len(odd)
    back_and_forth(guests, before, after)


def test_a_column_is_filled_where_the_filter_says(guests: FlaskClient) -> None:
    before = rows(guests)
    given = {"column": NAME, "text": "Elder", "filter": OLD}
    assert guests.post(f"{TABLE}/fill", json=given).json["undo"] == "Undo: fill “Name” in Guests"
    after = rows(guests)
    assert [row[1] for row in after].count("Elder") == 600
    back_and_forth(guests, before, after)


def test_a_long_paste_is_taken_back_as_one(guests: FlaskClient) -> None:
    before = rows(guests)
    edits = [{"row": row[0], "column": AGE, "text": str(row[2] + 1)} for row in before]
    assert guests.patch(f"{TABLE}/cells", json={"edits": edits}).status_code == 200
    after = rows(guests)
    assert [row[2] for row in after] == list(range(1, 1201))
    back_and_forth(guests, before, after)


def test_pasted_text_that_does_not_fit_is_kept_and_typed_text_is_refused(
    guests: FlaskClient,
) -> None:
    before = rows(guests)
    edit = {"row": 1, "column": AGE, "text": "about 40"}
    assert guests.patch(f"{TABLE}/cells", json={"edits": [edit]}).status_code == 422
    assert rows(guests) == before
    kept = guests.patch(f"{TABLE}/cells", json={"edits": [edit], "keep": True})
    assert kept.json["cells"] == [{"row": 1, "column": AGE, "value": None, "misfit": "about 40"}]
    assert rows(guests)[0] == [1, "Guest 0", None, {"2": "about 40"}]
    back_and_forth(guests, before, [[1, "Guest 0", None, {"2": "about 40"}], *before[1:]])


def test_what_did_not_fit_goes_and_comes_back_with_its_rows(guests: FlaskClient) -> None:
    edits = [{"row": row, "column": AGE, "text": "old"} for row in range(1, 1201)]
    guests.patch(f"{TABLE}/cells", json={"edits": edits, "keep": True})
    before = rows(guests)
    assert before[700][3] == {"2": "old"}
    guests.delete(f"{TABLE}/rows", json={"all": True})
    back_and_forth(guests, before, [])


def test_no_two_rows_are_filled_alike_where_none_may_be(guests: FlaskClient) -> None:
    guests.patch(f"{TABLE}/columns/{NAME}", json={"options": {"unique": True}})
    before = rows(guests)
    for text, which in (("Ada", OLD), ("Guest 1", json.dumps({"column": AGE, "is": "7"}))):
        answer = guests.post(f"{TABLE}/fill", json={"column": NAME, "text": text, "filter": which})
        assert answer.status_code == 422
        assert answer.json["error"]["message"] == f"“{text}” is in “Name” already."
    assert rows(guests) == before
    given = {"column": NAME, "text": "Ada", "filter": json.dumps({"column": AGE, "is": "7"})}
    assert guests.post(f"{TABLE}/fill", json=given).status_code == 200
    assert rows(guests)[7][1] == "Ada"
