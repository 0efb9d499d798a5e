"""Reading the values of one column as another kind: what fits, and what is kept as it was written.

What the database can read by itself takes one statement; the rest is read in batches. What is an
id in a cell is read as the name it stands for, and a name becomes the id of who is called so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func, select, update

from desktop_app.column_types.base import (
    Careful,
    ColumnType,
    Form,
    Gathers,
    Options,
    ReadBySQLite,
    Recognised,
    ShownBySQLite,
)
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import labels, misfits, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look, Work

BATCH = 500

SAMPLE = 50
"""Cells from which the forms are found that a column may be written in."""

MOST_GATHERED = 200
"""Different texts up to which a list of them is worth having."""

NEARLY_ALL = 0.9
"""The share of cells in a form that makes it the column's; the others may be slips."""

SHOWN = 100
"""Examples of what does not fit."""


@dataclass(frozen=True)
class Rehearsal:
    """What would happen: how many cells hold something, how many fit, and some that do not."""

    filled: int
    fit: int
    odd: Sequence[tuple[int, str]]
    """Row id and text."""


def unseen(rows: int) -> None:
    """Nobody wants to know how far it is."""


def convert(
    w: Work,
    table: Table,
    source: Column,
    target: Column,
    *,
    seen: Callable[[int], None] = unseen,
) -> None:
    """Fill `target` with what `source`, a kept column, holds; odd texts become misfits.

    `seen` is told after every batch how many rows were read, and may raise to stop everything.
    """
    done = 0
    quick, into = _quickly(w, source, target), table.core.c[target.place]
    if quick is not None:
        fits, value = quick
        seen(done)
        done = w.connection.execute(update(table.core).where(fits).values({into: value})).rowcount
    for batch in batches(w, table, source, into.is_(None)):
        read = [(row, target.id, held) for row, _, held in read_all(w, source, target, batch)]
        rows.write(w, table, [cell for cell in read if cell[2] is not None])
        done += len(batch)
        seen(done)


def rehearse(look: Look, table: Table, source: Column, target: Column) -> Rehearsal:
    """Say what `convert` would do, and change nothing."""
    quick = _quickly(look, source, target)
    fit = 0
    if quick is not None:
        counted = select(func.count()).select_from(table.core).where(quick[0])
        fit = look.connection.scalar(counted) or 0
    filled = fit
    odd: list[tuple[int, str]] = []
    for batch in batches(look, table, source, sa.true() if quick is None else sa.not_(quick[0])):
        read = read_all(look, source, target, batch)
        wrong = [(row, text) for row, text, held in read if isinstance(held, Misfit)]
        filled += sum(held is not None for _, _, held in read)
        fit += sum(held is not None for _, _, held in read) - len(wrong)
        odd += wrong[: SHOWN - len(odd)]
    return Rehearsal(filled, fit, odd)


def proposed(look: Look, table: Table, source: Column, kind: ColumnType) -> Options:
    """Return the options that suit what a column holds, if it becomes one of that kind.

    They are the list of all there is, or the one form that it is all written in; nothing where
    that is not beyond doubt.
    """
    if isinstance(kind, Gathers):
        texts = _different(look, table, source)
        return kind.gather(texts) if len(texts) <= MOST_GATHERED else {}
    if not isinstance(kind, Recognised) or source.type.compared_as != "text":
        return {}
    batch = next(batches(look, table, source, sa.true()), [])
    sample = [text for _, text in batch[:SAMPLE]]
    fitting = [form for form in kind.forms(sample) if _suits(form, sample)]
    return fitting[0].options if fitting and not kind.doubt(fitting) else {}


def filled(look: Look, table: Table, column: Column) -> int:
    """Return how many cells of a column hold a value."""
    held = table.core.c[column.place].is_not(None)
    counted = select(func.count()).select_from(table.core).where(held)
    return look.connection.scalar(counted) or 0


def read_all(
    look: Look, source: Column, target: Column, batch: Sequence[tuple[int, str]]
) -> list[tuple[int, str, Held]]:
    """Return row ids and texts of a column with what these mean in another, or what does not fit.

    Of a text that somebody wrote nothing may get lost: the zeros of 007, which currency it is.
    """
    if not target.type.refers_to:
        written = source.type.compared_as == "text"
        careful = target.type if written and isinstance(target.type, Careful) else None
        return [(row, text, _read(target, text, careful)) for row, text in batch]
    ids = labels.called_exactly(look, target, {text for _, text in batch})
    return [(row, text, ids.get(text, Misfit(text)) if text else None) for row, text in batch]


def texts_of(look: Look, column: Column, values: Sequence[Value]) -> list[str]:
    """Return what stands in cells as a person reads it: of ids the names."""
    show = column.type.show
    if not column.type.refers_to:
        return [show(each, column.options) for each in values]
    called = labels.names(look, column, values)
    return [called[each].label if each in called else show(each, {}) for each in values]


def batches(
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
        odd_texts = misfits.of_rows(look, table, [row for row, _ in found])
        shown = texts_of(look, source, [each for _, each in found])
        yield [
            (row, odd_texts.get((row, source.id)) or text)
            for (row, _), text in zip(found, shown, strict=True)
        ]


def _read(column: Column, text: str, careful: Careful | None) -> Held:
    try:
        if careful is not None and text:
            careful.mind(text, column.options)
        return column.type.parse(text, column.options)
    except Invalid:
        return Misfit(text)


def _suits(form: Form, sample: Sequence[str]) -> bool:
    return sum(form.fits([text]) for text in sample) >= NEARLY_ALL * len(sample)


def _quickly(
    look: Look, source: Column, target: Column
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[Any]] | None:
    """Return which rows SQLite reads by itself, and how; None where it cannot."""
    dialect, kind = look.connection.dialect, target.type
    if dialect.name != "sqlite":
        return None
    text = _text_in_sqlite(source, dialect.identifier_preparer.quote_identifier(source.place))
    form: object = kind.form(target.options) if isinstance(kind, Recognised) else None
    written = form.in_sqlite(text[1]) if text and isinstance(form, ReadBySQLite) else None
    if text is None or written is None:
        return None
    fits = sa.literal_column(f"({text[0]} AND {written[0]})", sa.Boolean)
    return fits.is_(sa.true()), sa.literal_column(written[1])


def _text_in_sqlite(source: Column, cell: str) -> tuple[str, str] | None:
    """Return which cells SQLite can show as text by itself, and how; None where it cannot."""
    if source.type.compared_as == "text":
        return f"{cell} <> ''", cell
    if not isinstance(source.type, ShownBySQLite):
        return None
    shown = source.type.shown_in_sqlite(cell, source.options)
    if shown is None:
        return None
    return f"({cell} IS NOT NULL AND {shown[0]})", f"CAST({shown[1]} AS TEXT)"


def _different(look: Look, table: Table, source: Column) -> list[str]:
    """Return the different texts in a column in the order of letters, or some if they are many."""
    value = table.core.c[source.place]
    wanted = select(value).where(value.is_not(None)).distinct().limit(MOST_GATHERED + 1)
    texts = set(texts_of(look, source, look.connection.scalars(wanted).all()))
    texts |= set(misfits.texts(look, table, source.id, MOST_GATHERED + 1))
    return in_order(filter(None, map(str.strip, texts)))


def in_order(texts: Iterable[str]) -> list[str]:
    """Return texts in the order of letters, capitals or not."""
    return sorted(texts, key=lambda text: (text.casefold(), text))
