"""What cells that are ids are called, on every back-end."""

from __future__ import annotations

from desktop_app.engine import catalog, journal, labels
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.conftest import ADA


def called(store: Store) -> list[str]:
    with store.look() as look:
        column = catalog.table(look, 1).column(1)
        return [each.label for each in labels.names(look, column, [1, 2, 3]).values()]


def test_a_person_who_was_removed_is_still_known_by_name(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.session.add_all(User(username=name, email=f"{name}@x.org") for name in ("ada", "eve"))
        w.apply(AddTable("Guests", [("Host", "person", {})]))
        w.apply(AddRows(1, [1], [[1], [2]]))
    assert sorted(called(any_store)) == ["#3", "ada", "eve"]
    with any_store.work(ADA) as w:
        w.apply(PutRecord("tidybase_user", 2, None, "remove eve from people"))
    assert sorted(called(any_store)) == ["#3", "ada", "eve (removed)"]
    with any_store.work(ADA) as w:
        journal.undo(w)
    assert sorted(called(any_store)) == ["#3", "ada", "eve"]
