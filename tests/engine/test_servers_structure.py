"""Changes of structure on servers: a work that fails takes them back, also where they end it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from desktop_app.domain import errors
from desktop_app.engine import catalog, journal
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents

COLUMNS = [("Where", "text", {}), ("Size", "whole_number", {})]


def unfinished(store: Store) -> int:
    with store.look() as look:
        return int(
            look.connection.exec_driver_sql("SELECT count(*) FROM tidybase_unfinished").scalar_one()
        )


def tables(store: Store) -> set[str]:
    with store.look() as look:
        return {
            name for name in inspect(look.connection).get_table_names() if "tidybase" not in name
        }


def kept(store: Store) -> set[str]:
    with store.look() as look:
        names = inspect(look.connection).get_table_names()
    return {name for name in names if name.startswith("tidybase_kept")}


def test_a_work_that_fails_leaves_the_structure_as_it_was(on_server: Store) -> None:
    before, there = contents(on_server), tables(on_server)
    with pytest.raises(ZeroDivisionError), on_server.work(ADA) as w:
        w.apply(RenameTable(1, "People"))
        w.apply(RemoveColumn(1, 2))
        w.apply(AddColumn(1, "Town", "text"))
        w.apply(AddTable("Plots", COLUMNS))
        w.apply(AddRows(1, [1], [["Eve"]]))
        raise ZeroDivisionError
    assert contents(on_server) == before
    assert tables(on_server) == there


def test_what_a_killed_process_left_on_mariadb_is_taken_back_by_the_next_that_opens(
    on_maria: Store, maria_uri: str
) -> None:
    before = contents(on_maria)
    with pytest.raises((errors.DocumentProblem, DBAPIError)), on_maria.work(ADA) as w:
        w.apply(RenameTable(1, "People"))
        w.apply(RemoveColumn(1, 2))
        # As if this process had died here: its connection ends and nobody takes anything back.
        w.connection.info.clear()
        w.connection.connection.dbapi_connection._force_close()
        w.apply(AddRows(1, [1], [["Eve"]]))
    assert unfinished(on_maria) == 2
    assert tables(on_maria) == {"People"}
    other = Store()
    other.open(maria_uri)
    assert (contents(other), unfinished(other)) == (before, 0)
    other.close()


def test_what_cannot_be_taken_back_on_mariadb_waits_for_the_end_of_the_work(
    on_maria: Store,
) -> None:
    with on_maria.work(ADA) as w:
        way_back = w.apply(RemoveTable(1))
    with pytest.raises(ZeroDivisionError), on_maria.work(ADA) as w:
        way_back.forget(w)
        raise ZeroDivisionError
    assert tables(on_maria) | kept(on_maria) == {"tidybase_kept_1"}
    with on_maria.work(ADA) as w:
        way_back.forget(w)
    assert (tables(on_maria) | kept(on_maria), unfinished(on_maria)) == (set(), 0)


def test_a_change_of_structure_waits_for_those_who_read_and_then_leaves_all_as_it_was(
    on_maria: Store, maria_uri: str
) -> None:
    before = contents(on_maria)
    with on_maria.look() as look:
        look.connection.exec_driver_sql("SELECT * FROM `Guests`").all()
        with pytest.raises(errors.DocumentAway), on_maria.work(ADA) as w:
            w.apply(AddColumn(1, "Town", "text"))
    other = Store()
    other.open(maria_uri)
    assert (contents(other), unfinished(other)) == (before, 0)
    other.close()


def test_structure_can_be_changed_after_the_same_table_was_read_in_another(
    on_server: Store,
) -> None:
    with on_server.work(ADA) as w:
        guests = catalog.table(w, 1).core
        joined = sa.select(sa.literal(1)).where(sa.exists(sa.select(guests.alias().c["Name"])))
        assert w.connection.execute(joined).all()
        w.apply(AddColumn(1, "Town", "text"))
    assert contents(on_server)["tables"]["Guests"]["rows"][0] == (1, "Ada", 36, None)


def test_rows_and_then_the_structure_of_one_table_can_be_changed_in_one_work(
    on_server: Store,
) -> None:
    with on_server.work(ADA) as w:
        w.apply(AddRows(1, [1], [["Eve"]]))
        w.apply(RenameTable(1, "People"))
    assert contents(on_server)["tables"]["People"]["rows"][-1] == (3, "Eve", None)
    with on_server.work(ADA) as w:
        journal.undo(w)
    assert contents(on_server)["tables"]["Guests"]["rows"] == [(1, "Ada", 36), (2, "Bo", None)]
