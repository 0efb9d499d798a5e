"""A table of every kind of column, on any database, and what a formula gives in one of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.sqlite_plain import PlainDay, PlainMoment, PlainNumber, PlainTruth
from desktop_app.formulas import Field, compiled, install, kind_of, parse, with_ids

_NUMBER = sa.Double().with_variant(PlainNumber(), "sqlite")
_DAY = sa.Date().with_variant(PlainDay(), "sqlite")
_MOMENT = sa.DateTime().with_variant(PlainMoment(), "sqlite")
_TRUTH = sa.Boolean().with_variant(PlainTruth(), "sqlite")

SHEET = sa.Table(
    "formula sheet",
    sa.MetaData(),
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False, quote=True),
    *(sa.Column(name, _NUMBER, quote=True) for name in ("n", "m", "no")),
    sa.Column("i", sa.BigInteger()),
    *(sa.Column(name, sa.Text(), quote=True) for name in ("s", "t", "nothing")),
    *(sa.Column(name, _DAY, quote=True) for name in ("d", "e", "nowhen")),
    sa.Column("w", _MOMENT),
    sa.Column("price", COLUMN_TYPES["money"].sql_type({})),
    *(sa.Column(name, COLUMN_TYPES["time"].sql_type({})) for name in ("c", "noc")),
    *(sa.Column(name, _TRUTH, quote=True) for name in ("b", "nob")),
    mysql_charset="utf8mb4",
    mariadb_charset="utf8mb4",
)
FIELDS = {
    number: Field(column.name, kind_of(column.type), column)
    for number, column in enumerate(SHEET.columns, start=10)
}
NAMES = {number: field.name for number, field in FIELDS.items()}


class Sheet:
    """The table, on one connection."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        name = connection.dialect.name
        mariadb = name == "mysql" and getattr(connection.dialect, "is_mariadb", False)
        self.dialect_name = "mariadb" if mariadb else name
        SHEET.create(connection)

    def fill(self, rows: list[Mapping[str, Any]]) -> None:
        """Put rows in, numbered from 0, in place of those that are there."""
        self.connection.execute(SHEET.delete())
        empty = dict.fromkeys(SHEET.columns.keys())
        rows = [{**empty, **row, "row": number} for number, row in enumerate(rows)]
        self.connection.execute(SHEET.insert(), rows)

    def ask(self, text: str, row: int = 0) -> tuple[Any, str | None]:
        """Return the value and why there is none, in one row."""
        result = compiled(parse(with_ids(text, NAMES)), FIELDS, self.dialect_name)
        why = sa.null() if result.why is None else result.why
        asked = sa.select(result.value, why).where(SHEET.c.row == row)
        return tuple(self.connection.execute(asked).one())  # type: ignore[return-value]


@contextmanager
def opened(address: str) -> Iterator[Sheet]:
    """Give the table on a database; it is gone afterwards."""
    engine = sa.create_engine(address)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda raw, _: install(raw))
    connection = engine.connect()
    try:
        yield Sheet(connection)
    finally:
        connection.rollback()
        SHEET.drop(connection, checkfirst=True)
        connection.commit()
        connection.close()
        engine.dispose()
