"""Documents that are shown only: newer ones and locked ones open, say why, and stay as they are."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.domain.errors import DocumentReadOnly
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.migrate import VERSION
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support import promises
from tests.web.test_walk import routes

SAMPLE = Path(__file__).parents[1] / "samples" / "version-1.tidy"
WHY = "made by a newer Tidybase. You can look at everything here"
WINDOW_OR_COPY = ("/api/v1/home/", "/api/v1/exports", "/copy", "/api/v1/jobs/")
"""What opens other files, or makes copies, is not about this one."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def raw(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.fixture
def newer(document: Path) -> Path:
    """A file of the version after this one, with what this one does not know."""
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {}), ("Place", "text", {})]))
        w.apply(AddRows(1, [1, 2], [["Ada", "x"], ["Bo", "y"]]))
        w.apply(AddColumn(1, "Mood", "text"))
    store.close()
    raw(
        document,
        f"""PRAGMA user_version = {VERSION + 1};
        UPDATE tidybase_column SET type = 'map_place', options = '{{"zoom": 3}}' WHERE id = 2;
        UPDATE tidybase_column SET type = 'mood_of_day' WHERE id = 3;
        ALTER TABLE Guests DROP COLUMN Mood;
        UPDATE Guests SET Place = 12 WHERE id = 1;
        ALTER TABLE tidybase_table ADD COLUMN colour TEXT;
        CREATE TABLE tidybase_dashboard (id INTEGER PRIMARY KEY, what TEXT);""",
    )
    return document


@pytest.fixture
def shown(config: Config, newer: Path) -> Iterator[Flask]:
    app = create_app(config.opening(f"sqlite:///{newer}"))
    breaches = promises.watch(app)
    yield app
    close(app)
    assert breaches == []


def test_a_newer_file_is_shown_with_what_this_version_does_not_know_as_text(shown: Flask) -> None:
    client = shown.test_client()
    page = client.get("/tables/1")
    assert WHY in page.text
    assert "data-read-only" in page.text
    rows = client.get("/api/v1/tables/1/rows").json
    assert [column["name"] for column in rows["columns"]] == ["Name", "Place"]
    assert [row["cells"] for row in rows["rows"]] == [["Ada", "12"], ["Bo", "y"]]


def test_whatever_would_change_it_is_refused_and_not_a_byte_changes(
    shown: Flask, newer: Path
) -> None:
    before, walked, client = digest(newer), 0, shown.test_client()
    for method, path in routes(shown):
        for body in ({}, {"name": "x"}):
            answer = client.open(path, method=method, json=None if method == "GET" else body)
            assert answer.status_code < 500, (method, path)
            if method != "GET" and not any(part in path for part in WINDOW_OR_COPY):
                walked += 1
                assert answer.status_code == 409, (method, path)
                if path.startswith("/api/"):
                    assert answer.json["error"]["code"] == "document_read_only"
                    assert WHY in answer.json["error"]["message"]
    assert walked > 40
    with pytest.raises(DocumentReadOnly), shown.extensions["tidybase"].work(ADA):
        pass
    close(shown)
    assert digest(newer) == before
    assert [each.name for each in newer.parent.iterdir()] == [newer.name]


def test_it_can_still_be_exported(shown: Flask) -> None:
    with shown.test_client().get("/api/v1/tables/1/export.csv") as answer:
        assert answer.data.decode("utf-8-sig").splitlines()[:2] == ["Name,Place", "Ada,12"]


def test_a_file_that_can_be_changed_has_no_banner(app: Flask) -> None:
    page = app.test_client().get("/help").text
    assert "data-read-only" not in page
    assert 'class="banner"' not in page


def test_what_was_brought_up_to_date_says_where_the_file_is_as_it_was(
    config: Config, tmp_path: Path
) -> None:
    path = shutil.copy(SAMPLE, tmp_path / "choir.tidy")
    app = create_app(config.opening(f"sqlite:///{path}"))
    assert f"choir (before Tidybase {VERSION}).tidy" in app.test_client().get("/help").text
    close(app)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that anybody may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


LOOK = """
import os, sys
from desktop_app.engine import catalog
from desktop_app.engine.store import Store
store = Store()
store.open("sqlite:///" + sys.argv[2])  # whatever is imported late is imported now
with store.look() as look:
    catalog.tables(look)
store.close()
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)  # root may write anything
store.open("sqlite:///" + sys.argv[1])
print(store.read_only)
with store.look() as look:
    print([table.name for table in catalog.tables(look)])
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders there cannot be read-only")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
@pytest.mark.parametrize("old", [False, True], ids=["new", "of version 1"])
def test_a_file_or_folder_that_cannot_be_written_is_shown(
    file: int, folder: int, public: Path, *, old: bool
) -> None:
    path = public / "usb stick" / "choir.tidy"
    path.parent.mkdir()
    shutil.copy(SAMPLE, path)
    if not old:
        store = Store()
        store.open(f"sqlite:///{path}")
        store.close()
    before, there = digest(path), sorted(each.name for each in path.parent.iterdir())
    path.chmod(file)
    path.parent.chmod(folder)
    seen = subprocess.run(
        [sys.executable, "-c", LOOK, path, public / "other.tidy"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.stdout.splitlines() == [
        "This file cannot be changed here: it, or the folder it is in, is read-only. You can look "
        "at everything; to change it, copy it to a folder of your own and open the copy.",
        "['Members', 'Fees', 'Scratch']",
    ], seen.stderr
    assert digest(path) == before
    assert sorted(each.name for each in path.parent.iterdir()) == there
    path.parent.chmod(0o755)
