"""Small facts about a document, kept in it by name.

`revision` counts the works that changed something. A mark is the revision at which a thing last
changed: with the same mark, whatever a process remembers of that thing still holds.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from sqlalchemy import Connection, String, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.engine.base import Base

VERSION = "version"
"""Of our tables, where the database has no header of its own to keep it in."""

REVISION = "revision"

STRUCTURE = "structure"
"""The mark of which tables and columns there are."""

UNDONE = "undone"
"""The mark of what was undone, by anybody."""


class About(Base):
    """A fact."""

    __tablename__ = "tidybase_about"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


_REVISION = select(About.value).where(About.name == REVISION)
_REVISION_TO_CHANGE = _REVISION.with_for_update()
_FACTS = select(About.name, About.value)
_NOTE = update(About).where(About.name == bindparam("fact")).values(value=bindparam("mark"))


def rows_of(table: int) -> str:
    """Return the name of the mark of which rows a table has."""
    return f"rows of {table}"


def cells_of(table: int) -> str:
    """Return the name of the mark of what stands in a table, rows and cells."""
    return f"cells of {table}"


def person(number: int | str) -> str:
    """Return the name of the fact that tells what a person was called who was removed."""
    return f"person {number}"


def fact(connection: Connection, name: str) -> str | None:
    """Return a fact, None if it is not known."""
    return connection.scalar(select(About.value).where(About.name == name))


def facts(connection: Connection) -> dict[str, str]:
    """Return every fact by its name."""
    found = connection.execute(_FACTS)
    return {name: value for name, value in found}  # noqa: C416 - rows are no pairs to mypy


def note(connection: Connection, name: str, value: str) -> None:
    """Keep a fact."""
    changed = connection.execute(update(About).where(About.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(About).values(name=name, value=value))


def revision(connection: Connection) -> int:
    """Return how many works have changed this document."""
    return int(connection.scalar(_REVISION) or 0)


def revision_to_change(connection: Connection) -> int:
    """Return the revision, and keep other processes from changing the document meanwhile."""
    return int(connection.scalar(_REVISION_TO_CHANGE) or 0)


def advance(
    connection: Connection, revision: int, changed: Iterable[str], known: Container[str]
) -> None:
    """Begin a revision, in which the things of these marks changed; `known` facts are there."""
    names = {REVISION, *changed}
    noted = [{"fact": name, "mark": str(revision)} for name in names if name in known]
    if noted:
        connection.execute(_NOTE, noted)
    new = [{"name": name, "value": str(revision)} for name in names if name not in known]
    if new:
        connection.execute(insert(About), new)
