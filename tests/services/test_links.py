"""Links, lookups, totals and formulas over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from desktop_app.formulas import FUNCTIONS
from tests.services.test_tables import API, columns, make

GUESTS, ORDERS = f"{API}/1", f"{API}/2"
NAME, WHAT, PRICE, MANY = 1, 2, 3, 4


@pytest.fixture
def shop(client: FlaskClient) -> FlaskClient:
    """Three guests and four orders."""
    make(client, name="Guests", columns=[{"name": "Name"}])
    kinds = [("What", "text"), ("Price", "decimal_number"), ("Many", "whole_number")]
    make(client, name="Orders", columns=[{"name": n, "type": t} for n, t in kinds])
    add(client, GUESTS, *({"1": name} for name in ("Ada", "Bo", "Ada")))
    for what, price, many in (("Tea", "2.5", "2"), ("Cake", "4", "0"), ("Jam", "0.1", "3")):
        add(client, ORDERS, {"2": what, "3": price, "4": many})
    return client


@pytest.fixture
def linked(shop: FlaskClient) -> FlaskClient:
    """Each order has a guest: column 5 there, and 6, “Orders”, on the other side."""
    assert send(shop, "POST", f"{ORDERS}/links", table=1, name="Guest").status_code == 201
    edit(shop, ORDERS, (1, 5, "bo"), (2, 5, "#1"), (3, 5, "BO"))
    return shop


def send(client: FlaskClient, method: str, address: str, **given: Any) -> Any:
    return client.open(address, method=method, json=given)


def add(client: FlaskClient, table: str, *rows: dict[str, str]) -> None:
    answer = send(client, "POST", f"{table}/rows", rows=[{"cells": row} for row in rows])
    assert answer.status_code == 201, answer.json


def edit(client: FlaskClient, table: str, *edits: tuple[int, int, str], **more: Any) -> Any:
    given = [{"row": row, "column": column, "text": text} for row, column, text in edits]
    answer = send(client, "PATCH", f"{table}/cells", edits=given, **more)
    assert answer.status_code == 200, answer.json
    return answer.json


def rows(client: FlaskClient, table: str, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{table}/rows", query_string=asked)
    assert answer.status_code == 200, answer.json
    return answer.json["rows"]


def column(client: FlaskClient, table: str, number: int, **asked: Any) -> list[Any]:
    listed = [each["id"] for each in client.get(f"{table}/rows").json["columns"]]
    return [row["cells"][listed.index(number)] for row in rows(client, table, **asked)]


def worked_out(client: FlaskClient, table: str, **given: Any) -> int:
    answer = send(client, "POST", f"{table}/worked-out", **given)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def named(number: int, label: str) -> dict[str, Any]:
    return {"id": number, "label": label}


def test_a_typed_name_links_and_both_sides_say_so(linked: FlaskClient) -> None:
    assert column(linked, ORDERS, 5) == [named(2, "Bo"), named(1, "Ada"), named(2, "Bo")]
    assert column(linked, GUESTS, 6) == [
        [named(2, "Cake")],
        [named(1, "Tea"), named(3, "Jam")],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "reason"), [("Ada", "There are several “Ada”"), ("Eve", "There is no “Eve”")]
)
def test_a_name_that_is_not_one_row_is_refused_or_kept(
    linked: FlaskClient, text: str, reason: str
) -> None:
    typed = {"row": 1, "column": 5, "text": text}
    answer = send(linked, "PATCH", f"{ORDERS}/cells", edits=[typed])
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "5")
    assert reason in answer.json["error"]["message"]
    kept = edit(linked, ORDERS, (1, 5, text), keep=True)["cells"][0]
    assert (kept["value"], kept["misfit"]) == (None, text)
    assert rows(linked, ORDERS, limit=1)[0]["misfits"] == {"5": text}


def test_the_other_side_is_typed_as_names_too(linked: FlaskClient) -> None:
    told = edit(linked, GUESTS, (3, 6, "jam, #1"))
    assert told["cells"][0]["value"] == [named(1, "Tea"), named(3, "Jam")]
    assert told["undo"] == "Undo: change “Orders” in Guests"
    assert column(linked, ORDERS, 5) == [named(3, "Ada"), named(1, "Ada"), named(3, "Ada")]
    linked.post("/api/v1/undo")
    assert column(linked, ORDERS, 5)[0] == named(2, "Bo")


def test_new_rows_come_with_their_links(linked: FlaskClient) -> None:
    add(linked, GUESTS, {"1": "Cy", "6": "Tea"})
    add(linked, ORDERS, {"2": "Milk", "5": "Cy"})
    assert column(linked, GUESTS, 6)[3] == [named(1, "Tea"), named(4, "Milk")]


def test_several_to_several_is_set_by_number_and_read_page_by_page(shop: FlaskClient) -> None:
    made = send(shop, "POST", f"{GUESTS}/links", table=2, several=True, name="Likes").json
    address = f"{GUESTS}/columns/{made['id']}/links/1"
    assert send(shop, "PUT", address, ids=[1, 3, 2]).json["value"] == [
        named(1, "Tea"),
        named(2, "Cake"),
        named(3, "Jam"),
    ]
    found = shop.get(f"{address}?offset=1&limit=1").json
    assert found == {"rows": [named(2, "Cake")], "total": 3}
    assert columns(shop, 2)[-1] == "Guests"
    assert send(shop, "PUT", address, ids=[99]).status_code == 404


def test_a_column_of_names_becomes_a_link(shop: FlaskClient) -> None:
    made = send(shop, "POST", f"{ORDERS}/columns", name="Guest").json["id"]
    edit(shop, ORDERS, (1, made, "BO"), (2, made, "Eve"))
    answer = send(shop, "POST", f"{ORDERS}/columns/{made}/link", table=1)
    assert (answer.status_code, answer.json["name"], answer.json["type"]) == (200, "Guest", "link")
    found = rows(shop, ORDERS)
    assert [row["cells"][3] for row in found] == [named(2, "Bo"), None, None]
    assert found[1]["misfits"] == {str(answer.json["id"]): "Eve"}
    done = shop.post("/api/v1/undo").json["done"]
    assert done == "make “Guest” in Orders a link to Guests"
    assert column(shop, ORDERS, made) == ["BO", "Eve", None]


def test_a_cell_shows_the_first_links_and_how_many_more_there_are(linked: FlaskClient) -> None:
    add(linked, ORDERS, *({"2": f"No {n}", "5": "#3"} for n in range(25)))
    shown = column(linked, GUESTS, 6)[2]
    assert (len(shown), shown[-1]) == (21, {"more": 5})
    names = ", ".join(each["label"] for each in shown[1:20])
    told = edit(linked, GUESTS, (3, 6, f"{names}, Tea, … and 5 more"))["cells"][0]["value"]
    assert (len(told), told[0], told[-1]) == (21, named(1, "Tea"), {"more": 5})
    assert column(linked, ORDERS, 5)[3] is None


def test_rows_are_picked_by_a_part_of_their_name(linked: FlaskClient) -> None:
    def pick(search: str, limit: int = 20) -> tuple[list[str], bool]:
        asked = {"search": search, "limit": limit}
        found = linked.get(f"{ORDERS}/pick", query_string=asked).json
        return [row["label"] for row in found["rows"]], found["more"]

    add(linked, ORDERS, {"2": "Pancake"}, {"2": ""}, {"2": "100% Cacao"})
    assert pick("CA") == (["Cake", "Pancake", "100% Cacao"], False)
    assert pick("%") == (["100% Cacao"], False)
    assert pick("#5") == (["#5"], False)
    assert pick("", 2) == (["Tea", "Cake"], True)
    assert pick("nothing of this") == ([], False)


def test_what_hangs_on_rows_is_told_and_let_go_with_them(linked: FlaskClient) -> None:
    before = rows(linked, ORDERS), rows(linked, GUESTS)
    told = send(linked, "POST", f"{GUESTS}/rows/hanging", rows=[2, 3]).json["hanging"]
    assert told == [{"table": "Orders", "column": "Orders", "rows": 2}]
    answer = send(linked, "DELETE", f"{GUESTS}/rows", rows=[2]).json
    assert (answer["deleted"], answer["undo"]) == (1, "Undo: delete a row in Guests")
    assert column(linked, ORDERS, 5) == [None, named(1, "Ada"), None]
    linked.post("/api/v1/undo")
    assert (rows(linked, ORDERS), rows(linked, GUESTS)) == before


def test_all_rows_that_a_filter_finds_by_their_links_go(linked: FlaskClient) -> None:
    count = worked_out(linked, GUESTS, type="total", link=6, how="count")
    found = f'{{"column": {count}, "more": "0"}}'
    answer = send(linked, "DELETE", f"{GUESTS}/rows", all=True, filter=found).json
    assert answer["deleted"] == 2
    assert column(linked, ORDERS, 5) == [None] * 3
    linked.post("/api/v1/undo")
    assert column(linked, GUESTS, count) == [1, 2, 0]


def test_a_table_and_a_column_of_links_go_and_come_back_with_them(linked: FlaskClient) -> None:
    before = rows(linked, ORDERS), rows(linked, GUESTS)
    for gone in (f"{ORDERS}/columns/5", f"{GUESTS}/columns/6", GUESTS):
        assert linked.delete(gone).status_code == 200
        assert columns(linked, 2) == ["What", "Price", "Many"]
        linked.post("/api/v1/undo")
        assert (rows(linked, ORDERS), rows(linked, GUESTS)) == before


def test_lookups_and_totals_show_what_they_are_of(linked: FlaskClient) -> None:
    who = worked_out(linked, ORDERS, type="lookup", link=5, field=NAME)
    spent = worked_out(linked, GUESTS, type="total", link=6, field=PRICE, how="sum")
    assert column(linked, ORDERS, who) == ["Bo", "Ada", "Bo"]
    assert column(linked, GUESTS, spent) == [4, 2.6, None]
    shown = {each["id"]: each for each in linked.get(f"{GUESTS}/rows").json["columns"]}
    assert shown[spent]["shows"]["type"] == "decimal_number"
    assert (shown[spent]["name"], shown[spent]["align"]) == ("Sum of Price", "end")
    assert column(linked, GUESTS, NAME, sort=f"-{spent}") == ["Ada", "Bo", "Ada"]
    wanted = f'{{"column": {spent}, "less": "3"}}'
    assert column(linked, GUESTS, NAME, filter=wanted) == ["Bo"]


def test_links_are_sorted_filtered_and_searched_by_their_names(linked: FlaskClient) -> None:
    assert column(linked, ORDERS, WHAT, sort="5") == ["Cake", "Tea", "Jam"]
    assert column(linked, ORDERS, WHAT, filter='{"column": 5, "is": "#2"}') == ["Tea", "Jam"]
    assert column(linked, ORDERS, WHAT, filter='{"column": 5, "starts_with": "a"}') == ["Cake"]
    assert column(linked, GUESTS, NAME, filter='{"column": 6, "contains": "jam"}') == ["Bo"]
    edit(linked, GUESTS, (2, NAME, "Aa"))
    assert column(linked, ORDERS, WHAT, sort="5") == ["Tea", "Jam", "Cake"]


def test_a_formula_is_worked_out_shown_and_follows_every_change(shop: FlaskClient) -> None:
    total = worked_out(shop, ORDERS, formula="[Price] * [Many]", name="Total")
    told = {each["id"]: each for each in shop.get(f"{ORDERS}/rows").json["columns"]}[total]
    assert (told["formula"], told["shows"]["type"]) == ("[Price] * [Many]", "decimal_number")
    assert column(shop, ORDERS, total) == [5, 0, 0.3]
    changed = edit(shop, ORDERS, (1, PRICE, "3"))["cells"]
    assert {"row": 1, "column": total, "value": 6.0} in changed
    send(shop, "PATCH", f"{ORDERS}/columns/{PRICE}", name="Cost")
    found = {each["id"]: each for each in shop.get(f"{ORDERS}/rows").json["columns"]}
    assert found[total]["formula"] == "[Cost] * [Many]"


def test_a_cell_that_cannot_be_worked_out_says_why(shop: FlaskClient) -> None:
    each = worked_out(shop, ORDERS, formula="[Price] / [Many]")
    assert rows(shop, ORDERS)[1]["troubles"] == {str(each): "This divides by zero."}
    assert all("troubles" not in row for row in (rows(shop, ORDERS)[0], rows(shop, ORDERS)[2]))
    told = edit(shop, ORDERS, (1, MANY, "0"))["cells"]
    assert {"row": 1, "column": each, "value": None, "trouble": "This divides by zero."} in told


def test_a_formula_over_what_does_not_fit_says_so(shop: FlaskClient) -> None:
    twice = worked_out(shop, ORDERS, formula="[Many] * 2")
    edit(shop, ORDERS, (2, MANY, "a few"), keep=True)
    assert column(shop, ORDERS, twice) == [4, None, 6]
    assert "does not fit" in rows(shop, ORDERS)[1]["troubles"][str(twice)]


@pytest.mark.parametrize(
    ("formula", "place", "words"),
    [
        ("[Price] * [Mny]", 10, "Did you mean “Many”?"),
        ("[Price] +", 9, "something is missing"),
        ("[What] + 1", 0, "“What” is text"),
        ("", 0, "Please write a formula"),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_with_its_place(
    shop: FlaskClient, formula: str, place: int, words: str
) -> None:
    for address in (f"{ORDERS}/worked-out", f"{ORDERS}/worked-out/try"):
        error = send(shop, "POST", address, formula=formula).json["error"]
        assert (error["field"], error["place"]) == ("formula", place)
        assert words in error["message"]
    assert columns(shop, 2) == ["What", "Price", "Many"]


def test_a_formula_is_tried_on_the_first_rows(shop: FlaskClient) -> None:
    tried = send(shop, "POST", f"{ORDERS}/worked-out/try", formula="1 / [Many]").json
    assert (tried["kind"], tried["shows"]["type"]) == ("a number", "decimal_number")
    assert tried["results"] == [
        {"row": "Tea", "value": 0.5},
        {"row": "Cake", "value": None, "trouble": "This divides by zero."},
        {"row": "Jam", "value": 0.333333333333333},
    ]


def test_a_formula_is_changed_and_changed_back(shop: FlaskClient) -> None:
    made = worked_out(shop, ORDERS, formula="[Many] + 1", name="More")
    changed = f"{ORDERS}/worked-out/{made}"
    assert send(shop, "PATCH", changed, formula="[Many] + 2").json["formula"] == "[Many] + 2"
    assert column(shop, ORDERS, made) == [4, 2, 5]
    done = shop.post("/api/v1/undo").json["done"]
    assert done == "change how “More” is worked out in Orders"
    assert column(shop, ORDERS, made) == [3, 1, 4]
    again = worked_out(shop, ORDERS, formula="[More] * 2")
    error = send(shop, "PATCH", changed, formula=f"[{columns(shop, 2)[-1]}]").json["error"]
    assert "worked out from itself" in error["message"]
    assert column(shop, ORDERS, again) == [6, 2, 8]


def test_what_makes_no_sense_is_refused_in_words(linked: FlaskClient) -> None:
    for given, field in (
        ({"type": "lookup"}, "link"),
        ({"type": "lookup", "link": PRICE, "field": NAME}, "link"),
        ({"type": "lookup", "link": 5}, "field"),
        ({"type": "total", "link": 5, "field": NAME, "how": "sum"}, "field"),
    ):
        answer = send(linked, "POST", f"{ORDERS}/worked-out", **given)
        assert (answer.status_code, answer.json["error"]["field"]) == (422, field)
    assert send(linked, "PATCH", f"{ORDERS}/worked-out/{PRICE}").status_code == 422
    assert linked.get(f"{ORDERS}/columns/{PRICE}/links/1").status_code == 422


def test_what_is_worked_out_takes_no_typing(shop: FlaskClient) -> None:
    made = worked_out(shop, ORDERS, formula="1")
    typed = {"row": 1, "column": made, "text": "5"}
    answer = send(shop, "PATCH", f"{ORDERS}/cells", edits=[typed])
    assert (answer.status_code, answer.json["error"]["field"]) == (422, str(made))


def test_people_are_shown_and_typed_by_name(client: FlaskClient) -> None:
    client.get("/tables")
    kinds = [("What", "text"), ("Who", "person"), ("By", "created_by")]
    make(client, name="Tasks", columns=[{"name": n, "type": t} for n, t in kinds])
    add(client, f"{API}/1", {"1": "Bake", "2": "ADA"})
    assert rows(client, f"{API}/1")[0]["cells"] == ["Bake", named(1, "ada"), named(1, "ada")]
    error = send(
        client, "PATCH", f"{API}/1/cells", edits=[{"row": 1, "column": 2, "text": "Eve"}]
    ).json["error"]
    assert "“Eve” is nobody on the list" in error["message"]


def test_functions_are_listed_with_what_they_do(client: FlaskClient) -> None:
    found = client.get("/api/v1/formula-functions").json["functions"]
    assert [each["name"] for each in found] == [function.name for function in FUNCTIONS]
    assert found[0]["example"].startswith("IF(")
