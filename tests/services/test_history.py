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
            "cells": [
                {
                    "row": 1,
                    "label": "Ada",
                    "column": 2,
                    "name": "Born",
                    "then": "",
                    "now": "1 Jan 1816",
                }
            ],
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
    assert "<bdi>Ada</bdi>" in client.get("/history/deleted/1").text
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
