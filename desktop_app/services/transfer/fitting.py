"""How cells suit kinds that a person chose: the first as they will be shown, and all counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.text import Text, written
from desktop_app.domain.sheet import ColumnPlan, Row, SheetPlan, Value
from desktop_app.services.transfer.counting import misfits
from desktop_app.services.transfer.filling import SKIP
from desktop_app.services.transfer.fit_shapes import Fit
from desktop_app.services.transfer.loading import Source, is_small, load_misfits
from desktop_app.services.transfer.table_reader import TableReader, grown_options
from desktop_app.web.jobs import Job, Jobs, Outcome


def text(cell: Value) -> str:
    """Return a cell as it is written in the file."""
    return "" if cell is None else written(cell)


def as_shown(plan: ColumnPlan, cells: Sequence[Value]) -> tuple[list[str], list[int], str]:
    """Return cells as the planned kind shows them, and the rows, from 1 on, that do not fit it.

    Those are as they are written. With them comes what plain numbers are taken for, where that is
    not plain. Raises Invalid if no cells can be read as that kind.
    """
    misfits: dict[int, str] = {}
    reader = TableReader(plan, list, misfits.__setitem__)
    values = reader.read(cells, 0)
    options = grown_options(reader) or plan.options
    shown = [
        text(cell) if value is None else reader.type.show(value, options)
        for cell, value in zip(cells, values, strict=True)
    ]
    return shown, list(misfits), reader.taken_for


def cells_of(rows: Sequence[Row], place: int) -> list[Value]:
    """Return the cells of a column, of which short rows have none."""
    return [row[place] if place < len(row) else None for row in rows]


def first_rows(plan: SheetPlan, rows: Sequence[Row], misfits: Sequence[int | None]) -> list[Fit]:
    """Return how the columns of these rows suit their kinds, with what is known of all rows.

    Raises Invalid.
    """
    return [
        _fit(column, cells_of(rows, place), number)
        for place, (column, number) in enumerate(zip(plan.columns, misfits, strict=True))
    ]


def _fit(column: ColumnPlan, cells: Sequence[Value], misfits: int | None) -> Fit:
    if column.type == SKIP:
        return {"shown": list(map(text, cells)), "odd": [], "misfits": misfits, "note": ""}
    shown, odd, note = as_shown(replace(column, chosen=True), cells)
    return {"shown": shown, "odd": odd, "misfits": misfits, "note": note}


@dataclass
class Counting:
    """How many cells of a sheet do not fit kinds that a person chose; each is counted once."""

    _known: dict[tuple[int, str], int] = field(default_factory=dict)
    """By the place of the column and the kind."""
    _wanted: dict[int, ColumnPlan] = field(default_factory=dict)
    _job: Job | None = None
    _lock: Lock = field(default_factory=Lock)

    def known(self, plan: SheetPlan) -> list[int | None]:
        """Return, by column, the number that do not fit, as far as it is known."""
        return [
            self._known.get((place, column.type)) if _may_not_fit(column) else 0
            for place, column in enumerate(plan.columns)
        ]

    def is_going_on(self, source: Source, plan: SheetPlan, jobs: Jobs) -> bool:
        """Say whether more will be known; begin to count where that is not done yet."""
        missing = {
            place: plan.columns[place]
            for place, number in enumerate(self.known(plan))
            if number is None
        }
        with self._lock:
            if missing != self._wanted:
                self.stop()
                self._wanted = missing
                self._job = jobs.start(partial(self._count, source, missing)) if missing else None
            return self._job is not None and self._job.state == "running"

    def stop(self) -> None:
        """Stop counting; it goes on when it is asked for again."""
        if self._job is not None:
            self._job.cancel()
        self._wanted = {}

    def _count(self, source: Source, wanted: dict[int, ColumnPlan], job: Job) -> Outcome:
        if is_small(source.path):
            found = misfits(source.open(), wanted, job.seen)
        else:
            found = load_misfits(source, wanted, job.seen)
        for place, number in found.items():
            self._known[place, wanted[place].type] = number
        return Outcome(f"{job.done} rows")


def _may_not_fit(column: ColumnPlan) -> bool:
    """Say whether a person chose the kind, and it is one that not everything fits."""
    return column.chosen and not isinstance(COLUMN_TYPES[column.type], Text)
