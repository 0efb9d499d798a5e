"""Forgetting: history is kept for ever unless a person set a rule, and then as the rule says.

Entries are forgotten at once, by one statement. What was kept for them (rows, columns, whole
tables) is let go of afterwards, in small works between which others can write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import delete, func, select, update

from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import Invalid
from desktop_app.engine import about, catalog, images, sizes
from desktop_app.engine.base import now
from desktop_app.engine.changes.columns import RestoreColumn
from desktop_app.engine.changes.kinds import SwapKind
from desktop_app.engine.changes.tables import RestoreTable
from desktop_app.engine.entries import (
    DROPPED,
    FORGOTTEN,
    TIDIED,
    UNDONE,
    Entry,
    Flip,
    steps_as_text,
    steps_say,
)
from desktop_app.engine.journal import steps_of
from desktop_app.engine.work import Change, Look, Work

if TYPE_CHECKING:
    from desktop_app.engine.store import Store

ALWAYS = 100
"""The latest entries, which no rule forgets."""

AT_ONCE = 50
"""Entries that one work lets go of."""

MANY = 20_000
"""Kept rows that one work lets go of."""

LARGE = 50_000
"""Rows of a table from which on removing a column of it takes long; only a person asks for it."""

DAYS, BYTES = "history days", "history bytes"
"""The facts that are the rule."""


@dataclass(frozen=True)
class Rule:
    """How long, and up to how many bytes, history is kept; None: without end."""

    days: int | None = None
    bytes: int | None = None


@dataclass(frozen=True)
class Due:
    """What a rule would forget: how many entries, up to which one, and when that was."""

    entries: int = 0
    last: int = 0
    until: datetime | None = None


def rule(look: Look) -> Rule:
    """Return the rule a person set, or the one without end."""
    return Rule(*(_number(about.fact(look.connection, name)) for name in (DAYS, BYTES)))


def set_rule(w: Work, wanted: Rule) -> None:
    """Keep history by this rule from now on; nothing is forgotten yet. Raises Invalid."""
    for name, value in ((DAYS, wanted.days), (BYTES, wanted.bytes)):
        if value is not None and value < 1:
            raise Invalid("Choose at least 1, or keep everything.", field=name.partition(" ")[2])
        about.note(w.connection, name, "" if value is None else str(value))


def due(look: Look, by: Rule) -> Due:
    """Return what a rule would forget now."""
    last = max(_too_old(look, by.days), _too_large(look, by.bytes))
    newest = select(Entry.id).where(_seen()).order_by(Entry.id.desc()).offset(ALWAYS).limit(1)
    last = min(last, look.connection.scalar(newest) or 0)
    which = select(func.count(), func.max(Entry.at)).where(_forgettable(look, last))
    number, until = look.connection.execute(which).one()
    return Due(number, last, until) if number else Due()


def forget(w: Work, last: int) -> int:
    """Forget every change up to that one for good; return how many.

    One that a later change put back stays, since undoing that change needs it.
    """
    going = _forgettable(w, last)
    undone = select(Entry.actor_id).where(going, Entry.state == UNDONE).distinct()
    # Who undid something that is gone cannot do again what came after it.
    for actor in list(w.connection.scalars(undone)):
        mine = Entry.actor_id.is_not_distinct_from(actor) & (Entry.state == UNDONE)
        w.session.execute(update(Entry).where(mine, Entry.id > last).values(state=DROPPED))
    done = w.session.execute(update(Entry).where(going).values(state=FORGOTTEN))
    number: int = getattr(done, "rowcount")  # noqa: B009 - of an UPDATE, but no type says so
    return number


def waiting(look: Look) -> int:
    """Return how many entries there are for which something may still be kept in vain."""
    mine = select(func.count()).where(Entry.state.in_([FORGOTTEN, DROPPED]))
    return look.connection.scalar(mine) or 0


def let_go(w: Work, after: int = 0, *, large: bool = False) -> int | None:
    """Let go of what is kept for some forgotten entries behind that one; return where to go on.

    None when that was all. What would take long is only done if `large`.
    """
    gone = Entry.state.in_([FORGOTTEN, DROPPED])
    some = select(Entry).where(gone, Entry.id > after).order_by(Entry.id).limit(AT_ONCE)
    entries = w.session.scalars(some).all()
    for entry in entries:
        steps = steps_of(entry)
        if not large and any(_is_large(w, step) for step in steps):
            continue
        if _emptied_some(w, steps):
            return entry.id - 1
        for step in steps:
            release = getattr(step, "forget", None)
            if release is not None:
                release(w)
        _strike(w, entry)
    w.session.flush()
    return entries[-1].id if len(entries) == AT_ONCE else None


def tidy(
    store: Store, *, large: bool = False, seen: Callable[[int], None] = lambda _: None
) -> None:
    """Let go of everything that is kept in vain, a little at a time; `seen` hears how many works.

    It may raise to stop between two of them. Raises DocumentProblem.
    """
    place: int | None = 0
    works = 0
    while place is not None:
        with store.work(NOBODY) as w:
            place = let_go(w, place, large=large)
        works += 1
        seen(works)
    for release in store.releases:
        with store.work(NOBODY) as w:
            release(w)


def apply_rule(store: Store) -> int:
    """Forget what the person's rule says; return how many entries. Raises DocumentProblem."""
    with store.look() as look:
        found = due(look, rule(look))
    if not found.entries:
        return 0
    with store.work(NOBODY) as w:
        return forget(w, found.last)


def weights(look: Look) -> Iterator[tuple[int, int]]:
    """Give the id and the bytes of every entry, with what is kept for it, newest first."""
    length, holds = func.length(steps_as_text()), steps_say('"image": ')
    for mark in ("restore_table", "restore_column", "restore_link", "remove_link", "swap_kind"):
        holds |= steps_say(f'"{mark}"')
    text = sa.case((holds, steps_as_text()), else_="")
    found = look.connection.execute(
        select(Entry.id, length, text).where(_seen()).order_by(Entry.id.desc())
    ).all()
    kept, asides = sizes.kept(look), images.asides(look)
    for number, own, steps in found:
        yield number, own + sum(kept.get(name, 0) for name in _names(steps, asides))


def _names(steps: str, asides: Mapping[int, int]) -> Iterable[str]:
    """Return the names, in the database, of what the JSON text of some steps holds on to.

    `asides` are the images of removed columns of links.
    """
    for pattern, name in _HELD:
        for found in re.finditer(pattern, steps):
            yield name.format(*found.groups())
    held = [asides.get(int(column), 0) for column in re.findall(_LINK, steps)]
    for listed in re.findall(_RESTS, steps):
        held += map(int, listed.split(", "))
    yield from map("tidybase_kept_rows_{}".format, held)


_HELD = (
    (r'"image": (\d+)', "tidybase_kept_rows_{}"),
    (r'"were": \[(\d+),', "tidybase_kept_rows_{}"),
    (r'"restore_table", "table": (\d+)', "tidybase_kept_{}"),
    (r'"restore_column", "table": (\d+), "column": (\d+)', "{}.tidybase_kept_{}"),
    (r'"swap_kind", "table": (\d+), "column": \d+, "aside": (\d+)', "{}.tidybase_kept_{}"),
)
_LINK = r'"restore_link", "table": \d+, "column": (\d+)'
_RESTS = r'"rests": \[(\d[\d, ]*)\]'


def _seen() -> sa.ColumnElement[bool]:
    return Entry.state != FORGOTTEN


def _too_old(look: Look, days: int | None) -> int:
    if days is None:
        return 0
    # A clock that was wrong for once makes nothing old: only what lies before all that is young is.
    since = now() - timedelta(days=days)
    young = look.connection.scalar(select(func.min(Entry.id)).where(Entry.at >= since, _seen()))
    old = select(func.max(Entry.id)).where(_seen())
    return look.connection.scalar(old if young is None else old.where(Entry.id < young)) or 0


def _too_large(look: Look, most: int | None) -> int:
    if most is None:
        return 0
    total = 0
    for number, weight in weights(look):
        total += weight
        if total > most:
            return number
    return 0


def _forgettable(look: Look, last: int) -> sa.ColumnElement[bool]:
    mine = (Entry.id <= last) & _seen()
    needed = _needed(look, last)
    return mine & Entry.id.not_in(needed) if needed else mine


def _needed(look: Look, last: int) -> list[int]:
    """Return the entries up to that one which later ones put back, directly or in a chain."""
    putting = select(Entry.id, steps_as_text()).where(steps_say('"put_back", "entry": '), _seen())
    found: set[int] = set()
    for entry, steps in look.connection.execute(putting.order_by(Entry.id.desc())):
        if entry > last or entry in found:
            found.update(int(each) for each in re.findall(r'"put_back", "entry": (\d+)', steps))
    return sorted(each for each in found if each <= last)


def _is_large(w: Work, step: Change[Any]) -> bool:
    if isinstance(step, RestoreTable):
        return sizes.about_rows(w, catalog.kept_table_name(step.table)) > LARGE
    if not isinstance(step, RestoreColumn | SwapKind):
        return False
    there = [table for table in catalog.tables(w) if table.id == step.table]
    return any(sizes.about_rows(w, table.name) > LARGE for table in there)


def _emptied_some(w: Work, steps: Sequence[Change[Any]]) -> bool:
    """Take some rows out of an image that is too large to go at once; say whether there was one."""
    for step in steps:
        image = getattr(step, "image", None)
        if image is None or not hasattr(step, "forget") or images.size(w, image) <= MANY:
            continue
        kept = images.core(image, ())
        some = select(kept.c.row).order_by(kept.c.row).limit(1).offset(MANY - 1)
        end = w.connection.scalar(some)
        if end is not None:
            w.connection.execute(delete(kept).where(kept.c.row <= end))
            w.session.get_one(images.ImageRecord, image).rows -= MANY
            return True
    return False


def _strike(w: Work, entry: Entry) -> None:
    if entry.state == FORGOTTEN:
        w.session.execute(delete(Flip).where(Flip.entry_id == entry.id))
        w.session.delete(entry)
    else:
        entry.state, entry.steps = TIDIED, []


def _number(text: str | None) -> int | None:
    return int(text) if text else None
