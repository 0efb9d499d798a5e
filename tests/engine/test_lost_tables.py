"""A table that another program dropped can be taken off the document; the others are as before."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from desktop_app.domain.errors import Conflict, DocumentChanged
from desktop_app.engine import catalog, journal, trimming
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable, RenameTable
from desktop_app.engine.store import Store
from desktop_app.services.history import service as history
from desktop_app.services.tables import service
from tests.conftest import ADA
from tests.engine.conftest import FEES, MEMBERS
from tests.support.contents import contents

DROP = {
    "sqlite": ['DROP TABLE "{}"'],
    "postgresql": ['DROP TABLE "{}" CASCADE'],
    "mariadb": ["SET foreign_key_checks = 0", "DROP TABLE `{}`", "SET foreign_key_checks = 1"],
}


def drop(store: Store, name: str) -> None:
    """Let another program drop a table."""
    program = sa.create_engine(store._writer.url, poolclass=sa.NullPool)
    with program.begin() as other:
        for statement in DROP[other.dialect.name]:
            other.exec_driver_sql(statement.format(name))


def remove(store: Store, table: int) -> None:
    with store.work(ADA) as w:
        service.remove(w, table)


def test_a_dropped_table_is_removed_and_undo_says_that_it_cannot_come_back(
    any_store: Store,
) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddTable("Towns", [("Name", "text", {})]))
    drop(any_store, "Guests")
    with pytest.raises(DocumentChanged), any_store.work(ADA) as w:
        w.apply(AddRows(1, [1], [["Ada"]]))
    remove(any_store, 1)
    with any_store.look() as look:
        assert [table.name for table in catalog.tables(look)] == ["Towns"]
        offered = journal.offer(look, ADA.id).undo
    assert offered == "Undo: remove the table Guests, which another program had deleted"
    for _ in range(2):
        with pytest.raises(Conflict, match="cannot be brought back"):
            history.put_back(any_store, ADA, 2)
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(RenameTable(2, "Places"))
    history.undo(any_store, ADA)
    with pytest.raises(Conflict, match="cannot be brought back"):
        history.undo(any_store, ADA)
    assert list(contents(any_store)["tables"]) == ["Towns"]


@pytest.mark.parametrize("lost", [MEMBERS, FEES])
def test_a_dropped_table_goes_with_all_links_to_it_and_the_others_stay(
    choir: Store, lost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {MEMBERS: "Members", FEES: "Fees"}
    left = names[FEES if lost == MEMBERS else MEMBERS]
    before: Any = contents(choir)["tables"][left]
    drop(choir, names[lost])
    remove(choir, lost)
    now = contents(choir)["tables"]
    assert list(now) == [left]
    assert [row[:2] for row in now[left]["rows"]] == [row[:2] for row in before["rows"]]
    monkeypatch.setattr(trimming, "ALWAYS", 0)
    with choir.work(ADA) as w:
        trimming.forget(w, 1000)
    trimming.tidy(choir, large=True)
    assert contents(choir)["tables"] == now
