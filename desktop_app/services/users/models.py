"""The record of a person."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

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
