"""Files that no cell and no history needs any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy import delete, select

from desktop_app.config import Config
from desktop_app.engine.base import now
from desktop_app.engine.entries import Entry, steps_as_text
from desktop_app.engine.rows import CHUNK, chunks
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work
from desktop_app.services.files.models import File, Piece

GRACE = timedelta(days=1)
"""For so long a file is left alone that was handed over and has yet to be put into a cell."""

_HOLDING = (sa.Integer, sa.types.NullType)
"""Types that a column of ids may have in the database."""

_NUMBER = re.compile(r"\d{10}", re.ASCII)


def unused(look: Look) -> Sequence[int]:
    """Return the ids of files that nothing names: no cell, nothing kept aside, no history."""
    old = select(File.id).where(File.at < now() - GRACE)
    found = set(look.connection.scalars(old))
    for column in _columns(look) if found else ():
        for some in chunks(sorted(found), CHUNK):
            named = select(column).where(column.in_(some)).distinct()
            found.difference_update(look.connection.scalars(named))
    if found:
        for steps in look.connection.scalars(select(steps_as_text()).select_from(Entry)):
            # An id is unlike any other number, so that finding it in a text is finding it.
            found.difference_update(int(number) for number in _NUMBER.findall(steps or ""))
    return sorted(found)


def let_go(w: Work) -> int:
    """Let go of every unused file for good; return how many. Only after history was trimmed."""
    gone = unused(w)
    for some in chunks(gone, CHUNK):
        w.connection.execute(delete(File).where(File.id.in_(some)))
    if gone:
        w.connection.execute(delete(Piece).where(Piece.sha256.not_in(select(File.sha256))))
    return len(gone)


def follow_history(store: Store, _: Config) -> None:
    """Let go of unused files from now on, whenever some history was forgotten."""
    store.releases.append(let_go)


def _columns(look: Look) -> Iterable[sa.ColumnElement[int]]:
    """Give every column that could hold ids: of people's tables, and of what is kept aside."""
    there = sa.inspect(look.connection)
    for name in there.get_table_names():
        if name.startswith("tidybase_") and not name.startswith("tidybase_kept_"):
            continue
        # What is kept aside has no types in SQLite.
        whole = [c["name"] for c in there.get_columns(name) if isinstance(c["type"], _HOLDING)]
        core = sa.table(
            sa.quoted_name(name, quote=True),
            *(sa.column(sa.quoted_name(each, quote=True), sa.Integer()) for each in whole),
        )
        yield from core.c
