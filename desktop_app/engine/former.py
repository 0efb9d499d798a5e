"""What was kept of cells while their column was of another kind, read as the kind it has now.

A change that keeps values notes of which kinds its columns were. From one kind to the other a value
goes by the text that people saw, as it did when the column was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from sqlalchemy import select

from desktop_app.column_types.base import Options, SeenOtherwise
from desktop_app.column_types.unknown import UNKNOWN
from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import converting, images, misfits, rows, rules
from desktop_app.engine.catalog import Column, Table, kind_of
from desktop_app.engine.work import Look, Work

Kinds: TypeAlias = Sequence[Sequence[Any]]
"""Of each column its id, the name of its type, and the options by which its values are shown."""

_NOT_SHOWN = rules.RULES | {"choices", "hidden"}


def kinds(columns: Iterable[Column]) -> Kinds:
    """Return of which kinds columns are, to be noted beside their values."""
    return [
        [c.id, c.type.name, {name: c.options[name] for name in c.options.keys() - _NOT_SHOWN}]
        for c in columns
        if c.type is not UNKNOWN
    ]


def column(now: Column, noted: Kinds | None) -> Column:
    """Return a column as it was when that was noted, or as it is if it is still of that kind."""
    for number, name, options in noted or ():
        if number == now.id and name != now.type.name:
            return replace(now, type=kind_of(name), options=options)
    return now


def today(look: Look, now: Column, was: Column, held: Sequence[Held]) -> Sequence[Held]:
    """Return what lay in some cells of a column as it can hold it now."""
    if was.type is now.type:
        return held
    texts = {at: shown(was, each) for at, each in enumerate(held) if each is not None}
    if was.type.refers_to:
        places = [at for at in texts if not isinstance(held[at], Misfit)]
        ids = [each for each in held if not isinstance(each, Misfit) and each is not None]
        texts |= zip(places, converting.texts_of(look, was, ids), strict=True)
    read = {at: value for at, _, value in converting.read_all(look, was, now, list(texts.items()))}
    return [read.get(at) for at in range(len(held))]


def shown(column: Column, held: Held) -> str:
    """Return the text that stands for what lies in a cell, whatever kind the column has now."""
    return _written(column, held, column.type.show)


def seen(column: Column, held: Held) -> str:
    """Return what a person sees of it in the grid."""
    kind = column.type
    return _written(column, held, kind.seen if isinstance(kind, SeenOtherwise) else kind.show)


def _written(column: Column, held: Held, write: Callable[[Value, Options], str]) -> str:
    if held is None:
        return ""
    if isinstance(held, Misfit):
        return held.text
    try:
        return write(held, column.options)
    except (TypeError, ValueError, AttributeError, ArithmeticError):
        return str(held)


def bring_back(
    w: Work, table: Table, image: int, columns: Sequence[Column], noted: Kinds | None
) -> None:
    """Add the rows of an image again, with what lay in these columns."""
    same = [each for each in columns if column(each, noted) is each]
    images.bring_back(w, table, image, same)
    if len(same) < len(columns):
        # What did not fit stays with the image too, from which the rows may come back once more.
        misfits.copy_aside(w, table, image, images.ids(image), [each.id for each in columns])
    for each in columns:
        if each not in same:
            _read_again(w, table, image, each, column(each, noted))


def put(w: Work, table: Table, image: int, columns: Sequence[Column], noted: Kinds | None) -> None:
    """Give the cells of an image their values again; the rows must be there."""
    same = [each for each in columns if column(each, noted) is each]
    other = [each for each in columns if each not in same]
    images.put(w, table, image, same, emptied=other)
    for each in other:
        _read_again(w, table, image, each, column(each, noted))


def _read_again(w: Work, table: Table, image: int, now: Column, was: Column) -> None:
    """Fill a column with what an image has of it; what did not fit is in the table already."""
    everything = [replace(c, name=c.place, kept=False) for c in (*table.stored, *table.kept)]
    whole = replace(table, columns=everything, kept=())
    core = images.core(image, [was])
    number, last = core.c.row, 0
    some = select(core).order_by(number).limit(converting.BATCH)
    while found := w.connection.execute(some.where(number > last)).all():
        last = found[-1][0]
        odd = misfits.of_rows(w, table, [row for row, _ in found])
        texts = {row: Misfit(text) for (row, of), text in odd.items() if of == now.id}
        held = today(w, now, was, [texts.get(row, value) for row, value in found])
        cells = [(row, now.id, value) for (row, _), value in zip(found, held, strict=True)]
        rows.write(w, whole, cells)
