"""Receipts stay with a document: on every kind of database, and as versions go by."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.engine import journal
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.service import import_file
from tests.conftest import ADA
from tests.support import mariadb, postgres

ODD = 'Name,Age\nAda,36\n"open,7\nBo,8\nCy,about nine\n'
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def any_store(request: pytest.FixtureRequest, document: Path) -> Iterator[Store]:
    """An open, new document on each kind of database."""
    if request.param == "sqlite":
        made = f"sqlite:///{document}"
    else:
        server = postgres if request.param == "postgresql" else mariadb
        made = server.emptied(request.getfixturevalue(request.param))
    opened = Store()
    opened.open(made)
    yield opened
    opened.close()


def test_a_file_of_an_earlier_version_keeps_receipts(tmp_path: Path) -> None:
    old = shutil.copy(SAMPLES / "version-1.tidy", tmp_path / "old.tidy")
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    store = Store()
    store.open(f"sqlite:///{old}")
    import_file(store, opened(file), "Guests", lambda _: None, ADA)
    with store.look() as look:
        assert receipts.find(look, 1).file == "a.csv"
    store.close()


def test_receipts_of_an_earlier_version_are_told_by_this_one(tmp_path: Path) -> None:
    old = shutil.copy(SAMPLES / "version-2.tidy", tmp_path / "old.tidy")
    store = Store()
    store.open(f"sqlite:///{old}")
    with store.look() as look:
        found = receipts.all_of(look, None, 9)
        told = [(each.file, each.fingerprint, each.took) for each in found]
        assert [len(each.parts) for each in found] == [2, 1, 1]
        assert [part["aside"] for each in found for part in each.parts] == [[]] * 4
        assert receipts.in_force(look, found) == {1, 2}
        assert receipts.files_of(look, 1) == [(2, "next.csv"), (1, "members.csv")]
        assert receipts.files_of(look, 2) == []
    store.close()
    names = ["choir.xlsx", "next.csv", "members.csv"]
    assert told == [(name, None, None) for name in names]


def test_receipts_are_kept_on_every_kind_of_database(any_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "Zoë 🎉.csv"
    file.write_text(ODD)
    import_file(any_store, opened(file), "Guests", lambda _: None, ADA)
    with any_store.look() as look:
        record = receipts.find(look, 1)
        assert (record.file, record.parts[0]["lines"]) == ("Zoë 🎉.csv", [3])
        assert receipts.of_file(look, hashlib.sha256(ODD.encode()).hexdigest()) == [record]
        assert receipts.of_file(look, "") == []
    with any_store.work(ADA) as w:
        journal.undo(w)
    with any_store.look() as look:
        assert receipts.in_force(look, [receipts.find(look, 1)]) == set()
    with any_store.work(ADA) as w:
        journal.redo(w)
    with any_store.look() as look:
        assert receipts.in_force(look, [receipts.find(look, 1)]) == {1}


def test_receipts_are_brought_up_to_date_on_every_kind_of_database(
    any_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    import_file(any_store, opened(file), "Guests", lambda _: None, ADA)
    with any_store._writer.begin() as connection:
        told = "SELECT parts FROM tidybase_import"
        parts = json.loads(connection.scalar(sa.text(f"SELECT CAST(({told}) AS CHAR(9999))")))
        del parts[0]["aside"]
        for column in ("fingerprint", "took"):
            connection.exec_driver_sql(f"ALTER TABLE tidybase_import DROP COLUMN {column}")
        connection.exec_driver_sql("ALTER TABLE tidybase_entry DROP COLUMN receipt")
        connection.exec_driver_sql("DROP TABLE tidybase_import_table")
        change = sa.text("UPDATE tidybase_import SET parts = :parts")
        connection.execute(change, {"parts": json.dumps(parts)})
        any_store._backend.mark(connection, 2)
    uri = any_store.uri
    any_store.close()
    any_store.open(uri)
    with any_store.look() as look:
        record = receipts.find(look, 1)
        assert (record.parts[0]["aside"], record.parts[0]["lines"]) == ([], [3])
        assert record.fingerprint is None
        assert receipts.files_of(look, 1) == [(1, "a.csv")]
        assert [each.receipt for each in journal.entries(look, None, 9)] == [None]
    with any_store.work(ADA) as w:
        journal.undo(w)
    with any_store.look() as look:
        assert receipts.files_of(look, 1) == []


def test_a_document_that_is_brought_into_itself_keeps_its_receipt(
    store: Store, document: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    import_file(store, opened(file), "Guests", lambda _: None, ADA)
    before = hashlib.sha256(document.read_bytes()).hexdigest()
    import_file(store, opened(document), "Again", lambda _: None, ADA)
    with store.look() as look:
        assert [each.id for each in receipts.of_file(look, before)] == [2]
