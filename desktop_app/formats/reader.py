"""The child process in which files are taken apart, so that a hostile one only takes this down.

    reader ASIDE KIND sheets PATH           one line: {"sheets": [names]}
    reader ASIDE KIND first PATH            the same line, and then the rows of the first sheet
    reader ASIDE KIND rows PATH SHEET       many lines, most of them {"rows": [[cells]]}; what else
                                            they say is told where the kind is
    reader ASIDE KIND each PATH SHEET …     the same of several sheets, {"over": true} behind each,
                                            with the word and the place if it could not be read

ASIDE is an empty folder for what has to be copied; it is taken away at the end.

The last line is {"end": true} or {"problem": word, "place": text}; a child that says neither was
cut off.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Protocol

import orjson
from python_calamine import CalamineError, PasswordError, WorksheetNotFound

from desktop_app.formats.limits import LONGEST_CELL, limit_myself
from desktop_app.formats.unreadable import UnreadableError


class Source(Protocol):
    """A file that is open in this process."""

    @property
    def sheets(self) -> Sequence[str]:
        """The names of its sheets; one empty name if the file is one sheet. Raises."""

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the answers about one sheet. Raises UnreadableError and what its library raises."""


def main(argv: Sequence[str]) -> int:
    """Answer one question on standard output, within limits; 0 if it could be answered."""
    limit_myself()
    tempfile.tempdir, kind, question, path, *sheets = argv
    try:
        with _opens(kind)(Path(path)) as source:
            for line in _lines(source, question, sheets):
                _say(line)
        _say(orjson.dumps({"end": True}))
    except BrokenPipeError:
        return 1
    except _TROUBLES as error:
        _say(orjson.dumps({"problem": _word_for(error), "place": getattr(error, "place", "")}))
        return 1
    finally:
        with suppress(OSError):  # if the app was killed meanwhile, nobody else does it
            Path(tempfile.tempdir).rmdir()
    return 0


def _opens(kind: str) -> Callable[[Path], AbstractContextManager[Source]]:
    """Return what opens files of this kind; what takes the others apart is not loaded."""
    match kind:
        case "workbook":
            from desktop_app.formats.workbook_cells import workbook  # noqa: PLC0415

            return workbook
        case "json":
            from desktop_app.formats.json_things import json_file  # noqa: PLC0415

            return json_file
        case "json lines":
            from desktop_app.formats.json_things import json_lines  # noqa: PLC0415

            return json_lines
        case "sqlite":
            from desktop_app.formats.sqlite_cells import sqlite_file  # noqa: PLC0415

            return sqlite_file
        case "html":
            from desktop_app.formats.html_cells import html_page  # noqa: PLC0415

            return html_page
        case "markdown":
            from desktop_app.formats.markdown_cells import markdown_file  # noqa: PLC0415

            return markdown_file
        case _:
            raise ValueError(kind)


def _lines(source: Source, question: str, sheets: Sequence[str]) -> Iterator[bytes]:
    if question in ("sheets", "first"):
        if not source.sheets:
            raise UnreadableError("no_sheet")
        yield orjson.dumps({"sheets": list(source.sheets)})
        yield from _rows(source, source.sheets[0]) if question == "first" else ()
        return
    if question == "rows":
        yield from _rows(source, *sheets)
        return
    for sheet in sheets:
        over: dict[str, object] = {"over": True}
        try:
            yield from _rows(source, sheet)
        except _TROUBLES as error:
            over |= {"word": _word_for(error), "place": getattr(error, "place", "")}
        yield orjson.dumps(over)


def _rows(source: Source, sheet: str) -> Iterator[bytes]:
    done = 0
    for answer in source.rows(sheet):
        rows = answer.get("rows", ())
        line = orjson.dumps(answer)
        if len(line) > LONGEST_CELL:
            _look_for_a_monster(rows, done)
        yield line
        done += len(rows)


def _look_for_a_monster(rows: Sequence[Sequence[object]], done: int) -> None:
    """Raise UnreadableError if one of the cells is too long for any table."""
    for number, row in enumerate(rows, done + 1):
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
            raise UnreadableError("cell", f"Row {number:,}")


def _word_for(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return error.word
    for kind, word in _WORDS.items():
        if isinstance(error, kind):
            return word
    return "damaged"


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


_TROUBLES = (
    CalamineError,
    UnreadableError,
    zipfile.BadZipFile,
    OSError,
    ValueError,
    MemoryError,
)

_WORDS: dict[type[Exception], str] = {
    MemoryError: "large",
    PasswordError: "password",
    WorksheetNotFound: "sheet",
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
