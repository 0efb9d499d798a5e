"""Looking at a file before it is imported: the first rows at once, the kinds once all were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.text import written
from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, Invalid
from desktop_app.domain.sheet import ColumnPlan, Row, Sheet, SheetPlan
from desktop_app.formats import format_for
from desktop_app.services.transfer import survey
from desktop_app.services.transfer.filling import SKIP
from desktop_app.services.transfer.service import title_for
from desktop_app.services.transfer.shapes import ColumnFound, ColumnWish, Previewed
from desktop_app.web.jobs import Job, Jobs, Outcome
from desktop_app.web.uploads import Upload

SHOWN = 20
"""Rows of a preview."""


@dataclass
class Preview:
    """One sheet of one upload, as far as it has been looked at."""

    upload: Upload
    sheets: Sequence[str]
    sheet: Sheet
    table: str
    rows: Sequence[Row]
    plan: SheetPlan
    ready: bool = False
    seen: int = 0
    job: Job | None = None

    def look(self, job: Job) -> Outcome:
        """Read every row and work out the kinds of the columns."""
        self.plan = survey.survey(self.sheet, self._count(job))
        self.ready = True
        return Outcome(f"{self.plan.rows} rows")

    def as_json(self) -> Previewed:
        """Return what the import page shows. Raises what the reading met."""
        if self.job is not None and self.job.problem is not None:
            raise self.job.problem
        return {
            "name": self.upload.name,
            "sheets": list(self.sheets),
            "sheet": self.sheet.name,
            "table": self.table,
            "columns": [_column(column) for column in self.plan.columns],
            "rows": [["" if cell is None else written(cell) for cell in row] for row in self.rows],
            "seen": self.plan.rows if self.ready else self.seen,
            "total": self.plan.rows if self.ready else None,
            "state": "ready" if self.ready else "looking",
            "notes": list(self.sheet.notes),
        }

    def planned(self, wishes: Sequence[ColumnWish] | None) -> SheetPlan:
        """Return the plan with what a person changed in it. Raises Invalid, Conflict."""
        if not self.ready:
            raise Conflict(f"{self.upload.name} is still being read. Wait until that is done.")
        if wishes is None:
            return self.plan
        if len(wishes) != len(self.plan.columns):
            raise Invalid("Each column needs a name and a kind.", field="columns")
        columns = [_wished(*pair) for pair in zip(self.plan.columns, wishes, strict=True)]
        kept = [column.name for column in columns if column.type != SKIP]
        for place, name in enumerate(kept):
            names.checked(name, kept[:place], "columns")
        return SheetPlan(columns, self.plan.rows)

    def _count(self, job: Job) -> Any:
        def seen(done: int) -> None:
            self.seen = done
            job.seen(done)

        return seen


@dataclass
class Previews:
    """The previews of one app, by upload and sheet."""

    _previews: dict[tuple[str, str], Preview] = field(default_factory=dict)
    _importing: dict[str, Job] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, upload: Upload, sheet: str | None, jobs: Jobs) -> Preview:
        """Return the preview of a sheet (the first unless named); begin to look if it is new."""
        with self._lock:
            kind = format_for(upload.path, upload.name)
            sheets = kind.sheets(upload.path, upload.name)
            wanted = sheet or sheets[0]
            if wanted not in sheets:
                raise Invalid(f"There is no sheet “{wanted}” in {upload.name}.", field="sheet")
            if (upload.token, wanted) not in self._previews:
                preview = _begin(upload, sheets, kind.open(upload.path, wanted))
                self._previews[upload.token, wanted] = preview
                preview.job = jobs.start(preview.look)
            return self._previews[upload.token, wanted]

    def begin(
        self, token: str, jobs: Jobs, deed: Callable[[Job], Outcome], total: int | None = None
    ) -> Job:
        """Start the import of an upload, once: a second click gets the job of the first."""
        with self._lock:
            job = self._importing.get(token)
            if job is None or job.state in ("failed", "cancelled"):
                job = self._importing[token] = jobs.start(deed, total)
            return job

    def forget(self, token: str) -> None:
        """Stop looking at an upload."""
        with self._lock:
            self._importing.pop(token, None)
            for key in [key for key in self._previews if key[0] == token]:
                job = self._previews.pop(key).job
                if job is not None:
                    job.cancel()


class _Head:
    """The first rows of a sheet, as a sheet."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        self.name, self.header, self.notes = sheet.name, sheet.header, sheet.notes
        self._rows = rows
        self._sheet = sheet

    def batches(self) -> Iterator[Sequence[Row]]:
        yield self._rows

    def place(self, row: int) -> int:
        return self._sheet.place(row)


def _begin(upload: Upload, sheets: Sequence[str], sheet: Sheet) -> Preview:
    if not sheet.header:
        raise Invalid(f"There is nothing in {upload.name} to import.")
    rows = survey.first_rows(sheet, SHOWN)
    plan = survey.survey(_Head(sheet, rows), None)
    return Preview(upload, sheets, sheet, title_for(upload.name, sheets, sheet.name), rows, plan)


def _column(column: ColumnPlan) -> ColumnFound:
    kind = COLUMN_TYPES[column.type]
    return {
        "name": column.name,
        "type": kind.name,
        "label": kind.label,
        "icon": kind.icon,
        "align": kind.align,
        "note": column.note,
    }


def _wished(column: ColumnPlan, wish: ColumnWish) -> ColumnPlan:
    name = names.clean(wish.name or column.name)
    kind = SKIP if wish.skip else wish.type or column.type
    if kind in (column.type, SKIP):
        return replace(column, name=name, type=kind)
    return ColumnPlan(name, COLUMN_TYPES[kind].name, column.forms.get(kind, {}), chosen=True)
