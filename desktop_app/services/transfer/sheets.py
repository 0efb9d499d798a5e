"""The sheets of a file that do not come in: they hold nothing, or another one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from desktop_app.domain.errors import Invalid
from desktop_app.formats.base import Format
from desktop_app.services.transfer.filling import LeftOut

PATIENCE = 20.0
"""Seconds after which no more sheets are looked at: a database may have views that never end."""


def left_out(kind: Format, path: Path, sheets: Sequence[str]) -> dict[str, LeftOut]:
    """Read these sheets to the end; return those that have no rows or cannot be read.

    Where that takes too long, the rest is left to the import.
    """
    found: dict[str, LeftOut] = {}
    until = monotonic() + PATIENCE
    for name, opening in zip(sheets, kind.open_all(path, sheets) if sheets else (), strict=True):
        rows = 0
        try:
            for batch in opening().batches():
                rows += len(batch)
                if monotonic() > until:
                    return found
        except Invalid as problem:
            found[name] = LeftOut(problem.message)
        else:
            if not rows:
                found[name] = LeftOut()
        if monotonic() > until:
            return found
    return found


def not_imported(sheets: Sequence[str], brought_in: str) -> list[str]:
    """Say which sheets of a file did not come in, where one of them did."""
    others = (name for name in sheets if name != brought_in)
    return [f"The sheet “{name}” of the file was not imported." for name in others]
