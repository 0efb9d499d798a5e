"""Reading a whole file the way an import does."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from desktop_app.domain.sheet import Row, Sheet
from desktop_app.formats.answers import Answers
from desktop_app.formats.readable import format_for
from desktop_app.formats.reader import Source

SAMPLES = Path(__file__).parent / "samples"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not here")


def opened(path: Path, name: str | None = None) -> Sheet:
    """The first sheet of a file."""
    kind = format_for(path, name or path.name)
    return kind.open(path, kind.sheets(path)[0])


def answers(source: Source, sheet: str) -> Answers:
    """All that the child would say of a sheet, said in this process."""
    return Answers(orjson.dumps(answer) + b"\n" for answer in source.rows(sheet))


def rows(sheet: Sheet) -> list[Row]:
    """All rows below the header."""
    return [list(row) for batch in sheet.batches() for row in batch]


def with_header(sheet: Sheet) -> list[Row]:
    """All rows, the header first if there is one."""
    body = rows(sheet)
    return [list(sheet.header), *body] if any(sheet.header) else body


def written(folder: Path, data: bytes | str, name: str = "file.csv") -> Path:
    """A file with these bytes, or this text as UTF-8."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
