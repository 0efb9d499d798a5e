"""What is looked up and worked out is of the kind it is made of, on every back-end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.engine import catalog, fields, linking
from desktop_app.engine.catalog import Column
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA

TEAMS, TASKS = 1, 2
NAME, DONE, TAKES, SHARE, MANY, PRICE = 1, 2, 3, 4, 5, 6


@pytest.fixture
def work(any_store: Store) -> Store:
    """One team with two tasks: done and not, an hour and a half and 46 seconds, 19 % and 7.5 %."""
    kinds = [("Done", "yes_no"), ("Takes", "duration"), ("Share", "percent")]
    with any_store.work(ADA) as w:
        w.apply(AddTable("Teams", [("Name", "text", {})]))
        plan = [
            *((name, kind, {}) for name, kind in kinds),
            ("Many", "whole_number", {}),
            ("Price", "money", {}),
        ]
        w.apply(AddTable("Tasks", plan))
        w.apply(AddRows(TEAMS, [NAME], [["Choir"]]))
        rows = [[True, 5400, 0.19, 3, Decimal(5)], [False, 46, 0.075, 2, Decimal("0.10")]]
        w.apply(AddRows(TASKS, [DONE, TAKES, SHARE, MANY, PRICE], rows))
        teams, tasks = catalog.table(w, TEAMS), catalog.table(w, TASKS)
        link = linking.link_to_one(w, tasks, teams, "Team")
        for task in (1, 2):
            linking.set_links(w, catalog.table(w, TASKS), link, task, [1])
        other = linking.link_to_one(w, catalog.table(w, TASKS), catalog.table(w, TASKS), "After")
        linking.set_links(w, catalog.table(w, TASKS), other, 2, [1])
    return any_store


def shown(store: Store, table: int, kind: str, **options: Any) -> tuple[str, list[Any]]:
    """The type of a column that is worked out so, and its values."""
    with store.work(ADA) as w:
        number = w.apply(AddColumn(table, f"{kind} {options}"[:60], kind, options)).column
    with store.look() as look:
        there = catalog.table(look, table)
        seen = fields.shown(look, there, there.column(number))
        assert seen.trouble is None, seen.trouble
        found = select(seen.value).select_from(there.core).order_by(there.row_id)
        return seen.type.name, list(look.connection.scalars(found))


def link_of(store: Store, table: int, name: str) -> int:
    def called(column: Column) -> bool:
        return column.name == name

    with store.look() as look:
        return next(filter(called, catalog.table(look, table).columns)).id


def test_what_the_linked_row_says_is_of_its_kind(work: Store) -> None:
    link = link_of(work, TASKS, "After")
    assert shown(work, TASKS, "lookup", link=link, field=DONE) == ("yes_no", [None, True])
    assert shown(work, TASKS, "lookup", link=link, field=TAKES) == ("duration", [None, 5400])
    assert shown(work, TASKS, "lookup", link=link, field=SHARE) == ("percent", [None, 0.19])


def test_several_looked_up_amounts_read_as_in_their_cells(work: Store) -> None:
    link = link_of(work, TEAMS, "Tasks")
    cells = {TAKES: {"1:30", "0:00:46"}, SHARE: {"19 %", "7.5 %"}, PRICE: {"5", "0.1"}}
    for field, words in cells.items():
        kind, (text,) = shown(work, TEAMS, "lookup", link=link, field=field)
        assert (kind, set(text.split(", "))) == ("text", words)


def test_totals_of_lengths_of_time_are_lengths_of_time(work: Store) -> None:
    link = link_of(work, TEAMS, "Tasks")
    for how, seconds in (("sum", 5446), ("average", 2723), ("most", 5400)):
        found = shown(work, TEAMS, "total", link=link, field=TAKES, how=how)
        assert found == ("duration", [seconds])
    kind, (figure,) = shown(work, TEAMS, "total", link=link, field=SHARE, how="average")
    assert (kind, round(figure, 9)) == ("percent", 0.1325)


@pytest.mark.parametrize(
    ("formula", "kind", "value"),
    [
        ("[#3] * 2", "duration", 10800),
        ("[#3] / [#5]", "duration", 1800),
        ("[#3] + [#3] - 60", "duration", 10740),
        ("IF([#2], [#3], 0)", "duration", 5400),
        ("SUM([#3], [#3])", "duration", 10800),
        ('IF([#2], [#3], "")', "duration", 5400),
        ("ROUND(AVERAGE([#3], [#3]) / 7)", "duration", 771),
        ("MAX(-[#3], [#3])", "duration", 5400),
        ("[#3] * 1e15", "duration", None),
        ("[#3] / 3600", "decimal_number", 1.5),
        ("[#3] / [#3]", "decimal_number", 1.0),
        ("[#3] * [#4]", "duration", 1026),
        ("[#3] + [#5]", "decimal_number", 5403.0),
        ("DATE(2024, 2, 28) + [#3] * 32", "date", date(2024, 3, 1)),
        ("[#4] * 2", "percent", 0.38),
        ("[#4] * [#5]", "decimal_number", 0.57),
        ("[#3] & \" \" & [#4]", "text", "1:30 19 %"),
        ("-[#3] / 7 & \"\"", "text", "-0:12:51"),
    ],
)  # fmt: skip
def test_what_is_made_of_lengths_of_time_and_shares_is_shown_like_them(
    work: Store, formula: str, kind: str, value: Any
) -> None:
    seen, values = shown(work, TASKS, "formula", formula=formula)
    assert (seen, values[0]) == (kind, pytest.approx(value) if isinstance(value, float) else value)


def test_what_several_formulas_use_is_worked_out_once(work: Store) -> None:
    shown(work, TASKS, "formula", formula="[#5] + 1")
    with work.look() as look:
        tasks = catalog.table(look, TASKS)
        way = fields.Way((), {})
        first = fields.shown(look, tasks, tasks.columns[-1], way)
        assert fields.shown(look, tasks, tasks.columns[-1], way) is first
