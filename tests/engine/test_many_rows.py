"""Of a great many rows exactly those that are named go, however they lie among the others."""

import pytest
from sqlalchemy import select

from desktop_app.domain.errors import NotFound
from desktop_app.engine import catalog, journal
from desktop_app.engine.changes.rows import FEW, AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.images import FEW_SPANS
from desktop_app.engine.store import Store
from tests.conftest import ADA

ROWS = 4_000


def _pieces(number: int) -> list[int]:
    """So many pieces of twenty neighbours."""
    return [row for start in range(1, number * 30, 30) for row in range(start, start + 20)]


CASES = {
    "all in one piece": list(range(700, 1_700)),
    "the first and the last": [*range(1, 400), *range(3_601, ROWS + 1)],
    "in as many pieces as are worth a statement each": _pieces(FEW_SPANS),
    "in one piece more": _pieces(FEW_SPANS + 1),
    "every second": list(range(1, ROWS, 2)),
    "every third, backwards, each named twice": [*range(ROWS, 0, -3), *range(ROWS, 0, -3)],
}


def rows(store: Store) -> list[tuple[int, str]]:
    with store.look() as look:
        table = catalog.table(look, 1)
        found = select(table.row_id, table.core.c[table.stored[0].place]).order_by(table.row_id)
        return [(row, name) for row, name in look.connection.execute(found)]


@pytest.fixture
def filled(any_store: Store) -> Store:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [[f"Guest {row}"] for row in range(1, ROWS + 1)]))
    return any_store


@pytest.mark.parametrize("case", CASES)
def test_they_go_and_come_back(filled: Store, case: str) -> None:
    before, wanted = rows(filled), CASES[case]
    assert len(set(wanted)) > FEW
    with filled.work(ADA) as w:
        w.apply(DeleteRows(1, wanted))
    assert rows(filled) == [row for row in before if row[0] not in set(wanted)]
    with filled.work(ADA) as w:
        journal.undo(w)
    assert rows(filled) == before


def test_if_one_of_them_is_gone_all_others_stay(filled: Store) -> None:
    before = rows(filled)
    with pytest.raises(NotFound), filled.work(ADA) as w:
        w.apply(DeleteRows(1, range(ROWS - 1_000, ROWS + 2)))
    assert rows(filled) == before
