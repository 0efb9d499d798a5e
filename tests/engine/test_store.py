"""The document on disk: whose it is, how it is opened, and what a person is told when it fails."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.domain import errors
from desktop_app.engine import catalog, journal, rows
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.migrate import VERSION
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents


@pytest.fixture
def guests(store: Store) -> Store:
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["Ada"], ["Bo"]]))
    return store


def raw(document: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(document)) as connection:
        return connection.execute(statement).fetchall()


def test_a_new_document_says_whose_it_is(store: Store, document: Path) -> None:
    header = document.read_bytes()[:100]
    assert struct.unpack(">I", header[68:72])[0] == 0x54494459
    assert struct.unpack(">I", header[60:64])[0] == VERSION


def test_peoples_tables_are_real_tables_with_their_names(guests: Store, document: Path) -> None:
    guests.close()
    assert raw(document, 'SELECT "Name" FROM "Guests" ORDER BY id') == [("Ada",), ("Bo",)]


def test_between_changes_the_file_is_whole_and_alone(guests: Store, document: Path) -> None:
    assert [path.name for path in document.parent.iterdir()] == [document.name]
    assert raw(document, "PRAGMA journal_mode") == [("delete",)]
    assert guests.path == document


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous", 3),
        ("journal_mode", "delete"),
        ("locking_mode", "normal"),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 5000),
    ],
)
def test_the_writer_has_the_settings_that_lose_nothing(
    store: Store, setting: str, value: object
) -> None:
    with store.work(ADA) as w:
        assert w.connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value


def test_readers_cannot_write(guests: Store) -> None:
    with pytest.raises(errors.DocumentReadOnly), guests.look() as look:
        look.connection.execute(text('DELETE FROM "Guests"'))


def test_a_failure_undoes_structure_too(guests: Store, document: Path) -> None:
    before = contents(guests)
    with pytest.raises(ZeroDivisionError), guests.work(ADA) as w:
        w.apply(AddTable("Plots", [("Where", "text", {})]))
        raise ZeroDivisionError
    assert contents(guests) == before
    assert raw(document, "SELECT count(*) FROM sqlite_master WHERE name = 'Plots'") == [(0,)]


@pytest.mark.parametrize(
    "bytes_", [b"Name;Town\nAda;Rome\n", b"\x89PNG\r\n\x1a\n" + b"0" * 200], ids=["text", "png"]
)
def test_what_is_no_document_is_refused_untouched(tmp_path: Path, bytes_: bytes) -> None:
    path = tmp_path / "x.tidy"
    path.write_bytes(bytes_)
    with pytest.raises(errors.NotADocument, match="not a Tidybase file"):
        Store().open(f"sqlite:///{path}")
    assert path.read_bytes() == bytes_


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(errors.NotADocument, match="made by another program"):
        Store().open(f"sqlite:///{path}")
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(errors.DocumentUnreadable, match="no folder"):
        Store().open(f"sqlite:///{tmp_path}/gone/x.tidy")


@pytest.mark.parametrize("uri", ["nonsense", "access:///x.mdb"])
def test_other_addresses_are_refused_in_words(uri: str) -> None:
    with pytest.raises(errors.Invalid):
        Store().open(uri)


def test_a_file_that_was_replaced_refuses_the_next_change(guests: Store, document: Path) -> None:
    with guests.work(ADA) as w:
        w.apply(SetCells(1, [(1, 1, "before")]))
    copy = document.with_suffix(".copy")
    copy.write_bytes(document.read_bytes())
    copy.replace(document)
    with pytest.raises(errors.DocumentMoved, match="moved, deleted or replaced"):
        with guests.work(ADA) as w:
            w.apply(SetCells(1, [(1, 1, "after")]))
    assert raw(document, 'SELECT "Name" FROM "Guests" WHERE id = 1') == [("before",)]


def test_a_file_held_by_another_program_is_waited_for(guests: Store, document: Path) -> None:
    holder = sqlite3.connect(document, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    letting_go = threading.Timer(0.3, holder.execute, ["COMMIT"])
    letting_go.start()
    with guests.work(ADA) as w:
        w.apply(SetCells(1, [(1, 1, "late")]))
    assert contents(guests)["tables"]["Guests"]["rows"][0] == (1, "late")
    letting_go.join()
    holder.close()


def test_a_full_disk_changes_nothing_and_says_so(guests: Store) -> None:
    before = contents(guests)
    with guests.work(ADA) as w:
        pages = w.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        w.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(errors.DocumentFull, match=r"disk is full. Nothing in the file was changed"):
        with guests.work(ADA) as w:
            w.apply(AddRows(1, [1], [["x" * 100_000]]))
    assert contents(guests) == before
    with guests.work(ADA) as w:
        w.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        w.apply(AddRows(1, [1], [["x" * 100_000]]))


def test_a_damaged_file_is_said_to_be_damaged(guests: Store, document: Path) -> None:
    with guests.work(ADA) as w:
        w.apply(AddRows(1, [1], [["x" * 500]] * 500))
    guests.close()
    blob = bytearray(document.read_bytes())
    blob[4096 * 10 : 4096 * 60] = b"\xff" * 4096 * 50
    document.write_bytes(blob)
    opened = Store()
    with pytest.raises((errors.DocumentDamaged, errors.NotADocument)):
        opened.open(f"sqlite:///{document}")
        contents(opened)
    opened.close()


def test_counts_follow_rows_that_come_and_go_also_in_another_process(
    any_store: Store, any_uri: str
) -> None:
    other = Store()
    other.open(any_uri)

    def counted() -> list[int]:
        both = []
        for store in (any_store, other):
            with store.look() as look:
                both.append(rows.count(look, catalog.table(look, 1)))
        return both

    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["Ada"], ["Bo"]]))
    assert counted() == [2, 2]
    with other.work(ADA) as w:
        w.apply(AddRows(1, [1], [["Cy"]]))
    assert counted() == [3, 3]
    with any_store.work(ADA) as w:
        journal.undo(w)
    assert counted() == [2, 2]
    other.close()


def test_a_service_may_come_later_than_the_document(guests: Store, document: Path) -> None:
    guests.close()
    raw(document, "DROP TABLE tidybase_user")
    guests.open(f"sqlite:///{document}")
    assert contents(guests)["people"] == []


def test_opening_and_looking_changes_no_byte(guests: Store, document: Path) -> None:
    guests.close()
    before = (document.read_bytes(), document.stat().st_mtime_ns)
    guests.open(f"sqlite:///{document}")
    contents(guests)
    guests.close()
    assert (document.read_bytes(), document.stat().st_mtime_ns) == before


def test_a_closed_document_says_so_and_can_be_opened_again(guests: Store, document: Path) -> None:
    guests.close()
    guests.close()
    with pytest.raises(errors.DocumentMoved, match="closed"), guests.work(ADA):
        pass
    guests.open(f"sqlite:///{document}")
    assert len(contents(guests)["tables"]["Guests"]["rows"]) == 2
