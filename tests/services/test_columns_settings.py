"""Rules, choices, place and hiding of a column over HTTP; each with its way back."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.services.test_columns_kinds import columns, content, table_of
from tests.services.test_tables import API, make

TOWNS = [{"name": "Linz"}, {"name": "Graz"}, {"name": "Wien"}]


def change(client: FlaskClient, table: int, status: int = 200, **given: object) -> dict:
    it = columns(client, table)[0]["id"]
    answer = client.patch(f"{API}/{table}/columns/{it}", json=given)
    assert answer.status_code == status, answer.json
    return answer.json


def held(client: FlaskClient, table: int) -> list[object]:
    return [row["cells"][0] for row in content(client, table)["rows"]]


def found(client: FlaskClient, table: int, **test: object) -> list[int]:
    it = columns(client, table)[0]["id"]
    asked = {"filter": json.dumps({"column": it, **test})}
    return [row["id"] for row in client.get(f"{API}/{table}/rows", query_string=asked).json["rows"]]


def towns(client: FlaskClient, kind: str = "choice", *texts: str) -> int:
    table = table_of(client, kind, list(texts or ("Linz", "Graz", "Linz")))
    change(client, table, options={"choices": TOWNS})
    return table


def test_a_column_is_added_with_its_options(client: FlaskClient) -> None:
    table = make(client, name="Guests")
    options = {"choices": TOWNS, "required": True, "default": "graz"}
    made = client.post(f"{API}/{table}/columns", json={"type": "choice", "options": options}).json
    assert [each["name"] for each in made["options"]["choices"]] == ["Linz", "Graz", "Wien"]
    assert (made["options"]["required"], made["options"]["default"]) == (True, "Graz")
    row = client.post(f"{API}/{table}/rows", json={"rows": [{"cells": {}}]}).json["rows"][0]
    assert row["cells"][-1] == "Graz"


def test_rules_say_how_many_rows_break_them_and_a_filter_finds_those(client: FlaskClient) -> None:
    table = table_of(client, "whole_number", ["4", "", "40", "4"])
    answer = change(client, table, options={"required": True, "from": "5", "unique": True})
    assert answer["breaking"] == 3
    assert found(client, table, breaks=True) == [1, 2, 4]
    assert change(client, table, options={"required": None, "from": None})["breaking"] == 2
    assert columns(client, table)[0]["options"] == {"unique": True}
    for _ in range(2):
        client.post("/api/v1/undo", json={})
    assert columns(client, table)[0]["options"] == {}


@pytest.mark.parametrize(
    ("kind", "options", "field"),
    [
        ("text", {"from": "a"}, "from"),
        ("whole_number", {"from": "ten"}, "from"),
        ("text", {"currency": "EUR"}, "currency"),
        ("money", {"currency": "shells"}, "currency"),
        ("choice", {"choices": [{"name": "a"}, {"name": "A"}]}, "choices"),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: FlaskClient, kind: str, options: dict, field: str
) -> None:
    table = table_of(client, kind, [])
    assert change(client, table, 422, options=options)["error"]["field"] == field


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("choice", ["Linz", "Graz", "Wien", ""], ["Graz", "Linz", "Vienna", None]),
        (
            "several_choices",
            ["Linz, Graz", "Graz", "Wien, Linz", ""],
            [["Graz", "Linz"], ["Linz"], ["Vienna", "Graz"], None],
        ),
    ],
)
def test_cells_follow_choices_that_are_renamed_even_if_two_change_places(
    client: FlaskClient, kind: str, before: list[str], after: list[object]
) -> None:
    table = towns(client, kind, *before)
    was = content(client, table)
    wish = [{"name": "Graz", "was": "Linz"}, {"name": "Linz", "was": "Graz"}]
    change(client, table, options={"choices": [*wish, {"name": "Vienna", "was": "Wien"}]})
    assert held(client, table) == after
    client.post("/api/v1/undo", json={})
    assert content(client, table) == was


@pytest.mark.parametrize("kind", ["choice", "several_choices"])
def test_a_choice_in_use_is_taken_away_only_on_purpose(client: FlaskClient, kind: str) -> None:
    table = towns(client, kind)
    was = content(client, table)
    rest = {"choices": TOWNS[1:]}
    assert (
        "“Linz” stands in 2 cells" in change(client, table, 409, options=rest)["error"]["message"]
    )
    assert content(client, table) == was
    change(client, table, options=rest, keep=True)
    assert found(client, table, misfit=True) == [1, 3]
    change(client, table, options={"choices": TOWNS})
    assert found(client, table, misfit=True) == []
    assert held(client, table) == held_of(was)
    for _ in range(2):
        client.post("/api/v1/undo", json={})
    assert content(client, table) == was


def held_of(page: dict) -> list[object]:
    return [row["cells"][0] for row in page["rows"]]


def test_what_a_new_row_begins_with_follows_its_choice(client: FlaskClient) -> None:
    table = towns(client)
    change(client, table, options={"default": "Wien"})
    change(client, table, options={"choices": [*TOWNS[:2], {"name": "Vienna", "was": "Wien"}]})
    assert columns(client, table)[0]["options"]["default"] == "Vienna"
    change(client, table, options={"choices": TOWNS[:2]})
    assert "default" not in columns(client, table)[0]["options"]


@pytest.mark.parametrize(
    ("options", "done"),
    [
        ({"required": True}, "change the rules of “It” in Guests"),
        ({"hidden": True}, "hide the column “It”"),
        ({"choices": TOWNS}, "change the choices of “It”"),
    ],
)
def test_undo_says_what_was_set(client: FlaskClient, options: dict, done: str) -> None:
    table = table_of(client, "choice", ["Linz"])
    change(client, table, options=options)
    assert client.post("/api/v1/undo", json={}).json["done"] == done


def test_columns_are_hidden_but_never_all_of_them(client: FlaskClient) -> None:
    table = table_of(client, "text", ["Ada"])
    change(client, table, options={"hidden": True})
    assert [each["options"] for each in columns(client, table)] == [{"hidden": True}, {}]
    assert held(client, table) == ["Ada"]
    other = columns(client, table)[1]["id"]
    answer = client.patch(f"{API}/{table}/columns/{other}", json={"options": {"hidden": True}})
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "hidden")


def test_columns_are_put_into_another_order_and_back(client: FlaskClient) -> None:
    table = table_of(client, "text", ["Ada"])
    it, other = (each["id"] for each in columns(client, table))
    answer = client.put(f"{API}/{table}/columns/order", json={"columns": [other]})
    assert [each["id"] for each in answer.json["columns"]] == [other, it]
    assert held(client, table) == ["0"]
    client.post("/api/v1/undo", json={})
    assert [each["id"] for each in columns(client, table)] == [it, other]


def test_a_paste_is_looked_through_before_it_is_written(client: FlaskClient) -> None:
    table = table_of(client, "whole_number", ["4"])
    it, other = (each["id"] for each in columns(client, table))
    change(client, table, options={"unique": True})
    edits = [{"row": 1, "column": it, "text": "5"}]
    rows = [{"cells": {str(it): text, str(other): text}} for text in ("5", "many", "6")]
    given = {"edits": edits, "rows": rows}
    checked = client.post(f"{API}/{table}/cells/check", json=given).json
    texts = [each["text"] for each in checked["odd"]]
    assert (checked["cells"], checked["unfit"], texts) == (7, 3, ["5", "5", "many"])
    assert held(client, table) == [4]
    client.patch(f"{API}/{table}/cells", json={**given, "keep": True})
    assert found(client, table, misfit=True) != []
