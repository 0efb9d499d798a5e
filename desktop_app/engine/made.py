"""What a deed made, told from its entry in the journal: for who asks for the deed once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop_app.engine import images, journal
from desktop_app.engine.changes.columns import RemoveColumn, RestoreColumn
from desktop_app.engine.changes.links import RemoveLink, RestoreLink
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import AddRows, BringBack, DeleteKept, DeleteRows
from desktop_app.engine.changes.tables import RemoveTable, RestoreTable
from desktop_app.engine.entries import IN_FORCE, Entry
from desktop_app.engine.work import Change, Look


@dataclass(frozen=True)
class Made:
    """Ids: of the table, the column or the person that was made first, and of the rows."""

    id: int | None = None
    rows: Sequence[int] = ()


def by(look: Look, operation: str) -> Made:
    """Return what the deed of that name made, also if it was taken back since."""
    entry = look.session.scalar(select(Entry).where(Entry.operation == operation))
    if entry is None:
        return Made()
    if entry.state in IN_FORCE:
        # The steps are the way back, so what was made first comes last.
        found = [_taken_by(look, step) for step in reversed(journal.steps_of(entry))]
    else:
        found = [_brought_by(look, step) for step in journal.steps_of(entry)]
    first = next((each.id for each in found if each.id is not None), None)
    return Made(first, [row for each in found for row in each.rows])


def _taken_by(look: Look, step: Change[Any]) -> Made:
    """Return what a step takes away, which was made by the one that it takes back."""
    match step:
        case RemoveTable(table=made):
            return Made(made)
        case RemoveColumn(column=made) | RemoveLink(column=made):
            return Made(made)
        case PutRecord(id=made, values=None):
            return Made(made)
        case DeleteRows(rows=rows):
            return Made(rows=rows)
        case DeleteKept(image=image):
            return Made(rows=_in_image(look, image))
    return Made()


def _brought_by(look: Look, step: Change[Any]) -> Made:
    """Return what a step brings back, which was made by the one that it does again."""
    match step:
        case RestoreTable(table=made):
            return Made(made)
        case RestoreColumn(column=made) | RestoreLink(column=made):
            return Made(made)
        case PutRecord(id=made, expected=[None]):
            return Made(made)
        case AddRows(ids=[*rows]):
            return Made(rows=rows)
        case BringBack(image=image):
            return Made(rows=_in_image(look, image))
    return Made()


def _in_image(look: Look, image: int) -> Sequence[int]:
    return look.connection.scalars(images.ids(image).order_by("row")).all()
