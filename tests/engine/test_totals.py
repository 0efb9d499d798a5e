"""Amounts add up to the last cent, whatever they are added up by, on every back-end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.domain.query import Condition
from desktop_app.engine import catalog, fields, linking, queries
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formulas import totals
from tests.conftest import ADA

MEMBERS, FEES = 1, 2


@pytest.fixture
def choir(any_store: Store) -> Store:
    """Ada owes 0.30 and paid 0.10 and 0.20; Bo owes 1.00 and paid 0.10 ten times."""
    with any_store.work(ADA) as w:
        w.apply(AddTable("Members", [("Name", "text", {}), ("Fee", "money", {})]))
        kinds = [("Amount", "money"), ("Rate", "decimal_number"), ("Many", "whole_number")]
        w.apply(AddTable("Fees", [(name, kind, {}) for name, kind in kinds]))
        w.apply(AddRows(MEMBERS, [1, 2], [["Ada", Decimal("0.3")], ["Bo", Decimal(1)]]))
        paid = [Decimal("0.1"), Decimal("0.2"), *[Decimal("0.1")] * 10]
        many = 9_007_199_254_740_993
        w.apply(AddRows(FEES, [3, 4, 5], [[each, float(each), many] for each in paid]))
        members, fees = catalog.table(w, MEMBERS), catalog.table(w, FEES)
        link = linking.link_to_one(w, fees, members, "Member")
        fees = catalog.table(w, FEES)
        for fee in range(1, 13):
            linking.set_links(w, fees, link, fee, [1 if fee < 3 else 2])
    return any_store


def added(store: Store, kind: str, **options: Any) -> int:
    """The number of a new column that is worked out for the members."""
    with store.work(ADA) as w:
        return w.apply(AddColumn(MEMBERS, f"{kind} {options}"[:60], kind, options)).column


def total(store: Store, field: int, how: str) -> int:
    with store.look() as look:
        back = next(each for each in catalog.table(look, MEMBERS).columns if each.name == "Fees")
    return added(store, "total", link=back.id, field=field, how=how)


def cells(store: Store, column: int) -> list[Any]:
    with store.look() as look:
        table = catalog.table(look, MEMBERS)
        (value,) = fields.cells(look, table, [table.column(column)])
        asked = select(value).select_from(table.core).order_by(table.row_id)
        return list(look.connection.scalars(asked))


def found(store: Store, column: int, operator: Any, *values: str) -> list[int]:
    with store.look() as look:
        table = catalog.table(look, MEMBERS)
        where = queries.condition(look, table, Condition(column, operator, values))
        return list(look.connection.scalars(select(table.row_id).where(where)))


def test_amounts_add_up_to_the_last_cent(choir: Store) -> None:
    paid = total(choir, 3, "sum")
    assert cells(choir, paid) == [Decimal("0.3"), Decimal(1)]
    assert found(choir, paid, "is", "0.30") == [1]
    assert found(choir, paid, "at_least", "1.00") == [2]
    owes = added(choir, "formula", formula=f'IF([#{paid}] < [#2], "owes", "ok")')
    assert cells(choir, owes) == ["ok", "ok"]
    assert cells(choir, added(choir, "formula", formula=f"[#2] - [#{paid}]")) == [0, 0]
    assert cells(choir, added(choir, "formula", formula=f"[#{paid}] = [#2]")) == [True, True]


def test_averages_of_amounts_are_plain_numbers(choir: Store) -> None:
    assert cells(choir, total(choir, 3, "average")) == [0.15, 0.1]


def test_whole_numbers_stay_exact_beyond_what_fractions_can_hold(choir: Store) -> None:
    assert cells(choir, total(choir, 5, "sum")) == [18_014_398_509_481_986, 90_071_992_547_409_930]


def test_fractions_add_up_as_people_read_them(choir: Store) -> None:
    assert cells(choir, total(choir, 4, "sum")) == [0.3, 1]


def test_large_amounts_add_up_beyond_what_a_whole_number_holds(store: Store) -> None:
    paid, many = sa.column("paid", sa.Numeric(19, 4)), 9_300
    largest = 999_999_999_999_999
    counted = select(sa.literal(1).label("n")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.n + 1).where(counted.c.n < many))
    rows = select(sa.literal(largest).label("paid")).select_from(counted).subquery()
    asked = select(totals.total(paid, "sqlite")).select_from(rows)
    with store.look() as look:
        assert look.connection.scalar(asked) == pytest.approx(many * largest, rel=1e-15)
