"""What a deed made, told from its entry in the journal: for who asks for the deed once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop_app.engine import journal
from desktop_app.engine.changes.columns import RemoveColumn
from desktop_app.engine.changes.links import RemoveLink
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import DeleteRows
from desktop_app.engine.changes.tables import RemoveTable
from desktop_app.engine.entries import IN_FORCE, Entry
from desktop_app.engine.work import Look


@dataclass(frozen=True)
class Made:
    """Ids: of the table, the column or the person that was made first, and of the rows."""

    id: int | None = None
    rows: Sequence[int] = ()


def by(look: Look, operation: str) -> Made:
    """Return what the deed of that name made; nothing if it was taken back."""
    mine = select(Entry).where(Entry.operation == operation, Entry.state.in_(IN_FORCE))
    entry, first, rows = look.session.scalar(mine), None, list[int]()
    # The steps are the way back, so what was made first comes last.
    for step in journal.steps_of(entry) if entry else []:
        match step:
            case RemoveTable():
                first = step.table
            case RemoveColumn() | RemoveLink():
                first = step.column
            case PutRecord(values=None):
                first = step.id
            case DeleteRows():
                rows = [*step.rows, *rows]
    return Made(first, rows)
