"""Links, lookups, totals and formulas over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from desktop_app.engine.changes import tables
from tests.services.shop import (
    GUESTS,
    NAME,
    ORDERS,
    WHAT,
    add,
    column,
    edit,
    linked,
    named,
    rows,
    send,
    shop,
    worked_out,
)
from tests.services.test_tables import API, columns, make

__all__ = ["linked", "shop"]


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


def test_links_are_sorted_filtered_and_searched_by_their_names(linked: FlaskClient) -> None:
    assert column(linked, ORDERS, WHAT, sort="5") == ["Cake", "Tea", "Jam"]
    assert column(linked, ORDERS, WHAT, filter='{"column": 5, "is": "#2"}') == ["Tea", "Jam"]
    assert column(linked, ORDERS, WHAT, filter='{"column": 5, "starts_with": "a"}') == ["Cake"]
    assert column(linked, GUESTS, NAME, filter='{"column": 6, "contains": "jam"}') == ["Bo"]
    edit(linked, GUESTS, (2, NAME, "Aa"))
    assert column(linked, ORDERS, WHAT, sort="5") == ["Tea", "Jam", "Cake"]


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


def test_a_table_that_is_full_takes_no_link_either(
    shop: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = columns(shop, 2)
    monkeypatch.setattr(tables, "MOST_COLUMNS", len(there))
    refused = send(shop, "POST", f"{ORDERS}/links", table=1, name="Again")
    assert refused.status_code == 422
    assert "columns at most" in refused.json["error"]["message"]
    assert columns(shop, 2) == there
