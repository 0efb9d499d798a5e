"""What other programs leave beside a document, or in it: nothing of it gets into the document."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain import errors
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents


@pytest.fixture
def guests(store: Store, document: Path) -> Path:
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
        w.apply(AddRows(1, [1], [["Ada"], ["x" * 3000], ["x" * 3000]]))
    store.close()
    return document


def names(document: Path) -> list[str]:
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(SetCells(1, [(2, 1, "Bo")]))
    found = contents(store)["tables"]["Guests"]["rows"]
    store.close()
    assert [path.name for path in document.parent.iterdir()] == [document.name]
    return [name for _, name in found[:2]]


def beside(document: Path, ending: str) -> Path:
    return document.with_name(document.name + ending)


def left_behind(document: Path, ending: str) -> Path:
    """Copy a document, and what lies beside it, as they are at this moment."""
    copy = document.parent.with_name("left") / "left.tidy"
    copy.parent.mkdir()
    for each in ("", ending):
        shutil.copy(beside(document, each), beside(copy, each))
    return copy


def test_the_log_of_another_file_is_never_read_over_a_document(
    guests: Path, tmp_path: Path
) -> None:
    strange = tmp_path / "strange.db"
    with closing(sqlite3.connect(strange, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE strange AS SELECT randomblob(90000)")
        shutil.copy(beside(strange, "-wal"), beside(guests, "-wal"))
    log, before = beside(guests, "-wal").read_bytes(), guests.read_bytes()
    with pytest.raises(errors.DocumentUnreadable, match=r"my choir\.tidy-wal”, which belongs to"):
        Store().open(f"sqlite:///{guests}")
    assert (beside(guests, "-wal").read_bytes(), guests.read_bytes()) == (log, before)
    beside(guests, "-wal").rename(tmp_path / "elsewhere")
    assert names(guests) == ["Ada", "Bo"]


def test_what_another_program_left_in_a_log_of_the_document_is_in_it(guests: Path) -> None:
    with closing(sqlite3.connect(guests, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE Guests SET Name = 'Eve' WHERE id = 1")
        document = left_behind(guests, "-wal")
    assert names(document) == ["Eve", "Bo"]


def test_a_document_that_another_program_set_to_keep_a_log_is_set_back(guests: Path) -> None:
    with closing(sqlite3.connect(guests, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert names(guests) == ["Ada", "Bo"]
    assert guests.read_bytes()[18:20] == b"\x01\x01"


def test_what_another_program_left_half_done_is_taken_back_at_opening(guests: Path) -> None:
    with closing(sqlite3.connect(guests, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE Guests SET Name = 'half' || Name")
        connection.execute("CREATE TABLE half AS SELECT randomblob(90000)")
        document = left_behind(guests, "-journal")
    assert b"half" in document.read_bytes()
    assert names(document) == ["Ada", "Bo"]
