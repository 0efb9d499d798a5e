"""Lookups, totals and formulas over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from desktop_app.formulas import FUNCTIONS
from tests.services.shop import (
    GUESTS,
    MANY,
    NAME,
    ORDERS,
    PRICE,
    column,
    edit,
    linked,
    rows,
    send,
    shop,
    worked_out,
)
from tests.services.test_tables import API, columns, make

__all__ = ["linked", "shop"]


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


@pytest.fixture
def unstored(linked: FlaskClient) -> list[tuple[str, int]]:
    """Columns that are in no table of the database: links, a lookup, a total and a formula."""
    several = send(linked, "POST", f"{ORDERS}/links", table=1, several=True, name="Of all").json
    return [
        (GUESTS, 6),
        (ORDERS, several["id"]),
        (ORDERS, worked_out(linked, ORDERS, type="lookup", link=5, field=NAME)),
        (GUESTS, worked_out(linked, GUESTS, type="total", link=6, field=PRICE, how="sum")),
        (ORDERS, worked_out(linked, ORDERS, formula="[Price] * [Many]")),
    ]


def test_a_column_that_is_not_stored_is_renamed_and_undo_gives_the_name_back(
    linked: FlaskClient, unstored: list[tuple[str, int]]
) -> None:
    for at, (table, number) in enumerate(unstored):
        before = columns(linked, int(table[-1]))
        told = send(linked, "PATCH", f"{table}/columns/{number}", name=f"New {at}")
        assert (told.status_code, told.json["name"]) == (200, f"New {at}")
        assert f"New {at}" in columns(linked, int(table[-1]))
        assert send(linked, "POST", "/api/v1/undo").status_code == 200
        assert columns(linked, int(table[-1])) == before


def test_a_column_that_is_not_stored_becomes_no_other_kind_and_says_so(
    linked: FlaskClient, unstored: list[tuple[str, int]]
) -> None:
    for table, number in [*unstored, (ORDERS, 5)]:
        for what in ("rehearsal", "kind"):
            for kind in ("text", "date", "choice"):
                told = send(linked, "POST", f"{table}/columns/{number}/{what}", type=kind)
                assert told.status_code == 422
                assert "Add a new column instead" in told.json["error"]["message"]


def test_what_is_made_of_amounts_is_written_like_them(client: FlaskClient) -> None:
    kinds = [("Price", "money"), ("Many", "whole_number"), ("Rate", "decimal_number")]
    make(client, name="Orders", columns=[{"name": n, "type": t} for n, t in kinds])
    sums = worked_out(client, f"{API}/1", formula="[Many] * [Rate] * [Price]")
    twice = worked_out(client, f"{API}/1", formula="[Formula] * 2", name="Twice")
    words = worked_out(client, f"{API}/1", formula='IF([Price] > 1, "dear", "cheap")', name="Words")
    listed = client.get(f"{API}/1/columns").json["columns"]
    shows = {each["id"]: each.get("shows") for each in listed}
    assert shows[sums]["options"] == shows[twice]["options"] == {"decimals": 2, "mark": "."}
    assert shows[words] == {"type": "text", "options": {}}


def test_columns_alone_are_told_as_they_are_with_rows(linked: FlaskClient) -> None:
    worked_out(linked, ORDERS, formula="[Price] * [Many]")
    worked_out(linked, ORDERS, type="lookup", link=5, field=NAME)
    alone = linked.get(f"{ORDERS}/columns").json["columns"]
    assert alone == linked.get(f"{ORDERS}/rows").json["columns"]
    assert alone[-2]["formula"] == "[Price] * [Many]"


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


def test_circles_over_links_are_refused_by_name(linked: FlaskClient) -> None:
    total = {"type": "total", "how": "most"}
    base = worked_out(linked, GUESTS, formula="1", name="F")
    looked_up = worked_out(linked, ORDERS, type="lookup", link=5, field=base, name="L")
    most = worked_out(linked, GUESTS, **total, link=6, field=looked_up, name="T")
    answer = send(linked, "PATCH", f"{GUESTS}/worked-out/{base}", formula="[T] + 1")
    words = "“F” would be worked out from itself, by way of “T” and “L”."
    assert (answer.status_code, answer.json["error"]["message"]) == (422, words)
    assert column(linked, GUESTS, most) == [1, 1, None]
    tried = {"formula": "[T] + 1", "column": base}
    answer = send(linked, "POST", f"{GUESTS}/worked-out/try", **tried)
    assert (answer.status_code, answer.json["error"]["message"]) == (422, words)


def test_a_total_of_itself_over_a_link_to_its_own_table_is_refused(shop: FlaskClient) -> None:
    link = send(shop, "POST", f"{ORDERS}/links", table=2, name="Part of").json
    way = {"link": link["options"]["back"], "how": "sum"}
    made = worked_out(shop, ORDERS, type="total", field=MANY, name="Sum", **way)
    looked_up = worked_out(shop, ORDERS, type="lookup", link=link["id"], field=made, name="L")
    of_itself = {"link": link["id"], "field": looked_up}
    for number, given in ((made, {**way, "field": made}), (looked_up, of_itself)):
        answer = send(shop, "PATCH", f"{ORDERS}/worked-out/{number}", **given)
        assert answer.status_code == 422
        assert "would be worked out from itself." in answer.json["error"]["message"]


def test_a_total_of_dates_is_called_after_them(linked: FlaskClient) -> None:
    due = send(linked, "POST", f"{ORDERS}/columns", name="Due", type="date").json["id"]
    for how, name in (("least", "Earliest Due"), ("most", "Latest Due")):
        way = {"type": "total", "link": 6, "field": due, "how": how}
        assert send(linked, "POST", f"{GUESTS}/worked-out", **way).json["name"] == name


def test_a_formula_that_lost_a_column_says_so_and_so_does_one_that_uses_it(
    shop: FlaskClient,
) -> None:
    net = worked_out(shop, ORDERS, formula="[Price] * [Many]", name="Net")
    twice = worked_out(shop, ORDERS, formula="[Net] * 2", name="Twice")
    shop.delete(f"{ORDERS}/columns/{MANY}")
    words = "A column that “Net” is worked out from is gone."
    assert rows(shop, ORDERS)[0]["troubles"] == {str(net): words, str(twice): words}
    error = send(shop, "POST", f"{ORDERS}/worked-out/try", formula="[Net] + 1").json["error"]
    assert (error["message"], error["field"]) == (words, "formula")


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


def test_functions_are_listed_with_what_they_do(client: FlaskClient) -> None:
    found = client.get("/api/v1/formula-functions").json["functions"]
    assert [each["name"] for each in found] == [function.name for function in FUNCTIONS]
    assert found[0]["example"].startswith("IF(")
