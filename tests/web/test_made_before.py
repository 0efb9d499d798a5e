"""What is asked for twice under one name is made once, and the second answer names it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.app import close, create_app
from desktop_app.config import Config
from tests.support import postgres, promises

TABLES, ROWS, COLUMNS = "/api/v1/tables", "/api/v1/tables/1/rows", "/api/v1/tables/1/columns"
BO = {"username": "bo", "email": "bo@example.org"}
KEY = {"Idempotency-Key": "a-name-of-a-deed"}


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, config: Config) -> Iterator[Flask]:
    """The whole app over a document of each kind, with two tables. It answers as it describes."""
    if request.param == "sqlite":
        uri = f"sqlite:///{request.getfixturevalue('document')}"
    else:
        uri = postgres.emptied(request.getfixturevalue("postgresql"))
    made = create_app(config.opening(uri))
    breaches = promises.watch(made)
    for name in ("Guests", "Towns"):
        made.test_client().post(TABLES, json={"name": name, "columns": [{"name": "Name"}]})
    yield made
    close(made)
    assert breaches == []


THINGS: list[tuple[str, Any]] = [
    (TABLES, {"name": "Songs", "columns": [{"name": "Title"}]}),
    (COLUMNS, {"name": "Age", "type": "whole_number"}),
    ("/api/v1/tables/1/links", {"table": 2, "name": "Town"}),
    ("/api/v1/tables/1/links", {"table": 2, "name": "Towns seen", "several": True}),
    ("/api/v1/tables/1/columns/1/link", {"table": 2}),
    ("/api/v1/users", BO),
]
UNDO, REDO = ("/api/v1/undo", None), ("/api/v1/redo", None)
SINCE: dict[str, list[tuple[str, Any]]] = {
    "undone": [UNDO],
    "undone and done again": [UNDO, REDO],
    "undone and overtaken": [UNDO, (TABLES, {"name": "Fees", "columns": []})],
    "put back": [("/api/v1/history/{made}/put-back", None)],
}


@pytest.mark.parametrize(("path", "given"), THINGS)
def test_a_thing_that_was_made_is_named_again(client: FlaskClient, path: str, given: Any) -> None:
    first = client.post(path, json=given, headers=KEY)
    again = client.post(path, json=given, headers=KEY)
    assert (again.status_code, again.json["repeated"]) == (200, True)
    assert again.json["id"] == first.json["id"]


def test_rows_that_were_added_are_named_again_in_their_order(client: FlaskClient) -> None:
    rows = [{"cells": {"1": name}} for name in ("Bo", "Ada")]
    answers = [client.post(ROWS, json={"rows": rows}, headers=KEY).json for _ in range(2)]
    named = [[row["id"] for row in answer["rows"]] for answer in answers]
    assert named == [[1, 2], [1, 2]]


def test_pasted_rows_are_named_too_and_not_the_cells(client: FlaskClient) -> None:
    client.post(ROWS, json={"rows": [{"cells": {"1": "Ada"}}]})
    block = {
        "edits": [{"row": 1, "column": 1, "text": "Eve"}],
        "rows": [{"cells": {"1": "Bo"}}],
    }
    client.patch("/api/v1/tables/1/cells", json=block, headers=KEY)
    again = client.patch("/api/v1/tables/1/cells", json=block, headers=KEY).json
    assert (again["repeated"], again["rows"]) == (True, [{"id": 2}])


def test_what_made_nothing_names_nothing(client: FlaskClient) -> None:
    edit = {"name": "Friends"}
    told = [client.patch(f"{TABLES}/1", json=edit, headers=KEY).json for _ in range(2)]
    assert set(told[1]) == {"repeated", "undo", "redo"}


@pytest.mark.parametrize(
    ("path", "given", "since"),
    [
        *((*thing, SINCE["put back"]) for thing in THINGS),
        *((ROWS, {"count": 2}, since) for since in SINCE.values()),
        (ROWS, {"count": 501}, SINCE["undone"]),
        (ROWS, {"count": 501}, SINCE["undone and done again"]),
    ],
)
def test_whatever_came_of_it_since_it_is_not_made_again(
    client: FlaskClient, path: str, given: Any, since: list[Any]
) -> None:
    first = client.post(path, json=given, headers=KEY).json
    made = client.get("/api/v1/history?limit=1").json["entries"][0]["id"]
    for later, body in since:
        answer = client.post(later.format(made=made), json=body)
        assert answer.status_code in {200, 201}
    before = client.get("/api/v1/history").json
    again = client.post(path, json=given, headers=KEY)
    assert (again.status_code, again.json["repeated"]) == (200, True)
    assert again.json.get("id") == first.get("id")
    named = [[row["id"] for row in answer.get("rows", [])] for answer in (first, again.json)]
    assert named[0] == named[1]
    assert client.get("/api/v1/history").json == before


def test_undo_and_redo_asked_for_twice_are_done_once_whatever_was_done_since(
    client: FlaskClient,
) -> None:
    client.post(ROWS, json={"count": 2})
    for name, deed in (("a", "undo"), ("b", "redo"), ("a", "undo"), ("b", "redo"), ("a", "undo")):
        answer = client.post(f"/api/v1/{deed}", headers={"Idempotency-Key": name})
        assert answer.status_code == 200
    assert client.get(ROWS).json["total"] == 2
