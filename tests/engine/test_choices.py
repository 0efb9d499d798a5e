"""Cells follow their choices on every database, each by one statement."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.engine import catalog, choices, converting
from desktop_app.engine.changes.cells import FillCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA

GUESTS, TOWN, TAGS = 1, 1, 2
ROWS = [
    ["Linz", ["Linz", "Graz"]],
    ["Graz", ['the "old" one', "a%b_c\\d"]],
    ["linz", ["linz", "Linz am Rhein"]],
    [None, None],
]
NAMES = {"Linz": "Graz", "Graz": "Linz", 'the "old" one': "new, and better", "a%b_c\\d": "'"}


@pytest.fixture
def guests(any_store: Store) -> Store:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Town", "choice", {}), ("Tags", "several_choices", {})]))
        w.apply(AddRows(GUESTS, [TOWN, TAGS], ROWS))
    return any_store


def held(store: Store) -> list[list[Any]]:
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        found = look.connection.execute(select(*table.cells).order_by(table.row_id))
        return [list(row[1:]) for row in found]


def test_choices_are_counted_and_change_names_and_places_to_the_letter(guests: Store) -> None:
    with guests.work(ADA) as w:
        table = catalog.table(w, GUESTS)
        for each, uses in ((TOWN, 2), (TAGS, 2)):
            column = table.column(each)
            assert choices.uses(w, table, column, list(NAMES)) == uses
            which = [choices.among(w, table, column, list(NAMES))]
            w.apply(FillCells(GUESTS, each, choices.renamed(w, table, column, NAMES), which))
    assert held(guests) == [
        ["Graz", ["Graz", "Linz"]],
        ["Linz", ["new, and better", "'"]],
        ["linz", ["linz", "Linz am Rhein"]],
        [None, None],
    ]


def test_what_a_column_holds_is_gathered_into_a_list(guests: Store) -> None:
    with guests.look() as look:
        table = catalog.table(look, GUESTS)
        gathered = [
            converting.proposed(look, table, table.column(each), table.column(each).type)
            for each in (TOWN, TAGS)
        ]
    names = [[each["name"] for each in options["choices"]] for options in gathered]
    assert names[0] == ["Graz", "Linz", "linz"]
    assert set(names[1]) == {"Linz", "Graz", "linz", "Linz am Rhein", *list(NAMES)[2:]}
