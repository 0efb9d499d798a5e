"""A file opened at the sheet that is meant where none is named: the first that has rows.

Loads nothing of the engine, so that a file can be opened while the rest of the program starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Sheet
from desktop_app.formats.readable import format_for
from desktop_app.formats.readings import checked


@dataclass(frozen=True)
class Opened:
    """A file, of which one sheet is open."""

    path: Path
    sheets: Sequence[str]
    """The names of all sheets, in order."""
    sheet: Sheet
    told: Reading
    """How it is to be read, as far as that was said."""


def opened(path: Path, name: str = "", reading: Reading = AS_FOUND) -> Opened:
    """Open the first sheet that has rows; if there is none, the first of all. Raises Invalid.

    `name` is what the person calls the file, if that is not how `path` ends.
    """
    told = checked(reading)
    kind = format_for(path, name or path.name)
    (first, *others), opening = kind.open_first(path, name, told)
    if others:
        meant = _with_rows(opening)
        if meant is None:
            openings = zip(others, kind.open_all(path, others), strict=True)
            found = next((each for each, one in openings if _with_rows(one)), first)
            meant = kind.open(path, found, told)
    else:
        meant = opening()
    return Opened(path, [first, *others], meant, told)


def _with_rows(opening: Callable[[], Sheet]) -> Sheet | None:
    try:
        sheet = opening()
        return sheet if any(sheet.batches()) else None
    except Invalid as problem:
        if problem.field == "header":  # it has rows, but not the one that a person means
            raise
        return None
