"""What the journal writes down: one entry for each change, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.engine.base import Base, now
from desktop_app.engine.work import Look

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
"""What an entry can be: in force; taken back; taken back and then overtaken by another change;"""

TIDIED = "tidied"
"""dropped, and nothing is kept for it any more;"""

PASSED, OUT = "passed", "put_back"
"""in force, but undo goes on with what came before it; taken back by a change of its own;"""

FORGOTTEN = "forgotten"
"""trimmed, so that it is in no history any more; what is kept for it is let go of soon."""

IN_FORCE = (DONE, PASSED)
"""States of an entry whose steps lead back; those of any other lead forth."""


class Entry(Base):
    """One change of the document; `actor_id` is an id of `tidybase_user`, by name only."""

    __tablename__ = "tidybase_entry"
    __table_args__ = (
        sa.Index("ix_tidybase_entry_actor_id_state", "actor_id", "state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column()
    actor_name: Mapped[str] = mapped_column(String(100))
    sentence: Mapped[str] = mapped_column(String(500))
    table_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10), default=DONE)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, deferred=True)
    revision: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    """The revision of the document in which it was done, undone or redone last."""
    operation: Mapped[str | None] = mapped_column(String(100), index=True, unique=True)
    """The writer's own name for the deed, so that it is never done twice."""
    receipt: Mapped[int | None]
    """The number of the receipt that tells more of it, where one was given."""


class Flip(Base):
    """An undoing or redoing, which has no entry of its own, by its writer's own name for it."""

    __tablename__ = "tidybase_flip"

    operation: Mapped[str] = mapped_column(String(100), primary_key=True)
    entry_id: Mapped[int] = mapped_column(index=True)
    """The entry that was undone or redone; its name here goes with it."""


def people(look: Look) -> Sequence[str]:
    """Return the names of everybody who is in the history."""
    names = select(Entry.actor_name).where(Entry.state != FORGOTTEN).distinct()
    return look.session.scalars(names.order_by(Entry.actor_name)).all()


def steps_as_text() -> sa.ColumnElement[str]:
    """Return the steps of an entry as the JSON text that they are kept as."""
    return sa.cast(sa.type_coerce(Entry.steps, sa.Text), sa.Text)


def steps_say(*words: str) -> sa.ColumnElement[bool]:
    """Say whether the JSON text of an entry's steps has all these words in it, in this order."""
    return steps_as_text().like(f"%{'%'.join(words)}%")
