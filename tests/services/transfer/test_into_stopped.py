"""An import into a table that is stopped, killed or read in another process: all or nothing."""

from __future__ import annotations

import io
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.engine import journal
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.service import import_file
from desktop_app.web.jobs import Cancelled
from desktop_app.web.uploads import uploads
from tests.conftest import ADA
from tests.journeys.test_killed_imports import checked
from tests.services.test_transfer import ready
from tests.services.transfer.test_into import brought, looked
from tests.support.contents import contents

ROWS = 30_000
MOMENTS = 6

PROGRAM = """
import sys
from pathlib import Path
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.into_file import Named, import_into
store = Store()
store.open(f"sqlite:///{sys.argv[1]}")
print("begun", flush=True)
import_into(store, opened(Path(sys.argv[2])), Named("First", ["Number"]), lambda done: None)
store.close()
"""


def written(path: Path, rows: range, word: str) -> Path:
    """Write a list of so many numbers, each with a word."""
    lines = [f"{number},{word} {number},2019-03-14,12.5" for number in rows]
    path.write_text("Number,Word,Day,Price\n" + "\n".join(lines) + "\n")
    return path


@pytest.fixture
def listed(store: Store, tmp_path: Path) -> Store:
    """A document with a long table."""
    import_file(
        store, opened(written(tmp_path / "first.csv", range(ROWS), "old")), "First", lambda _: None
    )
    return store


def counted(store: Store, source: Path) -> int:
    """Return how often an import tells how far it is; it is taken back again."""
    reports: list[int] = []
    import_into(store, opened(source), Named("First", ["Number"]), reports.append, ADA)
    with store.work(ADA) as w:
        journal.undo(w)
    return len(reports)


def stopping(after: int) -> Callable[[int], None]:
    """Return what stops an import after so many reports of its progress."""
    left = iter(range(after))

    def seen(_done: int) -> None:
        if next(left, None) is None:
            raise Cancelled

    return seen


@pytest.mark.parametrize("part", [0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9])
def test_an_import_that_is_stopped_leaves_everything_as_it_was(
    listed: Store, tmp_path: Path, part: float
) -> None:
    before = contents(listed)
    source = written(tmp_path / "new.csv", range(ROWS // 2, ROWS * 2), "new")
    after = int(counted(listed, source) * part)
    with pytest.raises(Cancelled):
        import_into(listed, opened(source), Named("First", ["Number"]), stopping(after))
    assert contents(listed) == before
    # Nothing of what was begun is in the way of doing it after all.
    assert import_into(
        listed, opened(source), Named("First", ["Number"]), lambda _: None
    ).counts.added


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_import_killed_at_any_moment_is_in_or_was_never_begun(
    listed: Store, document: Path, tmp_path: Path
) -> None:
    listed.close()
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    source = written(tmp_path / "new.csv", range(ROWS // 2, ROWS * 3 // 2), "new")
    before = checked(document)
    for _ in range(MOMENTS):
        command = [sys.executable, "-c", PROGRAM, str(document), str(source)]
        root = Path(__file__).parents[3]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            try:
                process.wait(timeout=chance.uniform(0, 0.9))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        found = checked(document)
        if found != before:
            rows = found["tables"]["First"]["rows"]
            assert len(rows) == ROWS * 3 // 2
            assert (rows[0][2], rows[ROWS - 1][2]) == ("old 0", f"new {ROWS - 1}")
            return


def test_a_large_file_is_read_in_another_process_and_its_new_words_come_along(
    app: Flask, client: FlaskClient
) -> None:
    choices = {"choices": [{"name": "Alto", "colour": "teal"}]}
    store: Store = app.extensions["tidybase"]
    with store.work(ADA) as w:
        w.apply(AddTable("Choir", [("Number", "whole_number", {}), ("Voice", "choice", choices)]))
    voices = ["alto", "Tenor", "Bass"]
    lines = [f"{number},{voices[number % 3]},{'.' * 20}" for number in range(40_000)]
    text = "Number,Voice,Dots\n" + "\n".join(lines) + "\n"
    with app.app_context():
        token = uploads().receive(io.BytesIO(text.encode()), "guests.csv").token
    ready(client, token)
    into = {"columns": [{"column": 1}, {"column": 2}, {}], "extend": True}
    found = looked(client, token, **into)
    assert found["new_choices"] == [{"column": "Voice", "names": ["Tenor", "Bass"]}]
    assert (found["added"], found["misfits"]) == (40_000, 0)
    assert brought(client, token, **into)["state"] == "done"
    rows = contents(store)["tables"]["Choir"]["rows"]
    assert [row[2] for row in rows[:4]] == ["Alto", "Tenor", "Bass", "Alto"]


def test_files_that_were_read_are_let_go_of_after_every_import(
    store: Store, tmp_path: Path
) -> None:
    source = written(tmp_path / "first.csv", range(3), "old")
    for _ in range(3):
        import_file(store, opened(source), "First", lambda _: None)
        import_into(store, opened(source), Named("First", ["Number"]), lambda _: None)
        with store.work(ADA) as w:
            known = w.connection.exec_driver_sql("PRAGMA database_list").all()
        assert [row[1] for row in known if row[1] != "temp"] == ["main"]
