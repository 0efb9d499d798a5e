"""A file much larger than the memory that is left is opened, changed and written out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.served import Client, served

resource = pytest.importorskip("resource")

ROWS, LONG = 12_000, 8_000
LEFT = 72 << 20
"""Bytes that the program may take beyond what it has once it runs; in the file are more."""

pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="only Linux limits a program that runs"
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    document = tmp_path_factory.mktemp("large") / "large.tidy"
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(AddTable("Letters", [("Text", "long_text", {}), ("No", "whole_number", {})]))
        w.apply(AddRows(1, [1, 2], [["", 0]]))
    store.close()
    with closing(sqlite3.connect(document)) as connection, connection:
        many = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        connection.execute(
            f"{many} INSERT INTO Letters SELECT i, printf('%.*c', ?, 'x'), i FROM n", (ROWS, LONG)
        )
    # One arena for all threads: each takes much room of addresses and fills little of it.
    with served(document, env={"MALLOC_ARENA_MAX": "1"}) as client:
        assert client.get("/api/v1/tables/1/rows").status == 200
        limit = held(client.pid) + LEFT
        resource.prlimit(client.pid, resource.RLIMIT_AS, (limit, limit))
        yield client


def held(pid: int) -> int:
    """Return the bytes of addresses that a process has."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()


def test_a_large_file_is_looked_at_and_changed_with_little_memory(large: Client) -> None:
    edits = [{"row": ROWS, "column": 2, "text": "7"}]
    assert large.patch("/api/v1/tables/1/cells", {"edits": edits}).status == 200
    for words in (f"offset={ROWS - 100}", "sort=2"):
        assert large.get(f"/api/v1/tables/1/rows?{words}").status == 200
    assert large.post("/api/v1/undo").status == 200


@pytest.mark.parametrize("ending", ["csv", "json", "sqlite", "xlsx"])
def test_a_large_table_is_written_out_with_little_memory(large: Client, ending: str) -> None:
    assert large.get(f"/api/v1/tables/1/export.{ending}").status == 200


def test_a_search_that_finds_no_memory_says_so_and_comes_to_an_end(large: Client) -> None:
    answer = large.get("/api/v1/tables/1/rows?search=y")
    assert answer.status == 423
    assert "not enough memory" in answer.text
    assert large.get("/tables/1").status == 200
