"""A table as a writer gets it: its columns as they are shown, and what links it to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from desktop_app.column_types.base import InWorkbooks, Options, SeenOtherwise
from desktop_app.domain.sheet import Value
from desktop_app.engine import catalog, exporting, fields, links, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.exporting import Extract
from desktop_app.engine.work import Look
from desktop_app.formats.ahead import ahead
from desktop_app.formats.outgoing import (
    Between,
    CellForm,
    Measure,
    Misfit,
    OutColumn,
    Outgoing,
)


def shown_columns(table: Table, *, hidden: bool) -> Sequence[Column]:
    """Return the columns that go out."""
    return [each for each in table.columns if hidden or not each.options.get("hidden")]


def outgoing(look: Look, extract: Extract, among: frozenset[int] = frozenset()) -> Outgoing:
    """Return what is read as a writer gets it.

    Links to the tables `among` those that go out stay ids: as keys, or in a table between the two.
    """
    table = extract.table
    along = [column for column in extract.columns if _leads_to(column, among)]
    columns = [column for column in extract.columns if column.stored or column not in along]
    ids = frozenset(column.id for column in along if column.stored)
    reading = replace(extract, columns=columns, ids=ids)
    return Outgoing(
        table.name,
        [_column(look, table, column, ids) for column in columns],
        reading.batches,
        # SQLite puts the next rows together while Python writes the last ones.
        lambda how: ahead(reading.ready(how)),
        table.key,
        list(_between(look, extract, along)),
    )


def out_column(look: Look, table: Table, column: Column) -> OutColumn:
    """Return a column as writers see it; one that is worked out looks as what it shows."""
    if links.is_link(column):
        measure: Measure = "text" if column.stored else "list"
        return OutColumn(column.name, measure, _names, kind=column.type.label)
    found = fields.shown(look, table, column)
    kind, options = found.type, found.options
    code, scale = kind.workbook_form(options) if isinstance(kind, InWorkbooks) else ("General", 1)

    def text(cell: Value, write: Callable[[Value, Options], str] = kind.show) -> str:
        foreign = isinstance(cell, Misfit) or (kind.refers_to and isinstance(cell, str))
        return str(cell) if foreign else write(cell, options)

    seen = partial(text, write=kind.seen) if isinstance(kind, SeenOtherwise) else None
    form = CellForm(code, scale, options.get("currency") or "")
    measure = "text" if kind.refers_to else kind.compared_as
    again = kind.found_in(options) if column.stored else ()
    return OutColumn(
        column.name,
        measure,
        text,
        form,
        kind.align,
        kind=column.type.label,
        found_in=again,
        seen=seen,
    )


def _names(cell: Value) -> str:
    return ", ".join(cell) if isinstance(cell, list) else str(cell)


def _leads_to(column: Column, among: frozenset[int]) -> bool:
    return links.is_link(column) and column.options["table"] in among


def _column(look: Look, table: Table, column: Column, ids: frozenset[int]) -> OutColumn:
    if column.id not in ids:
        return out_column(look, table, column)
    # A cell that names no row there is kept as it was written, and then no key is promised.
    promised = not misfits.count(look, table, column.id)
    there = links.target(look, column).name if promised else None
    return OutColumn(column.name, "reference", str, refers_to=there)


def _between(look: Look, extract: Extract, along: Sequence[Column]) -> Iterator[Between]:
    called = {each.id: each.name for each in catalog.tables(look)}
    for column, junction in links.between(replace(extract.table, columns=along)):
        options = column.options
        tables = {options["near"]: extract.table.id, options["far"]: options["table"]}
        first, second = (each.name for each in junction.c)
        ends = ((first, called[tables[first]]), (second, called[tables[second]]))
        yield Between(junction.name, ends, partial(exporting.pairs, extract.store, junction))
