"""What each column of a sheet holds, found from every row of it, and the rows made fit for loading.

Works on whole columns of a few hundred cells, so that the checking is done by C code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Form, Recognised
from desktop_app.column_types.text import written
from desktop_app.domain.errors import Invalid
from desktop_app.domain.names import unique_names
from desktop_app.domain.sheet import ColumnPlan, Row, Sheet, SheetPlan, Value
from desktop_app.services.transfer.candidates import Candidates, filled_cells


def first_rows(sheet: Sheet, n: int = 20) -> list[Row]:
    """Return the first rows below the header, as they come from the file. Raises Invalid."""
    return list(islice((row for batch in sheet.batches() for row in batch), n))


def survey(sheet: Sheet, progress: Callable[[int], None] | None) -> SheetPlan:
    """Read every row and return what the sheet will become as a table. Raises Invalid.

    `progress` is told the number of rows so far after every few hundred, and may raise to stop.
    """
    columns: list[Candidates] = []
    done = 0
    for batch in sheet.batches():
        for place, cells in enumerate(zip(*batch, strict=True)):
            if place == len(columns):
                columns.append(Candidates())
            columns[place].feed(cells)
        done += len(batch)
        if progress:
            progress(done)
    width = max(len(columns), len(sheet.header))
    columns += [Candidates() for _ in range(width - len(columns))]
    wishes = [*sheet.header, *[""] * (width - len(sheet.header))]
    names = unique_names(wishes)
    plans = [column.plan(name) for name, column in zip(names, columns, strict=True)]
    return SheetPlan(plans, done)


def converted(sheet: Sheet, plan: SheetPlan) -> Iterator[list[tuple[Value, ...]]]:
    """Give all rows in batches, their cells turned into values of the planned types.

    Raises Invalid, naming the row and the column, at the first cell that does not fit; that can
    only be where a person chose another type than was found, or the file was changed meanwhile.
    """
    columns = [_Column(column) for column in plan.columns]
    done = 0
    for batch in sheet.batches():
        cells = list(zip(*batch, strict=True))
        if len(cells) > len(columns):
            raise Invalid("The file has changed since it was looked at. Please import it again.")
        cells += [(None,) * len(batch)] * (len(columns) - len(cells))
        values = [column.read(part, done) for column, part in zip(columns, cells, strict=True)]
        yield list(zip(*values, strict=True))
        done += len(batch)


class _Column:
    """Reads the cells of one column as planned."""

    def __init__(self, plan: ColumnPlan) -> None:
        self._plan = plan
        self._type: ColumnType = COLUMN_TYPES[plan.type]
        self._form: Form | None = None
        if isinstance(self._type, Recognised):
            self._form = self._type.form(plan.options)

    def read(self, cells: Sequence[Value], before: int) -> Sequence[Value]:
        """Return the values; empty cells become None. Raises Invalid."""
        filled = filled_cells(cells)
        if len(filled) == len(cells):
            return self._values(filled, cells, before)
        values = iter(self._values(filled, cells, before))
        return [None if cell is None or cell == "" else next(values) for cell in cells]

    def _values(
        self, filled: Sequence[Value], cells: Sequence[Value], before: int
    ) -> Sequence[Value]:
        if self._form:
            with suppress(ValueError):
                return self._form.read(filled)
        texts = [None if cell is None else written(cell) for cell in cells]
        return [self._parsed(text, row) for row, text in enumerate(texts, before + 1) if text]

    def _parsed(self, text: str, row: int) -> Value:
        try:
            return self._type.parse(text, self._plan.options)
        except Invalid as problem:
            raise Invalid(
                f"Row {row:,} of “{self._plan.name}” does not fit: {problem.message} "
                "Nothing was imported. You can keep this column as text.",
                field=self._plan.name,
            ) from problem
