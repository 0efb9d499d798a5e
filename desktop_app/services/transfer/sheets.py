"""The sheets of a file: which is meant where none is named, and which hold nothing to bring in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Reading, Sheet
from desktop_app.formats.base import Format
from desktop_app.services.transfer import survey
from desktop_app.services.transfer.filling import LeftOut


def first_filled(kind: Format, path: Path, sheets: Sequence[str], reading: Reading) -> Sheet:
    """Open the first sheet that has rows; if there is none, the first of all. Raises Invalid."""
    first, *others = sheets
    if not others:
        return kind.open(path, first, reading)
    sheet = _filled(partial(kind.open, path, first, reading))
    if sheet is not None:
        return sheet
    openings = zip(others, kind.open_all(path, others), strict=True)
    meant = next((name for name, opening in openings if _filled(opening)), first)
    return kind.open(path, meant, reading)


def left_out(kind: Format, path: Path, sheets: Sequence[str]) -> dict[str, LeftOut]:
    """Read these sheets to the end; return those that have no rows or cannot be read."""
    found = {}
    for name, opening in zip(sheets, kind.open_all(path, sheets) if sheets else (), strict=True):
        try:
            if not sum(map(len, opening().batches())):
                found[name] = LeftOut()
        except Invalid as problem:
            found[name] = LeftOut(problem.message)
    return found


def not_imported(sheets: Sequence[str], brought_in: str) -> list[str]:
    """Say which sheets of a file did not come in, where one of them did."""
    others = (name for name in sheets if name != brought_in)
    return [f"The sheet “{name}” of the file was not imported." for name in others]


def _filled(opening: Callable[[], Sheet]) -> Sheet | None:
    try:
        sheet = opening()
        return sheet if survey.first_rows(sheet, 1) else None
    except Invalid as problem:
        if problem.field == "header":  # it has rows, but not the one that a person means
            raise
        return None
