"""A disk that runs full while a file is written: it is said, and all is as it was before."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.service import import_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

ROWS = 3000
LIMITS = (0, 1, 500, 10_000, 60_000)
"""Bytes that a file may grow to; whole, each of them has more."""

PROGRAM = """
import resource, signal, sys
from pathlib import Path
from desktop_app.domain.errors import Problem
from desktop_app.engine.store import Store
from desktop_app.services.transfer.export import Scope, chosen, save
store = Store()
store.open(f"sqlite:///{sys.argv[1]}")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit in map(int, sys.argv[3:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        print("made", save(chosen(store, Scope(1), Path(sys.argv[2]).suffix), Path(sys.argv[2])))
    except Problem as problem:
        print(type(problem).__name__, problem.message)
store.close()
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with a table that nothing can make much smaller."""
    folder = tmp_path_factory.mktemp("full")
    lines = [f"{number},{secrets.token_hex(30)}" for number in range(ROWS)]
    (folder / "words.csv").write_text("Number,Word\n" + "\n".join(lines) + "\n")
    store = Store()
    store.open(f"sqlite:///{folder}/words.tidy")
    import_file(store, opened(folder / "words.csv"), "Words", lambda _: None)
    store.close()
    return folder / "words.tidy"


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_a_full_disk_is_said_and_what_was_there_stays(
    document: Path, tmp_path: Path, writer: object
) -> None:
    target = tmp_path / f"out{writer.ending}"  # type: ignore[attr-defined]
    target.write_text("what was there")
    kept = "What was there before is as it was. Make some room, or choose another disk."
    said = f"DocumentFull There is no room left for “{target.name}” on that disk. {kept}"
    assert told(document, target, *LIMITS) == [said] * len(LIMITS)
    assert target.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_left_where_nothing_was(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    said = (
        "DocumentFull There is no room left for “out.xlsx” on that disk. "
        "Make some room, or choose another disk."
    )
    assert told(document, target, LIMITS[2]) == [said]
    assert list(tmp_path.iterdir()) == []
    assert told(document, target, 1 << 30) == ["made []"]
    assert list(tmp_path.iterdir()) == [target]


def told(document: Path, target: Path, *limits: int) -> list[str]:
    """Export in a program of its own, once for each limit; return what it says."""
    command = [sys.executable, "-c", PROGRAM, str(document), str(target), *map(str, limits)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, cwd=root, check=True)
    return done.stdout.decode().splitlines()
