"""Whatever ends a reading or an import, nothing of it stays on the disk after the next start."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.service import import_file, side_file
from tests.support.contents import contents
from tests.support.served import FROM_SOURCE

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
ROOT = Path(__file__).parents[2]
MOMENTS = int(os.environ.get("TIDYBASE_KILLS", "6"))
ROWS = 60_000


@posix
def test_after_a_kill_the_next_start_leaves_nothing_but_the_document(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    large, small = tmp_path / "large.csv", tmp_path / "small.csv"
    lines = "".join(f"Ada {number},{number}\n" for number in range(ROWS))
    large.write_text("Name,Number\n" + lines, encoding="utf-8")
    small.write_text("Name\nBo\n", encoding="utf-8")
    for moment in range(MOMENTS):
        document = tmp_path / f"{moment}.tidy"
        assert started(tmp_path, document, small).wait(60) == 0
        process = started(tmp_path, document, large)
        try:
            process.wait(timeout=chance.uniform(0.2, 1.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        assert started(tmp_path, document, small).wait(60) == 0
        assert left(tmp_path / "tmp") == left(tmp_path / "home" / "uploads") == []
        tables = tables_of(document)
        assert tables.pop("Large", ROWS) == ROWS
        assert tables == {"Small": 1, "Small 2": 1}


def test_a_database_that_was_being_written_is_read_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "tmp"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop:
        shop.execute("PRAGMA journal_mode=WAL")
        shop.execute("CREATE TABLE goods (name TEXT)")
        shop.executemany("INSERT INTO goods VALUES (?)", [("x" * 200,)] * 20_000)
        shop.commit()
        kind = format_for(path, path.name)
        sheet = kind.open(path, kind.sheets(path)[0])
        assert len(list(aside.rglob(path.name))) == 1
        assert len(next(iter(sheet.batches()))) < 20_000
        del sheet
        assert left(aside) == []


@pytest.mark.parametrize("rows", [0, 1, 20_000])
def test_stopping_at_any_row_leaves_nothing_and_no_table(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    aside = tmp_path / "tmp"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    path = tmp_path / "n.csv"
    path.write_text("n\n" + "5\n" * 30_000, encoding="utf-8")
    with pytest.raises(Stopped):
        import_file(store, opened(path), None, stop_at(rows))
    assert left(aside) == []
    assert contents(store)["tables"] == {}


def test_a_folder_to_work_in_goes_even_if_the_work_fails(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "n.csv"
    source.write_text("n\n5\n", encoding="utf-8")
    with pytest.raises(Stopped), side_file(store, source, folder=tmp_path) as side:
        side.write_bytes(b"half")
        raise Stopped
    assert left(tmp_path) == ["n.csv"]


class Stopped(Exception):
    """What a job raises when somebody presses Stop."""


def stop_at(rows: int) -> Callable[[int], None]:
    """Stop once so many rows were seen."""

    def seen(done: int) -> None:
        if done >= rows:
            raise Stopped

    return seen


def started(folder: Path, document: Path, file: Path) -> subprocess.Popen[bytes]:
    """Start the program to import a file, everything of its own within the folder."""
    (folder / "tmp").mkdir(exist_ok=True)
    own = {"TIDYBASE_HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    command = [*FROM_SOURCE, "import", str(document), str(file)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **own}, stdout=quiet, stderr=quiet
    )


def left(folder: Path) -> list[str]:
    """What lies in a folder, apart from folders with people's documents."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if "Müller" not in path.name)


def tables_of(document: Path) -> dict[str, int]:
    """The tables of a document, which must be sound, and how many rows each has."""
    with closing(sqlite3.connect(document)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = Store()
    store.open(f"sqlite:///{document}")
    found = {name: len(table["rows"]) for name, table in contents(store)["tables"].items()}
    store.close()
    return found
