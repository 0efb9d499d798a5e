"""Small facts about a document, kept in it by name."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop_app.engine.base import Base

VERSION = "version"
"""Of our tables, where the database has no header of its own to keep it in."""

ROWS = "rows"
"""A mark that is new whenever rows came or went: what was counted under another is out of date."""


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


def note_rows_changed(connection: Connection) -> None:
    """Say, to every process that works on this document, that rows came or went."""
    note(connection, ROWS, secrets.token_hex(8))
