"""Taking back and doing again, for one person."""

from __future__ import annotations

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import AlreadyDone, Conflict, NotFound, NothingToUndo
from desktop_app.engine import journal
from desktop_app.engine.journal import Flipped, Offer
from desktop_app.engine.store import Store


def undo(store: Store, actor: Actor, operation: str | None = None) -> tuple[Flipped, Offer]:
    """Take back the person's latest change; return it and what comes next.

    Raises NothingToUndo; Conflict or NotFound when the change was overtaken by another's. That
    change is then passed over, so that the next undo goes on with the one before it.
    """
    try:
        with store.work(actor, operation) as w:
            return journal.undo(w), journal.offer(w, actor.id)
    except (NothingToUndo, AlreadyDone):
        raise
    except (Conflict, NotFound):
        with store.work(actor) as w:
            journal.pass_over(w)
        raise


def redo(store: Store, actor: Actor, operation: str | None = None) -> tuple[Flipped, Offer]:
    """Do again what the person undid last. Raises NothingToUndo, Conflict, NotFound."""
    with store.work(actor, operation) as w:
        return journal.redo(w), journal.offer(w, actor.id)
