"""The child process in which spreadsheets are opened, so that a hostile one only takes this down.

    reader sheets PATH          one line: {"sheets": [names]}
    reader rows PATH SHEET      many lines: {"rows": [[cells]], "days": {…}, "moments": {…}}

    and, if there are any, a last one: {"odd": [[kind, how many, first place, what it shows]]}

`days` and `moments` say which of the texts are dates: column to row numbers within the batch.
The last line is {"end": true} or {"problem": word}; a child that says neither was cut off.
"""

from __future__ import annotations

import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from desktop_app.formats.limits import limit_myself
from desktop_app.formats.odd_cells import OddCells, odd_cells

BATCH = 500
_MOST_PARTS = 10_000
_MOST_UNPACKED = 2 << 30
_SUSPICIOUS = 100 << 20
_DENSEST = 200
"""A real workbook shrinks to a tenth or a twentieth, hardly ever to a two-hundredth."""


class TooLargeError(Exception):
    """The file unpacks to more than any table needs."""


def main(argv: Sequence[str]) -> int:
    """Answer one question on standard output, within limits; 0 if it could be answered."""
    limit_myself()
    question, *about = argv
    try:
        _check(Path(about[0]))
        for answer in _QUESTIONS[question](*about):
            _say(answer)
        _say({"end": True})
    except BrokenPipeError:
        return 1
    except (
        CalamineError,
        zipfile.BadZipFile,
        OSError,
        ValueError,
        MemoryError,
        TooLargeError,
    ) as error:
        _say({"problem": _word_for(error)})
        return 1
    return 0


def _sheets(path: str) -> Iterator[dict[str, Any]]:
    with CalamineWorkbook.from_path(path) as book:
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    shown = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    yield {"sheets": shown or [one.name for one in sheets]}


def _rows(path: str, name: str) -> Iterator[dict[str, Any]]:
    with CalamineWorkbook.from_path(path) as book, zipfile.ZipFile(path) as parts:
        rows = iter(book.get_sheet_by_name(name).iter_rows())
        while batch := list(islice(rows, BATCH)):
            yield _batch(batch)
        if odd := _odd_cells(parts, name):
            yield {"odd": odd}


def _odd_cells(parts: zipfile.ZipFile, name: str) -> list[OddCells]:
    """Nothing is odd where the library could read what Python cannot."""
    with suppress(zipfile.BadZipFile, zlib.error, OSError, RuntimeError):
        return odd_cells(parts, name)
    return []


def _batch(rows: list[list[Any]]) -> dict[str, Any]:
    """Mark what is a date, and turn what JSON and Tidybase have no word for into text."""
    days: dict[str, list[int]] = {}
    moments: dict[str, list[int]] = {}
    for place, cells in enumerate(zip(*rows, strict=True)):
        if _PLAIN.issuperset(map(type, cells)):
            continue
        for number, cell in enumerate(cells):
            if isinstance(cell, datetime):
                moments.setdefault(str(place), []).append(number)
                rows[number][place] = _to_the_millisecond(cell)
            elif isinstance(cell, date):
                days.setdefault(str(place), []).append(number)
            elif isinstance(cell, time | timedelta):
                rows[number][place] = _clock(cell)
    return {"rows": rows, "days": days, "moments": moments}


def _to_the_millisecond(moment: datetime) -> datetime:
    """Excel counts days as fractions, so a whole second can come out a few microseconds off."""
    off = (moment.microsecond + 500) % 1000 - 500
    return moment - timedelta(microseconds=off)


def _clock(cell: time | timedelta) -> str:
    if isinstance(cell, time):
        return cell.isoformat(timespec="auto")
    seconds = round(cell.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _check(path: Path) -> None:
    """Look at the directory of the zip before anything is unpacked. Raises TooLargeError."""
    with zipfile.ZipFile(path) as book:
        parts = book.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    dense = unpacked > _SUSPICIOUS and unpacked > packed * _DENSEST
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or dense:
        raise TooLargeError


def _word_for(error: Exception) -> str:
    for kind, word in _WORDS.items():
        if isinstance(error, kind):
            return word
    return "damaged"


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    sys.stdout.buffer.flush()


_PLAIN = frozenset((str, int, float, bool))

_QUESTIONS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {"sheets": _sheets, "rows": _rows}

_WORDS: dict[type[Exception], str] = {
    TooLargeError: "large",
    MemoryError: "large",
    PasswordError: "password",
    WorksheetNotFound: "sheet",
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
