"""Small facts about a document, kept in it by name."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop_app.engine.base import Base

VERSION = "version"
"""Of our tables, where the database has no header of its own to keep it in."""

_ROWS = "rows of "
"""Before a table's id: a mark that is new whenever rows of it came or went."""


class About(Base):
    """A fact."""

    __tablename__ = "tidybase_about"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


def fact(connection: Connection, name: str) -> str | None:
    """Return a fact, None if it is not known."""
    return connection.scalar(select(About.value).where(About.name == name))


def note(connection: Connection, name: str, value: str) -> None:
    """Keep a fact."""
    with Session(connection) as session:
        session.merge(About(name=name, value=value))
        session.flush()


def rows_marks(connection: Connection) -> dict[int, str]:
    """Return, by table, the mark under which its rows may be counted once for all."""
    marks = select(About.name, About.value).where(About.name.startswith(_ROWS))
    return {int(name.removeprefix(_ROWS)): value for name, value in connection.execute(marks)}


def note_rows_changed(connection: Connection, table: int) -> str:
    """Say, to every process that works on this document, that rows came or went."""
    mark = secrets.token_hex(8)
    note(connection, f"{_ROWS}{table}", mark)
    return mark
