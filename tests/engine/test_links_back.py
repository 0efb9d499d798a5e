"""What stood in a column of links comes back with it, whatever happened to its rows meanwhile."""

from __future__ import annotations

from typing import Any

from desktop_app.engine import catalog, linking
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.test_row_history import do, flip
from tests.support.contents import contents

TABLE, TOWN, LINK = 1, 1, 2


def test_texts_that_led_nowhere_come_back_with_a_removed_link_though_their_rows_were_gone(
    any_store: Store,
) -> None:
    do(any_store, AddTable("Towns", [("Town", "text", {})]))
    do(any_store, AddRows(TABLE, [TOWN], [["Ghent"], ["Ghent"], ["nowhere"]]))
    with any_store.work(ADA) as w:
        table = catalog.table(w, TABLE)
        linking.adopt(w, table, table.column(TOWN), table, table.column(TOWN))
    pictures: list[Any] = [contents(any_store)]
    with any_store.work(ADA) as w:
        table = catalog.table(w, TABLE)
        linking.unlink(w, table, table.column(LINK))
    pictures.append(contents(any_store))
    do(any_store, DeleteRows(TABLE, [1, 2]))
    for picture in reversed(pictures):
        flip(any_store, "undo")
        assert contents(any_store) == picture
