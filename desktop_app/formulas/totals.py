"""Sums and averages of a column of numbers: exact for exact amounts, else to 15 digits."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from desktop_app.formulas import contexts
from desktop_app.formulas.dialects import SPEECHES
from desktop_app.formulas.kinds import SQL_TYPES, Kind, Measure

Expression = sa.ColumnElement[Any]

_AMOUNT = 4
"""Decimals of an exact amount."""


def total(column: Expression, dialect_name: str) -> Expression:
    """Return the sum of a column; whole numbers stay whole."""
    if _is_exact(column):
        return _of_amounts(column) if dialect_name == "sqlite" else sa.func.sum(column)
    if isinstance(column.type, sa.Integer):
        return sa.func.sum(column)
    return SPEECHES[dialect_name].short(sa.func.sum(column, type_=SQL_TYPES[Kind.NUMBER]))


def average(column: Expression, dialect_name: str) -> Expression:
    """Return the average of a column."""
    speech = SPEECHES[dialect_name]
    figure: Expression = sa.func.avg(column)
    if _is_exact(column) and dialect_name == "sqlite":
        figure = _of_amounts(column) / sa.func.nullif(sa.func.count(column), 0)
    return speech.short(speech.double(figure))


def written(number: Expression, measure: Measure | None, dialect_name: str) -> Expression:
    """Return the text of a number, as cells show it that are amounts of something."""
    speech = SPEECHES[dialect_name]
    return contexts.written(speech, speech.double(number), measure)


def _is_exact(column: Expression) -> bool:
    return isinstance(column.type, sa.Numeric) and column.type.asdecimal


def _of_amounts(column: Expression) -> Expression:
    """Return the sum of amounts in SQLite, which has no exact fractions: of whole numbers."""
    bare = sa.type_coerce(column, SQL_TYPES[Kind.NUMBER])
    whole = sa.cast(bare, sa.Integer())
    rest = sa.cast(sa.func.round((bare - whole) * 10**_AMOUNT), sa.Integer())
    # In two parts: a sum of whole numbers beyond 2^63 is an error to SQLite, a product is not.
    million = 10**6
    sums = sa.func.sum(whole // million) * million + sa.func.sum(whole % million)
    parts = sums + sa.func.sum(rest) / sa.literal_column(f"{10**_AMOUNT}.0")
    return sa.func.round(parts, _AMOUNT, type_=SQL_TYPES[Kind.NUMBER])
