"""Undo, redo and the history page over HTTP."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from desktop_app.config import Config
from desktop_app.domain.errors import DocumentFull
from desktop_app.engine import trimming
from desktop_app.engine.backends import compacting
from desktop_app.engine.base import now
from desktop_app.engine.entries import Entry
from desktop_app.engine.store import Store
from desktop_app.engine.trimming import Rule
from desktop_app.services.history import keeping
from tests.conftest import ADA


def test_undo_names_what_it_did_and_what_comes_next(client: FlaskClient) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    client.post("/api/v1/tables/1/rows", json={"count": 2})
    assert client.get("/api/v1/undo").json == {"undo": "Undo: add 2 rows to Guests", "redo": None}
    assert client.post("/api/v1/undo", json={}).json == {
        "done": "add 2 rows to Guests",
        "table": 1,
        "undo": "Undo: make the table Guests",
        "redo": "Redo: add 2 rows to Guests",
    }
    assert client.post("/api/v1/redo").json["redo"] is None


def test_nothing_to_undo_is_said_in_words(client: FlaskClient) -> None:
    for deed in ("undo", "redo"):
        answer = client.post(f"/api/v1/{deed}")
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "nothing_to_undo")


def test_the_page_tells_the_story(client: FlaskClient) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    client.post("/api/v1/tables/1/rows", json={"count": 2})
    client.post("/api/v1/undo")
    page = client.get("/history").text
    assert page.rindex("dd 2 rows to Guests") < page.rindex("ake the table Guests")


def test_history_is_read_in_pages(client: FlaskClient) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    for _ in range(5):
        client.post("/api/v1/tables/1/rows")
    first = client.get("/api/v1/history?limit=4").json["entries"]
    rest = client.get(f"/api/v1/history?before={first[-1]['id']}").json["entries"]
    assert [entry["id"] for entry in first + rest] == [6, 5, 4, 3, 2, 1]


def test_what_changed_since_is_told_in_order(client: FlaskClient) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    seen = client.get("/api/v1/changes").json["revision"]
    assert client.get(f"/api/v1/changes?since={seen}").json == {"revision": seen, "changes": []}
    client.post("/api/v1/tables/1/rows", json={"count": 2})
    client.post("/api/v1/undo")
    client.post("/api/v1/users", json={"username": "bo", "email": "bo@example.org"})
    told = client.get(f"/api/v1/changes?since={seen}").json
    assert [(each["sentence"], each["state"], each["table"]) for each in told["changes"]] == [
        ("add 2 rows to Guests", "undone", 1),
        ("add bo to people", "done", None),
    ]
    assert told["revision"] == told["changes"][-1]["revision"] > seen


def test_a_long_time_of_changes_is_told_bit_by_bit(client: FlaskClient) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    for _ in range(4):
        client.post("/api/v1/tables/1/rows")
    since, entries = 0, []
    while told := client.get(f"/api/v1/changes?since={since}&limit=2").json["changes"]:
        entries += [each["entry"] for each in told]
        since = told[-1]["revision"]
    assert entries == [1, 2, 3, 4, 5]


HISTORY = "/api/v1/tables/1/rows/{}/history"


def guests(client: FlaskClient, *names: str) -> None:
    """A table with two columns and these people in it, and bob: entries 1 to 3."""
    columns = [{"name": "Name"}, {"name": "Born", "type": "date"}]
    client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
    client.post("/api/v1/users", json={"username": "bob", "email": "bob@example.org"})
    rows = [{"cells": {"1": name}} for name in names]
    client.post("/api/v1/tables/1/rows", json={"rows": rows})


def edit(client: FlaskClient, row: int, text: str, column: int = 1) -> None:
    edits = [{"row": row, "column": column, "text": text}]
    assert client.patch("/api/v1/tables/1/cells", json={"edits": edits}).status_code == 200


def as_bob(client: FlaskClient) -> None:
    """From here on it is somebody else who works."""
    client.post("/users/2/me")


def cells(client: FlaskClient) -> list[list[str | None]]:
    return [row["cells"] for row in client.get("/api/v1/tables/1/rows").json["rows"]]


def finished(client: FlaskClient, answer: TestResponse) -> str:
    """Wait for the work that was begun, and return how it ended."""
    assert answer.status_code == 202
    deadline = time.monotonic() + 30
    while (job := client.get(f"/api/v1/jobs/{answer.json['job']}").json)["state"] == "running":
        assert time.monotonic() < deadline
    assert job["state"] == "done", job
    return str(job["message"])


def test_just_one_change_is_put_back(client: FlaskClient) -> None:
    guests(client, "Ada", "Bo")
    edit(client, 1, "Adam")
    edit(client, 2, "Bob")
    answer = client.post("/api/v1/history/4/put-back").json
    assert (answer["done"], answer["table"]) == ("put back “change “Name” in Guests”", 1)
    assert answer["undo"] == "Undo: put back “change “Name” in Guests”"
    assert cells(client) == [["Ada", None], ["Bob", None]]
    assert client.post("/api/v1/history/4/put-back").status_code == 409
    assert client.post("/api/v1/history/99/put-back").status_code == 404
    client.post("/api/v1/undo")
    assert cells(client)[0] == ["Adam", None]


def test_what_others_did_is_put_back_too_and_what_stands_on_it_is_named(
    client: FlaskClient,
) -> None:
    guests(client, "Ada", "Bo")
    client.post("/api/v1/tables/1/fill", json={"column": 1, "text": "Cy"})
    as_bob(client)
    edit(client, 2, "Di")
    error = client.post("/api/v1/history/4/put-back").json["error"]
    assert "“change “Name” in Guests” was done in the same table since" in error["message"]
    assert cells(client) == [["Cy", None], ["Di", None]]
    client.post("/api/v1/undo")
    assert client.post("/api/v1/history/4/put-back").status_code == 200
    assert cells(client) == [["Ada", None], ["Bo", None]]


def test_putting_back_what_was_changed_since_offers_both_values_too(client: FlaskClient) -> None:
    guests(client, "Ada")
    edit(client, 1, "Adam")
    edit(client, 1, "Eve")
    error = client.post("/api/v1/history/4/put-back").json["error"]
    (cell,) = error["details"]["cells"]
    assert (cell["then"], cell["now"]) == ("Ada", "Eve")
    assert client.post("/api/v1/history/4/put-back", json={"anyway": True}).status_code == 200
    assert cells(client) == [["Ada", None]]
    client.post("/api/v1/undo")
    assert cells(client) == [["Eve", None]]


def test_a_conflict_offers_both_values(client: FlaskClient) -> None:
    guests(client, "Ada")
    edit(client, 1, "1815-12-10", column=2)
    as_bob(client)
    edit(client, 1, "1816-01-01", column=2)
    client.post("/users/1/me")
    for _ in range(2):  # it is not passed over before somebody chose
        error = client.post("/api/v1/undo").json["error"]
        assert error["code"] == "conflict"
        assert error["details"] == {
            "table": 1,
            "cells": [{"row": 1, "column": 2, "name": "Born", "then": "", "now": "1816-01-01"}],
            "more": 0,
        }
    assert client.post("/api/v1/undo", json={"anyway": True}).status_code == 200
    assert cells(client) == [["Ada", None]]
    assert client.post("/api/v1/redo").status_code == 200


def test_who_keeps_what_is_there_undoes_the_step_before_next(client: FlaskClient) -> None:
    guests(client, "Ada")
    edit(client, 1, "mine")
    as_bob(client)
    edit(client, 1, "theirs")
    client.post("/users/1/me")
    assert client.post("/api/v1/undo").status_code == 409
    assert client.post("/api/v1/undo/keep").json["undo"] == "Undo: add a row to Guests"
    assert cells(client) == [["theirs", None]]


def test_the_story_of_a_row_and_of_a_cell(client: FlaskClient) -> None:
    guests(client, "Ada")
    edit(client, 1, "1815-12-10", column=2)
    edit(client, 1, "Adam")
    edit(client, 1, "Eve")
    client.post("/api/v1/undo")
    told = client.get(HISTORY.format(1)).json
    assert [(e["entry"], e["deed"], e["state"]) for e in told["entries"]] == [
        (6, "changed", "undone"),
        (5, "changed", "done"),
        (4, "changed", "done"),
        (3, "added", "done"),
    ]
    assert told["entries"][1]["cells"] == [
        {"column": 1, "name": "Name", "before": "Ada", "after": "Adam"}
    ]
    assert told["more"] is False
    first = client.get(HISTORY.format(1) + "?column=1&limit=2").json
    rest = client.get(HISTORY.format(1) + "?column=1&before=5").json
    assert [e["entry"] for e in first["entries"] + rest["entries"]] == [6, 5, 3]
    assert first["more"] is True


def test_a_cell_and_a_deleted_row_are_put_back(client: FlaskClient) -> None:
    guests(client, "Ada", "Bo")
    edit(client, 1, "Adam")
    answer = client.post(HISTORY.format(1) + "/4", json={"columns": [1]}).json
    assert answer["done"] == "put “Name” in Guests back to what it was"
    client.delete("/api/v1/tables/1/rows", json={"rows": [1]})
    (deletion,) = client.get("/api/v1/tables/1/deleted-rows").json["entries"]
    assert deletion["rows"] == [{"id": 1, "label": "Ada"}]
    assert "Ada" in client.get("/history/deleted/1").text
    back = client.post(HISTORY.format(1) + f"/{deletion['entry']}").json
    assert back["undo"] == "Undo: bring back a row in Guests"
    assert cells(client) == [["Ada", None], ["Bo", None]]
    assert client.get("/api/v1/tables/1/deleted-rows").json["entries"] == []


def test_history_is_filtered_by_table_and_by_person(client: FlaskClient) -> None:
    guests(client, "Ada")
    client.post("/api/v1/tables", json={"name": "Songs"})
    as_bob(client)
    edit(client, 1, "Adam")

    def found(of: str) -> list[int]:
        return [e["id"] for e in client.get(f"/api/v1/history?{of}").json["entries"]]

    assert found("table=1") == [5, 3, 1]
    assert found("person=bob") == [5]
    page = client.get("/history?table=2").text
    assert "ake the table Songs" in page
    assert "ake the table Guests" not in page
    assert "Everybody" in page


def test_the_cost_is_told_and_a_rule_is_set_once_it_was_rehearsed(client: FlaskClient) -> None:
    guests(client, "Ada")
    for number in range(105):
        edit(client, 1, f"Ada {number}")
    cost = client.get("/api/v1/history/cost").json
    assert 0 < cost["history"] < cost["document"]
    assert cost["words"].startswith("The history takes ")
    assert client.get("/api/v1/history/rule").json == {"days": None, "megabytes": None}
    assert client.get("/api/v1/history/due?megabytes=1").json == {"entries": 0, "until": None}
    set_rule = client.put("/api/v1/history/rule", json={"days": 90})
    assert finished(client, set_rule) == "The history is tidy."
    assert client.get("/api/v1/history/rule").json == {"days": 90, "megabytes": None}
    assert len(client.get("/api/v1/history?limit=1000").json["entries"]) == 108
    for wrong in ({"days": 0}, {"megabytes": -1}):
        assert client.put("/api/v1/history/rule", json=wrong).status_code == 422


def test_what_a_rule_forgets_goes_when_the_file_is_opened(
    app: Flask, client: FlaskClient, config: Config
) -> None:
    guests(client, "Ada")
    for number in range(105):
        edit(client, 1, f"Ada {number}")
    store: Store = app.extensions["tidybase"]
    with store.work(ADA) as w:
        w.session.execute(update(Entry).values(at=now() - timedelta(days=91)))
        trimming.set_rule(w, Rule(days=90))
    assert client.get("/api/v1/history/due?days=90").json["entries"] == 8
    keeping.at_opening(store, config)
    deadline = time.monotonic() + 30
    while len(client.get("/api/v1/history?limit=1000").json["entries"]) > 100:
        assert time.monotonic() < deadline
    with store.look() as look:
        assert trimming.due(look, Rule(days=90)).entries == 0


def test_the_file_is_made_smaller_only_when_asked(client: FlaskClient, document: Path) -> None:
    guests(client, *("a long name " * 50 for _ in range(400)))
    for number in range(102):
        edit(client, 1, f"Ada {number}")
    client.put("/api/v1/history/rule", json={"megabytes": 1})
    large = document.stat().st_size
    client.delete("/api/v1/tables/1/rows", json={"all": True})
    assert finished(client, client.post("/api/v1/history/tidy")) == "The history is tidy."
    assert document.stat().st_size >= large
    client.post("/api/v1/undo")
    assert "smaller now" in finished(client, client.post("/api/v1/history/smaller"))
    assert len(cells(client)) == 100
    assert client.get("/api/v1/history/cost").json["free"] == 0


def test_without_room_on_the_disk_the_file_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(DocumentFull, match="not enough room"):
        compacting.refuse_without_room(1 << 60, [tmp_path, tmp_path])
    compacting.refuse_without_room(1, [tmp_path, tmp_path])
