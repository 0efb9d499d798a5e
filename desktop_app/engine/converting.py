"""Reading the values of one column as another kind: what fits, and what is kept as it was written.

What the database can read by itself takes one statement; the rest is read in batches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select, update

from desktop_app.column_types.base import ReadBySQLite, Recognised
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import misfits, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look, Work

BATCH = 500

SHOWN = 100
"""Examples of what does not fit."""


@dataclass(frozen=True)
class Rehearsal:
    """What would happen: how many cells hold something, how many fit, and some that do not."""

    filled: int
    fit: int
    odd: Sequence[tuple[int, str]]
    """Row id and text."""


def convert(w: Work, table: Table, source: Column, target: Column) -> None:
    """Fill `target` with what `source`, a kept column, holds; odd texts become misfits."""
    quick, into = _quickly(w, source, target), table.core.c[target.place]
    if quick is not None:
        fits, value = quick
        w.connection.execute(update(table.core).where(fits).values({into: value}))
    for batch in _batches(w, table, source, into.is_(None)):
        read = [(row, target.id, read_as(target, text)) for row, text in batch]
        rows.write(w, table, [cell for cell in read if cell[2] is not None])


def rehearse(look: Look, table: Table, source: Column, target: Column) -> Rehearsal:
    """Say what `convert` would do, and change nothing."""
    quick = _quickly(look, source, target)
    fit = 0
    if quick is not None:
        counted = select(func.count()).select_from(table.core).where(quick[0])
        fit = look.connection.scalar(counted) or 0
    filled = fit
    odd: list[tuple[int, str]] = []
    for batch in _batches(look, table, source, sa.true() if quick is None else sa.not_(quick[0])):
        read = [(row, text, read_as(target, text)) for row, text in batch]
        wrong = [(row, text) for row, text, held in read if isinstance(held, Misfit)]
        filled += sum(held is not None for _, _, held in read)
        fit += sum(held is not None for _, _, held in read) - len(wrong)
        odd += wrong[: SHOWN - len(odd)]
    return Rehearsal(filled, fit, odd)


def read_as(column: Column, text: str) -> Held:
    """Return what a text means in a column, or the text itself where it does not fit."""
    try:
        return column.type.parse(text, column.options)
    except Invalid:
        return Misfit(text)


def _quickly(
    look: Look, source: Column, target: Column
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[Any]] | None:
    """Return which rows SQLite reads by itself, and how; None where it cannot."""
    dialect, kind = look.connection.dialect, target.type
    if dialect.name != "sqlite" or source.type.compared_as != "text":
        return None
    form: object = kind.form(target.options) if isinstance(kind, Recognised) else None
    cell = dialect.identifier_preparer.quote_identifier(source.place)
    written = form.in_sqlite(cell) if isinstance(form, ReadBySQLite) else None
    if written is None:
        return None
    fits = sa.literal_column(f"({cell} <> '' AND {written[0]})", sa.Boolean)
    return fits.is_(sa.true()), sa.literal_column(written[1])


def _batches(
    look: Look, table: Table, source: Column, unread: sa.ColumnElement[bool]
) -> Iterator[list[tuple[int, str]]]:
    """Give the row ids and texts of all cells that hold something and were not read yet."""
    key, value = table.row_id, table.core.c[source.place]
    odd = misfits.rows_with(table, source.id)
    wanted = sa.or_(value.is_not(None), key.in_(odd)) & unread
    last: int | None = None
    while True:
        more = select(key, value).where(wanted).order_by(key).limit(BATCH)
        found = look.connection.execute(more if last is None else more.where(key > last)).all()
        if not found:
            return
        last = int(found[-1][0])
        texts = misfits.of_rows(look, table, [row for row, _ in found])
        yield [
            (row, texts.get((row, source.id)) or source.type.show(each, source.options))
            for row, each in found
        ]
