"""Whether what was done since stands in the way of taking an entry back."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.domain.errors import Conflict
from desktop_app.engine.entries import DONE, PASSED, Entry
from desktop_app.engine.work import Work


def refuse_if_overtaken(w: Work, entry: Entry) -> None:
    """Raise Conflict if somebody else has done something in the same table since.

    Also if anything was left as it is that was to be taken back, since that stands on it.
    """
    found = _since(w, entry)
    if found is None:
        return
    who, what, state = found
    why = f"{who} has worked in this table" if state == DONE else f"“{what}” was kept"
    raise Conflict(f"{why} since, so “{entry.sentence}” was left as it is.")


def is_overtaken(w: Work, entry: Entry) -> bool:
    """Say whether `refuse_if_overtaken` would raise."""
    return _since(w, entry) is not None


def _since(w: Work, entry: Entry) -> tuple[str, str, str] | None:
    theirs = Entry.actor_id.is_distinct_from(entry.actor_id)
    since = select(Entry.actor_name, Entry.sentence, Entry.state).where(
        Entry.id > entry.id,
        Entry.table_id == entry.table_id,
        ((Entry.state == DONE) & theirs) | (Entry.state == PASSED),
    )
    found = w.session.execute(since.order_by(Entry.state).limit(1)).first()
    return (found[0], found[1], found[2]) if found else None


def refuse_if_built_on(w: Work, entry: Entry) -> None:
    """Raise Conflict if anything at all was done in the same table since it was done last.

    That may have been long after it was written down, or in the very work that is taken back now.
    """
    since = Entry.revision > entry.revision
    if entry.state == PASSED or not entry.revision:
        # It was looked at since, or comes from a version that took no note of it.
        since |= Entry.id > entry.id
    kept = (Entry.state == PASSED) & (Entry.id > entry.id)
    later = select(Entry.sentence).where(
        (since & (Entry.state == DONE)) | kept, Entry.table_id == entry.table_id
    )
    done = w.session.scalar(later.limit(1))
    if done is not None:
        raise Conflict(
            f"“{done}” was done in the same table since, so “{entry.sentence}” was left as it is. "
            "Undo what came later first."
        )
