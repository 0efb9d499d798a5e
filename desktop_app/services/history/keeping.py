"""How long history is kept, what it costs, and letting go of what a rule forgot."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Thread

from sqlalchemy.exc import SQLAlchemyError

from desktop_app.config import Config
from desktop_app.domain.errors import Problem
from desktop_app.engine import sizes, trimming
from desktop_app.engine.store import Store
from desktop_app.engine.trimming import Due, Rule
from desktop_app.engine.work import Work
from desktop_app.web.jobs import Job, Outcome

log = logging.getLogger("tidybase")


@dataclass(frozen=True)
class Cost:
    """Bytes: of the history, of the whole document, of room in the file that nothing needs."""

    history: int
    document: int
    free: int
    waiting: int
    """Forgotten entries for which something may still be kept."""


def cost(store: Store) -> Cost:
    """Return what the history takes up."""
    with store.look() as look:
        return Cost(
            sizes.history(look), sizes.document(look), sizes.free(look), trimming.waiting(look)
        )


def rule(store: Store) -> Rule:
    """Return the rule by which history is kept."""
    with store.look() as look:
        return trimming.rule(look)


def set_rule(w: Work, wanted: Rule) -> None:
    """Keep history by this rule from now on. Raises Invalid."""
    trimming.set_rule(w, wanted)


def due(store: Store, by: Rule) -> Due:
    """Return what a rule would forget now."""
    with store.look() as look:
        return trimming.due(look, by)


def tidy(store: Store, job: Job) -> Outcome:
    """Forget what the rule says and let go of all that was kept for it, also what takes long."""
    forgotten = trimming.apply_rule(store)
    trimming.tidy(store, large=True, seen=job.seen)
    if not forgotten:
        return Outcome("The history is tidy.")
    steps = "1 step" if forgotten == 1 else f"{forgotten:,} steps"
    return Outcome(f"{steps} forgotten. Make the file smaller to give the room back to the disk.")


def make_smaller(store: Store, _: Job) -> Outcome:
    """Write the file anew."""
    before = cost(store).document
    store.make_smaller()
    gained = max(0, before - cost(store).document)
    return Outcome(f"The file is {in_words(gained)} smaller now.")


def at_opening(store: Store, _: Config) -> None:
    """Do what the rule says beside everything else, once a document is open."""
    with store.look() as look:
        wanted = trimming.waiting(look) or trimming.rule(look) != Rule()
    if wanted and store.read_only is None:
        Thread(target=_quietly, args=(store,), name="tidy history", daemon=True).start()


def in_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    for unit, bytes_ in (("GB", 1 << 30), ("MB", 1 << 20)):
        if size >= bytes_:
            return f"{size / bytes_:.3g} {unit}"
    return f"{max(1, size >> 10)} kB" if size else "0 kB"


def _quietly(store: Store) -> None:
    try:
        trimming.apply_rule(store)
        trimming.tidy(store)
    except (Problem, SQLAlchemyError) as error:
        # The file was closed meanwhile, or somebody needs it: there is always a next time.
        log.info("history is tidied another time: %s", error)
