"""Undo, redo and the history page over HTTP."""

from __future__ import annotations

from flask.testing import FlaskClient


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
