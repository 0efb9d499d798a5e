"""What each column of a sheet holds, found from every row of it, and the rows made fit for loading.

Works on whole columns of a few hundred cells, so that the checking is done by C code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import (
    Accustomed,
    Adjustable,
    Careful,
    ColumnType,
    Form,
    Options,
    Recognised,
    Signed,
    StoredOtherwise,
)
from desktop_app.column_types.text import written
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.names import former_names, unique_names
from desktop_app.domain.sheet import (
    ColumnPlan,
    Row,
    Sheet,
    SheetPlan,
    Value,
    keeps_values,
    number_codes,
)
from desktop_app.services.transfer.candidate import customs_of
from desktop_app.services.transfer.candidates import (
    Candidates,
    filled_cells,
    given_away,
)

_GLANCE = 5_000
"""Rows after which a glance is enough, if they leave nothing open."""

_REMEMBERED = 500
"""Texts of a column, about as many as a batch has rows."""

_WORDS = ("text", "list")
"""How kinds are compared whose values are words, of which a number may be one."""


def first_rows(sheet: Sheet, n: int = 20) -> list[Row]:
    """Return the first rows below the header, as they come from the file. Raises Invalid."""
    return list(islice((row for batch in sheet.batches() for row in batch), n))


def survey(sheet: Sheet, progress: Callable[[int], None] | None) -> SheetPlan:
    """Read every row and return what the sheet will become as a table. Raises Invalid.

    `progress` is told the number of rows so far after every few hundred, and may raise to stop.
    """
    looking = _Survey(sheet)
    for batch in sheet.batches():
        looking.feed(batch)
        if progress:
            progress(looking.rows)
    return looking.plan(sheet.header)


def glance(sheet: Sheet, progress: Callable[[int], None] | None = None) -> SheetPlan:
    """Return what the first rows promise; a `Reader` raises Surprise where others break it.

    Saves reading the file twice when nobody waits to see the plan. Where the first rows leave
    anything open or odd, every row is read, as `survey` does, and `progress` is told. Raises
    Invalid.
    """
    looking = _Survey(sheet)
    for batch in sheet.batches():
        looking.feed(batch)
        if looking.rows < _GLANCE:
            continue
        if looking.is_sure():
            break
        if progress:
            progress(looking.rows)
    return looking.plan(sheet.header)


def by_column(batch: Sequence[Row], width: int) -> list[Sequence[Value]]:
    """Turn rows into so many columns, filling up narrow ones. Raises Surprise for wider ones."""
    cells: list[Sequence[Value]] = list(zip(*batch, strict=True))
    if len(cells) > width:
        raise Surprise("A row has more cells than any before. Please import the file again.")
    return cells + [(None,) * len(batch)] * (width - len(cells))


class Surprise(Invalid):
    """A cell that the plan did not foresee."""


class _Survey:
    """The columns of a sheet, looked at row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = 0
        self._customs = sheet.reading.customs
        self._codes = number_codes(sheet)
        self._stored = keeps_values(sheet)
        self._columns: list[Candidates] = []

    def feed(self, batch: Sequence[Row]) -> None:
        """Look at more rows; they may be wider than those before."""
        for place, cells in enumerate(zip(*batch, strict=True)):
            if place == len(self._columns):
                self._columns.append(Candidates(self._customs, self._codes.get(place)))
            self._columns[place].feed(cells, self.rows)
        self.rows += len(batch)

    def is_sure(self) -> bool:
        """Say whether nothing is open or odd so far in any column."""
        return all(column.is_sure() for column in self._columns)

    def plan(self, header: Sequence[str]) -> SheetPlan:
        """Return what was found; columns that no row reached are text."""
        width = max(len(self._columns), len(header))
        columns = [*self._columns, *(Candidates() for _ in range(width - len(self._columns)))]
        headings = [*header, *[""] * (width - len(header))]
        names = unique_names(headings)
        found = [column.plan(name) for name, column in zip(names, columns, strict=True)]
        given = given_away(found)
        plans = [
            column.plan(plan.name, given) if plan.open in given else plan
            for plan, column in zip(found, columns, strict=True)
        ]
        known = zip(plans, former_names(headings), strict=True)
        return SheetPlan(
            [replace(plan, stored=self._stored, former=former) for plan, former in known], self.rows
        )


class Reader:
    """Reads the cells of one column as planned.

    `keep` is told the row and the text of each cell that does not fit the type a person chose.
    """

    def __init__(
        self,
        plan: ColumnPlan,
        places: Callable[[Sequence[int]], list[int]],
        keep: Callable[[int, str], None] | None = None,
    ) -> None:
        self._plan = plan
        self._places = places
        self._keep = keep
        kind = COLUMN_TYPES[plan.type]
        if not isinstance(kind, Recognised):
            raise Invalid(f"Columns of the kind “{kind.label}” cannot be imported.", "columns")
        self.type: ColumnType = kind
        self.form: Form = kind.form(plan.options)
        own = customs_of(self.form)
        self._has_comma = own.get("decimal") == "comma"
        self._as_written: Options | None = None
        """The options by which the file writes, if it does so by customs that are known."""
        if plan.chosen and plan.customs and isinstance(kind, Accustomed):
            self._as_written = kind.accustomed(plan.options, plan.customs)
            if not own.items() <= {**own, **plan.customs}.items():
                self.form = kind.form(self._as_written)
        settings = kind.settings if isinstance(kind, Adjustable) else ()
        self._plain = kind.form({name: plan.options.get(name) for name in settings})
        """That of values which were never written: numbers of a workbook, days."""
        self._stored_as = ""
        if plan.stored and isinstance(kind, StoredOtherwise):
            self._plain, self._stored_as = kind.as_stored(), kind.stored_as
        self.taken_for = ""
        """What plain numbers are taken for, in a sentence, where that is not plain."""
        self._careful = kind if isinstance(kind, Careful) else None
        self._unfit: set[str] = set()
        """The latest texts that do not fit; they are not read again."""

    def read(self, cells: Sequence[Value], before: int) -> Sequence[Value]:
        """Return the values; empty cells become None. Raises Invalid."""
        filled = filled_cells(cells)
        if not filled:
            return [None] * len(cells)
        blank = _blank_places(cells, filled) if len(filled) < len(cells) else ()
        whole = list(cells)
        for place in blank:
            whole[place] = filled[0]  # stands in, so that the column is still read in one go
        try:
            values = list(self.form.read(whole))
        except ValueError:
            return [self._one(cell, row) for row, cell in enumerate(cells, before + 1)]
        self._tell_of(whole, values)
        for place in blank:
            values[place] = None
        return values

    def read_text(self, cell: str, row: int) -> Value:
        """Return the value of one cell that is not empty. Raises Invalid."""
        return self.read([cell], row - 1)[0]

    def _one(self, cell: Value, row: int) -> Value:
        if cell is None or cell == "":
            return None
        if isinstance(cell, str) and cell in self._unfit and self._keep is not None:
            self._keep(row, cell)
            return None
        try:
            return self.form.read([cell])[0]
        except ValueError:
            if self._plan.chosen:
                return self._typed(cell, row) if isinstance(cell, str) else self._known(cell, row)
            reason = f"{quoted(written(cell))} is unlike the cells before it."
            raise self._surprise(row, reason) from None

    def _known(self, cell: Value, row: int) -> Value:
        """Read a value that was never written in any form. Raises Surprise."""
        try:
            value = self._plain.read([cell])[0]
        except ValueError:
            text = written(cell)
            if not _has_fraction(cell) or self.type.compared_as in _WORDS:
                return self._typed(text, row)
        else:
            self._tell_of([cell], [value])
            return value
        text = text.replace(".", ",") if self._has_comma else text
        return self._aside(text, row, f"{quoted(text)} has a fraction.")

    def _tell_of(self, cells: Sequence[Value], values: Sequence[Value]) -> None:
        """Say what the first of these plain numbers becomes."""
        if not self._stored_as or self.taken_for:
            return
        for cell, value in zip(cells, values, strict=True):
            if cell and type(cell) in (int, float):
                self._tell("Plain numbers", self._stored_as, written(cell), value)
                return

    def _tell(self, numbers: str, taken_as: str, text: str, value: Value) -> None:
        shown = self.type.show(value, self._plan.options)
        self.taken_for = (
            f"{numbers} in {quoted(self._plan.name)} are taken as {taken_as}: "
            f"{text} becomes {shown}."
        )

    def _typed(self, text: str, row: int) -> Value:
        """Read a cell as if a person had typed it, losing nothing of it. Raises Surprise."""
        try:
            value = self._meant(text)
        except Invalid as problem:
            self._remember(text)
            return self._aside(text, row, problem.message)
        kind = self.type
        if value and isinstance(kind, Signed) and kind.sign not in text and not self.taken_for:
            self._tell(f"Numbers without {kind.sign}", kind.without_sign, text, value)
        return value

    def _aside(self, text: str, row: int, reason: str) -> Value:
        if self._keep is None:
            raise self._surprise(row, reason)
        self._keep(row, text)
        return None

    def _meant(self, text: str) -> Value:
        options = self._as_written or self._plan.options
        value = self.type.parse(text, options)
        if self._careful is not None:
            self._careful.mind(text, options)
        return value

    def _remember(self, text: str) -> None:
        if len(self._unfit) >= _REMEMBERED:
            self._unfit.clear()
        self._unfit.add(text)

    def _surprise(self, row: int, reason: str) -> Surprise:
        place = self._places([row])[0]
        return Surprise(
            f"Row {place:,} of the file does not fit “{self._plan.name}”: {reason} "
            "Nothing was imported. You can keep this column as text.",
            field=self._plan.name,
        )


def _has_fraction(cell: Value) -> bool:
    return isinstance(cell, float) and not cell.is_integer()


def _blank_places(cells: Sequence[Value], filled: Sequence[Value]) -> list[int]:
    if 0 in filled:  # or False, which is the same to Python
        return [place for place, cell in enumerate(cells) if cell is None or cell == ""]
    return [place for place, cell in enumerate(cells) if not cell]
