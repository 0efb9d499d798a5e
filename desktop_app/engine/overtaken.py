"""Whether what was done since stands in the way of taking an entry back."""

from __future__ import annotations

from sqlalchemy import func, select

from desktop_app.domain.errors import Conflict
from desktop_app.engine.entries import DONE, OUT, Entry, steps_say
from desktop_app.engine.work import Work


def refuse_if_overtaken(w: Work, entry: Entry) -> None:
    """Raise Conflict if somebody else has done something in the same table since."""
    theirs = select(Entry.actor_name).where(
        Entry.id > entry.id,
        Entry.state == DONE,
        Entry.table_id == entry.table_id,
        Entry.actor_id.is_distinct_from(entry.actor_id),
    )
    who = w.session.scalar(theirs.limit(1))
    if who is not None:
        raise Conflict(
            f"{who} has worked in this table since, so “{entry.sentence}” was left as it is."
        )


def refuse_if_built_on(w: Work, entry: Entry) -> None:
    """Raise Conflict if anything at all was done in the same table since."""
    last = entry.id
    if entry.state == OUT:
        # Its place in time is now that of the change that put it back.
        by = select(func.max(Entry.id)).where(steps_say('"put_back", "entry": ' + f"{entry.id},"))
        last = w.session.scalar(by) or last
    later = select(Entry.sentence).where(
        Entry.id > last, Entry.state == DONE, Entry.table_id == entry.table_id
    )
    done = w.session.scalar(later.limit(1))
    if done is not None:
        raise Conflict(
            f"“{done}” was done in the same table since, so “{entry.sentence}” was left as it is. "
            "Undo what came later first."
        )
