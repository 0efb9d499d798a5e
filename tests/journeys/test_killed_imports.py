"""An import that is killed, or finds the disk full, leaves the document as it was; or it is in."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
from tests.support.contents import contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

MOMENTS = int(os.environ.get("TIDYBASE_KILLS", "8"))
ROWS = 40_000

PROGRAM = """
import resource, signal, sys
from pathlib import Path
from desktop_app.domain.errors import Problem
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
store = Store()
store.open(f"sqlite:///{sys.argv[1]}")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("begun", flush=True)
try:
    import_file(store, opened(Path(sys.argv[2])), "Second", lambda done: None)
except Problem as problem:
    print(type(problem).__name__, problem.message)
store.close()
"""

UNLIMITED = 1 << 40


def test_an_import_killed_at_any_moment_is_in_or_was_never_begun(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    document, source, before = prepared(tmp_path)
    for _ in range(MOMENTS):
        process = begun(document, source, UNLIMITED)
        try:
            process.wait(timeout=chance.uniform(0, 0.9))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        found = checked(document)
        assert found == before or len(found["tables"]["Second"]["rows"]) == ROWS
        if found != before:
            document, source, before = prepared(tmp_path)


@pytest.mark.parametrize(
    "room", [4_000, 200_000, 2_500_000], ids=["at once", "aside", "in the document"]
)
def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path, room: int) -> None:
    document, source, before = prepared(tmp_path)
    told, _ = begun(document, source, room).communicate()
    assert told.startswith(b"Document"), told
    assert b"room" in told
    assert checked(document) == before


def test_a_disk_that_is_full_at_any_moment_changes_nothing(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    document, source, before = prepared(tmp_path)
    most = document.stat().st_size * 2
    for _ in range(MOMENTS):
        told, _ = begun(document, source, chance.randrange(1, most)).communicate()
        found = checked(document)
        if told:
            assert told.startswith(b"Document"), told
            assert found == before
        else:
            assert len(found["tables"]["Second"]["rows"]) == ROWS
            document, source, before = prepared(tmp_path)


def prepared(folder: Path) -> tuple[Path, Path, object]:
    """Make a document with a table in it, and a file to import."""
    document, source = folder / "choir.tidy", folder / "second.csv"
    document.unlink(missing_ok=True)
    line = "Ada Lovelace {0},{0},2019-03-14,12.50"
    lines = [line.format(number) for number in range(ROWS)]
    source.write_text("Name,Number,Day,Price\n" + "\n".join(lines) + "\n", encoding="utf-8")
    store = Store()
    store.open(f"sqlite:///{document}")
    import_file(store, opened(source), "First", lambda _: None)
    before = contents(store)
    store.close()
    return document, source, before


def begun(document: Path, source: Path, limit: int) -> subprocess.Popen[bytes]:
    """Start an import in a program of its own; return when it begins."""
    command = [sys.executable, "-c", PROGRAM, str(document), str(source), str(limit)]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    return process


def checked(document: Path) -> dict:
    """Open the document as the program would; it must be sound."""
    store = Store()
    store.open(f"sqlite:///{document}")
    found = contents(store)
    store.close()
    with closing(sqlite3.connect(document)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return found
