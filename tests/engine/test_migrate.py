"""Documents of earlier versions become documents of this one, or stay exactly what they were."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import DocumentProblem
from desktop_app.engine import catalog, journal
from desktop_app.engine.changes.columns import RemoveColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.entries import Entry
from desktop_app.engine.migrate import VERSION
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.support.contents import contents

SAMPLES = Path(__file__).parents[1] / "samples"
FIRST = "version-1.tidy"
PEOPLE = {1: Actor(1, "ada"), 2: Actor(2, "bo")}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the sample, where everything about it can be tried."""
    folder = tmp_path / "Søren 100% & Co"
    folder.mkdir()
    return shutil.copy(SAMPLES / FIRST, folder / "choir.tidy")


@pytest.fixture
def opened(old: Path) -> Iterator[Store]:
    store = Store()
    store.open(f"sqlite:///{old}")
    yield store
    store.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def raw(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(statement).fetchall()
        connection.commit()
        return found


def structure(path: Path) -> dict[str, str]:
    """Return how our own tables and indexes are made."""
    found = raw(
        path,
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name LIKE 'tidybase%' "
        "AND tbl_name NOT GLOB 'tidybase_kept_*'",
    )
    return {str(name): "".join(str(sql).split()).replace('"', "") for name, sql in found}


def flip_all(store: Store, state: str, until: str | None = None) -> list[str]:
    """Undo, or redo, every entry there is, each as its own person; return their sentences."""
    done: list[str] = []
    undoing = state == journal.DONE
    while True:
        with store.look() as look:
            order = Entry.id.desc() if undoing else Entry.id
            next_one = select(Entry.actor_id).where(Entry.state == state).order_by(order)
            actor = look.connection.scalar(next_one.limit(1))
        if actor is None or (until is not None and until in done):
            return done
        with store.work(PEOPLE[actor]) as w:
            done.append((journal.undo if undoing else journal.redo)(w).sentence)


def test_every_version_has_its_sample() -> None:
    found = [raw(path, "PRAGMA user_version")[0][0] for path in sorted(SAMPLES.glob("*.tidy"))]
    assert found == list(range(1, VERSION))


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_old_file_is_brought_up_to_the_structure_of_a_new_one(
    version: int, tmp_path: Path, store: Store, document: Path
) -> None:
    old = shutil.copy(SAMPLES / f"version-{version}.tidy", tmp_path / "old.tidy")
    store.close()
    store.open(f"sqlite:///{old}")
    store.close()
    assert raw(old, "PRAGMA user_version") == [(VERSION,)]
    assert raw(old, "PRAGMA integrity_check") == [("ok",)]
    assert raw(old, "PRAGMA foreign_key_check") == []
    assert structure(old) == structure(document)
    assert raw(old, "SELECT name FROM sqlite_master WHERE name LIKE 'tidybase_kept_col%'") == []


def test_what_people_see_is_what_they_saw(opened: Store) -> None:
    with opened.look() as look:
        members, fees, scratch = catalog.tables(look)
        names = [[column.name for column in table.columns] for table in (members, fees, scratch)]
        first = look.connection.execute(select(*members.cells).limit(2)).all()
        assert len(look.session.scalars(select(User)).all()) == 2
    assert [members.name, fees.name, scratch.name] == ["Members", "Fees", "Scratch"]
    assert names == [["Name", "Joined", "Last", "Age"], ["id", "Group", "Fees; --"], ["One"]]
    assert [(row[1], str(row[2]), row[4]) for row in first] == [
        ("Ada Ünal 🎉", "2019-03-14", "thirty-seven"),
        ("Bo Berg", "2020-01-01", None),
    ]


def test_everything_done_before_is_undone_and_done_again(opened: Store) -> None:
    undone_before = flip_all(opened, journal.UNDONE)
    assert undone_before == ["add 2 rows to Scratch", "edit bo"]
    whole = contents(opened)
    undone = flip_all(opened, journal.DONE)
    with opened.look() as look:
        assert catalog.tables(look) == []
        assert [user.username for user in look.session.scalars(select(User))] == ["ada"]
    assert len(undone) == 29
    assert flip_all(opened, journal.UNDONE) == undone[::-1]
    assert contents(opened) == whole


def test_a_deleted_row_comes_back_with_what_it_had_in_a_removed_column(opened: Store) -> None:
    flip_all(opened, journal.DONE, until="remove the column “Age” from Members")
    with opened.look() as look:
        members = catalog.tables(look)[0]
        place = {column.id: members.core.c[column.place] for column in members.columns}
        row = select(place[2], place[1]).where(members.row_id.in_([4, 20, 21]))
        assert [tuple(each) for each in look.connection.execute(row)] == [
            (-7, "D'Arcy; --"),
            (15, "Member 15"),
            (16, "Member 16"),
        ]


def test_the_file_as_it_was_lies_beside_it(old: Path) -> None:
    before = raw(old, "SELECT count(*) FROM tidybase_entry")
    store = Store()
    store.open(f"sqlite:///{old}")
    backup = store.backup
    store.close()
    assert backup == old.with_name(f"choir (before Tidybase {VERSION}).tidy")
    assert [each.name for each in old.parent.iterdir() if each != old] == [backup.name]
    assert raw(backup, "PRAGMA user_version") == [(1,)]
    assert raw(backup, "SELECT count(*) FROM tidybase_entry") == before
    store.open(f"sqlite:///{old}")
    assert store.backup is None
    store.close()


def test_a_backup_never_takes_the_place_of_another(old: Path) -> None:
    taken = old.with_name(f"choir (before Tidybase {VERSION}).tidy")
    taken.write_bytes(b"mine")
    store = Store()
    store.open(f"sqlite:///{old}")
    store.close()
    assert taken.read_bytes() == b"mine"
    assert store.backup is None
    assert raw(old.with_name(f"choir (before Tidybase {VERSION}, 2).tidy"), "PRAGMA user_version")


def test_a_step_that_fails_leaves_the_old_file_to_the_byte(old: Path) -> None:
    raw(old, "ALTER TABLE tidybase_kept_column_6 RENAME COLUMN value TO other")
    before = digest(old)
    with pytest.raises(DocumentProblem, match="exactly as it was"):
        Store().open(f"sqlite:///{old}")
    assert digest(old) == before
    assert list(old.parent.iterdir()) == [old]


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from desktop_app.engine.store import Store

left = int(sys.argv[2])

@event.listens_for(Engine, "connect")
def spill(connection, record):
    connection.execute("PRAGMA cache_size = 3")  # so that the file is written before the end

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *rest):
    global left
    if statement.startswith(("ALTER", "UPDATE", "CREATE", "DROP", "DELETE", "INSERT")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

store = Store()
store.open("sqlite:///" + sys.argv[1])
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_step_it_is_the_old_file_and_the_next_start_finishes(old: Path) -> None:
    before, killed = digest(old), 0
    for step in range(2, 60, 6):
        copy = old.with_name(f"{step}.tidy")
        shutil.copy(old, copy)
        ended = subprocess.run([sys.executable, "-c", KILLED, copy, str(step)], check=False)
        if ended.returncode == 0:
            break
        killed += 1
        raw(copy, "SELECT count(*) FROM tidybase_entry")  # whoever reads first takes back the rest
        assert digest(copy) == before
        store = Store()
        store.open(f"sqlite:///{copy}")
        assert store.read_only is None
        store.close()
        assert raw(copy, "PRAGMA user_version") == [(VERSION,)]
    assert killed >= 4


def as_version_1(store: Store) -> None:
    """Make the database of an open document what version 1 would have left, one column removed."""
    with store._writer.begin() as connection:
        quote = connection.dialect.identifier_preparer.quote_identifier
        run = connection.exec_driver_sql
        on = " ON tidybase_entry" if store._backend.name == "mariadb" else ""
        run(f"DROP INDEX ix_tidybase_entry_operation{on}")
        run(f"DROP INDEX ix_tidybase_entry_revision{on}")
        run("ALTER TABLE tidybase_entry DROP COLUMN operation")
        run("ALTER TABLE tidybase_entry DROP COLUMN revision")
        kept = f"{quote('row')} BIGINT PRIMARY KEY, value BIGINT"
        run(f"CREATE TABLE tidybase_kept_column_2 ({kept})")
        run("INSERT INTO tidybase_kept_column_2 VALUES (1, 36), (2, 40)")
        run(f"ALTER TABLE {quote('Guests 100%')} DROP COLUMN tidybase_kept_2")
        store._backend.mark(connection, 1)


def test_every_kind_of_database_is_brought_up_to_date(any_uri: str) -> None:
    store, ada = Store(), PEOPLE[1]
    store.open(any_uri)
    with store.work(ada) as w:
        w.apply(AddTable("Guests 100%", [("Name", "text", {}), ("Age", "whole_number", {})]))
        w.apply(AddRows(1, [1, 2], [["Ada", None], ["Bo", None]]))
    with store.work(ada) as w:
        w.apply(RemoveColumn(1, 2))
    as_version_1(store)
    store.close()
    store = Store()
    store.open(any_uri)
    with store.work(ada) as w:
        journal.undo(w)
    with store.look() as look:
        guests = catalog.table(look, 1)
        found = look.connection.execute(select(*guests.cells).order_by(guests.row_id)).all()
    assert [tuple(row) for row in found] == [(1, "Ada", 36), (2, "Bo", 40)]
    store.close()
