"""Many tables are made in one step, each without another look at those before it."""

from __future__ import annotations

from desktop_app.engine import catalog, journal
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Memory
from tests.conftest import ADA
from tests.support.contents import contents


def test_a_table_that_is_made_lies_behind_the_others_which_are_not_read_again(
    any_store: Store,
) -> None:
    pictures = [contents(any_store)]
    with any_store.work(ADA) as w:
        for number in range(5):
            w.apply(AddTable(f"Table {number}", [("Name", "text", {}), ("Age", "text", {})]))
            if not number:
                first = catalog.table(w, 1)
        assert catalog.table(w, 1) is first
        seen = list(catalog.tables(w))
    with any_store.look() as look:
        assert list(catalog.tables(look)) == seen
    any_store._memory = Memory()
    with any_store.look() as look:
        assert list(catalog.tables(look)) == seen
    pictures.append(contents(any_store))
    for deed, picture in ((journal.undo, 0), (journal.redo, 1)):
        with any_store.work(ADA) as w:
            deed(w)
        assert contents(any_store) == pictures[picture]
