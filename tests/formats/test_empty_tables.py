"""A table that has columns and no rows goes out like any other, in every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats.writable import WRITERS
from tests.formats.reading import opened, rows
from tests.formats.writing import outgoing, written_as

PLANS = [ColumnPlan("Name", "text"), ColumnPlan("Born", "date")]


@pytest.mark.parametrize("kind", [writer.name for writer in WRITERS])
def test_a_table_without_rows_goes_out(kind: str) -> None:
    assert written_as(kind, outgoing(PLANS, []))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_table_without_rows_comes_back_with_its_headings(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"things{WRITERS[kind].ending}"
    file.write_bytes(written_as(kind, outgoing(PLANS, [])))
    sheet = opened(file)
    assert (rows(sheet), list(sheet.header)) == ([], ["Name", "Born"])
