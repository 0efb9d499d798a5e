"""The record of a person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from desktop_app.engine import about
from desktop_app.engine.base import Base


class User(Base):
    """A person who works with this document. `username` and `email`: unique, never empty."""

    __tablename__ = "tidybase_user"
    needs_one = True
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)

    def __repr__(self) -> str:
        return f"<User {self.username!r}>"


@event.listens_for(User, "before_delete")
def _remember(_: Mapper[Any], connection: Connection, user: User) -> None:
    """Cells go on naming who was removed, however that came about."""
    about.note(connection, about.person(user.id), user.username)
