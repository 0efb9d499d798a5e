"""The base of our own ORM models: everything Tidybase adds to a document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase

OURS = "tidybase"
"""The schema our models name; each back-end says by `schema_translate_map` where that really is."""

ROW_ID = BigInteger().with_variant(Integer(), "sqlite")
"""The type of what numbers the rows of people's tables. SQLite counts by itself only in INTEGER."""


class Base(DeclarativeBase):
    """A model of ours; its table's name begins with `tidybase_`."""

    needs_one: ClassVar[bool] = False
    """Whether the last record of it must stay."""

    metadata = MetaData(
        schema=OURS,
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )


def now() -> datetime:
    """Return the time, UTC, without a zone: as every time of ours is stored."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
