"""Looking at a file before it is imported: the first rows at once, the kinds once all were read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Literal

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain import names
from desktop_app.domain.errors import Conflict, Invalid
from desktop_app.domain.sheet import (
    AS_FOUND,
    ColumnPlan,
    Reading,
    Row,
    Sheet,
    SheetPlan,
    lines_above,
)
from desktop_app.formats.answers import Answered
from desktop_app.formats.first_sheet import Opened, opened
from desktop_app.formats.readable import format_for
from desktop_app.formats.readings import checked
from desktop_app.services.transfer import showing, survey
from desktop_app.services.transfer.filling import SKIP, LeftOut, notes_on, with_numbers
from desktop_app.services.transfer.fitting import Counting, cells_of, text
from desktop_app.services.transfer.loading import Source, is_small
from desktop_app.services.transfer.service import title_for
from desktop_app.services.transfer.shapes import ColumnWish, Previewed
from desktop_app.services.transfer.sheets import left_out
from desktop_app.services.transfer.stand_ins import FirstRows, Unread
from desktop_app.web.jobs import Job, Jobs, Outcome
from desktop_app.web.uploads import Upload

SHOWN = 20
"""Rows of a preview."""

LONGEST_LINE = 200
"""Letters that are shown of a line above the table."""


class Nothing(Invalid):
    """A sheet is empty."""


@dataclass
class Preview:
    """One sheet of one upload, as far as it has been looked at."""

    upload: Upload
    sheets: Sequence[str]
    sheet: Sheet
    table: str
    rows: Sequence[Row]
    plan: SheetPlan
    told: Reading
    """What a person said about how it is read."""
    beside: Sequence[str] = ()
    """Other sheets, which are looked at as well."""
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    """Those of them that have nothing to bring in."""
    counting: Counting = field(default_factory=Counting)
    places: Mapping[int, int] = field(default_factory=dict)
    """Where rows that are worth a look stand in the file."""
    ready: bool = False
    problem: str | None = None
    """Why the sheet cannot come in, where others of the file may."""
    empty: bool = False
    seen: int = 0
    job: Job | None = None

    @property
    def source(self) -> Source:
        """The sheet, to be read anew, with what was answered about it."""
        upload, sheet = self.upload, self.sheet
        answers = sheet.answers if isinstance(sheet, Answered) else None
        return Source(upload.path, upload.name, sheet.name, self.told, answers)

    def look(self, job: Job) -> Outcome:
        """Read every row and work out the kinds of the columns."""
        problem = self.problem or self._surveyed(job)
        kind = format_for(self.upload.path, self.upload.name)
        found = left_out(kind, self.upload.path, self.beside)
        if problem:
            found[self.sheet.name] = LeftOut("" if self.empty else problem)
        self.left_out = {name: found[name] for name in self.sheets if name in found}
        self.problem, self.ready = problem, problem is None
        return Outcome(f"{self.plan.rows} rows")

    def _surveyed(self, job: Job) -> str | None:
        """Read every row; return why that cannot be done, where the file has other sheets."""
        try:
            self.plan = survey.survey(self.sheet, self._count(job))
        except Invalid as problem:
            if len(self.sheets) == 1:
                raise
            return problem.message
        near = [column.near for column in self.plan.columns if column.near]
        rows = sorted({row for one in near for row, _ in one.cells})
        self.places = dict(zip(rows, self.sheet.places(rows), strict=True)) if rows else {}
        return None

    @property
    def state(self) -> Literal["looking", "ready", "broken"]:
        """How far it has been looked at."""
        if self.ready:
            return "ready"
        return "broken" if self.problem and self.left_out else "looking"

    def as_json(self, importing: Job | None) -> Previewed:
        """Return what the import page shows. Raises what the reading met."""
        if self.job is not None and self.job.problem is not None:
            raise self.job.problem
        return {
            "name": self.upload.name,
            "sheets": list(self.sheets),
            "sheet": self.sheet.name,
            "left_out": [
                {"sheet": name, "why": one.why or None} for name, one in self.left_out.items()
            ],
            "table": self.table,
            "reading": showing.reading(self.sheet.reading, self.plan),
            "columns": [
                showing.column(column, self.places, cells_of(self.rows, at))
                for at, column in enumerate(self.plan.columns)
            ],
            "rows": [list(map(text, row)) for row in self.rows],
            "above": [
                {"place": place, "text": line[:LONGEST_LINE]}
                for place, line in lines_above(self.sheet)
            ],
            "seen": self.plan.rows if self.ready else self.seen,
            "total": self.plan.rows if self.ready else None,
            "state": self.state,
            "problem": self.problem,
            "notes": notes_on(self.sheet, self.plan),
            "job": importing.id if importing and importing.state == "running" else None,
        }

    def planned(self, wishes: Sequence[ColumnWish] | None) -> SheetPlan:
        """Return the plan with what a person changed in it. Raises Invalid, Conflict."""
        if self.problem:
            raise Invalid(self.problem, field="sheet")
        if not self.ready:
            raise Conflict(f"{self.upload.name} is still being read. Wait until that is done.")
        return self.as_wished(wishes)

    def as_wished(self, wishes: Sequence[ColumnWish] | None) -> SheetPlan:
        """Return what is known of the plan so far, with a person's wishes. Raises Invalid."""
        if wishes is None:
            return self.plan
        if len(wishes) != len(self.plan.columns):
            raise Invalid("Each column needs a name and a kind.", field="columns")
        columns = [_wished(*pair) for pair in zip(self.plan.columns, wishes, strict=True)]
        kept = [column.name for column in columns if column.type != SKIP]
        for place, name in enumerate(kept):
            names.checked(name, kept[:place], "columns")
        return SheetPlan(columns, self.plan.rows)

    def rows_for(self, plan: SheetPlan) -> Sequence[Row]:
        """Return the first rows as they come in: codes are numbers where those are wanted."""
        sheet = with_numbers(self.sheet, dict(enumerate(plan.columns)))
        return self.rows if sheet is self.sheet else survey.first_rows(sheet, SHOWN)

    def _count(self, job: Job) -> Any:
        def seen(done: int) -> None:
            self.seen = done
            job.seen(done)

        return seen


@dataclass
class Previews:
    """The previews of one app, by upload and sheet; each is read in one way at a time."""

    _previews: dict[tuple[str, str], Preview] = field(default_factory=dict)
    _meant: dict[str, str] = field(default_factory=dict)
    """The sheets of uploads that are shown unless another is named."""
    _importing: dict[str, Job] = field(default_factory=dict)
    """The imports of uploads, also of those that are over."""
    _lock: Lock = field(default_factory=Lock)

    def of(
        self, upload: Upload, sheet: str | None, jobs: Jobs, told: Reading | None = None
    ) -> Preview:
        """Return the preview of a sheet (the first with rows unless named), read as told or before.

        Begin to look if it is new, or was read in another way before. Raises Invalid.
        """
        with self._lock:
            wanted = sheet or self._meant.get(upload.token)
            preview = self._previews.get((upload.token, wanted)) if wanted else None
            if preview is None or told not in (None, preview.told):
                before = preview
                preview = _begun(upload, wanted, told or AS_FOUND)
                _stop(before)
                wanted = preview.sheet.name
                self._previews[upload.token, wanted] = preview
                preview.job = jobs.start(preview.look)
            if not sheet and wanted:
                self._meant[upload.token] = wanted
            return preview

    def begin(
        self,
        tokens: Sequence[str],
        jobs: Jobs,
        deed: Callable[[Job], Outcome],
        total: int | None = None,
    ) -> Job:
        """Start the import of uploads, once: a second click gets the job of the first."""
        with self._lock:
            for job in filter(None, map(self._importing.get, tokens)):
                if job.state not in ("failed", "cancelled"):
                    return job
            for key, preview in self._previews.items():
                if key[0] in tokens:
                    preview.counting.stop()
            job = jobs.start(deed, total)
            self._importing.update(dict.fromkeys(tokens, job))
            return job

    def import_of(self, token: str) -> Job | None:
        """Return the import of an upload, if one was begun."""
        return self._importing.get(token)

    def forget(self, token: str) -> None:
        """Stop looking at an upload."""
        with self._lock:
            self._meant.pop(token, None)
            for key in [key for key in self._previews if key[0] == token]:
                _stop(self._previews.pop(key))


def _opened(upload: Upload, wanted: str | None, told: Reading) -> Opened:
    if not wanted:
        return opened(upload.path, upload.name, told)
    kind = format_for(upload.path, upload.name)
    sheets = kind.sheets(upload.path, upload.name)
    if wanted not in sheets:
        raise Invalid(f"There is no sheet “{wanted}” in {upload.name}.", field="sheet")
    return Opened(upload.path, sheets, kind.open(upload.path, wanted, checked(told)), told)


def _begun(upload: Upload, wanted: str | None, told: Reading) -> Preview:
    """Return a preview of a sheet, also of one that cannot be read while others may be."""
    try:
        return _begin(upload, _opened(upload, wanted, told))
    except Invalid as problem:
        if wanted is None or problem.field:
            raise
        sheets = format_for(upload.path, upload.name).sheets(upload.path, upload.name)
        if len(sheets) == 1:
            raise
        unread = Opened(upload.path, sheets, Unread(wanted), told)
        preview = _preview(upload, unread, [], SheetPlan([], 0))
        preview.problem, preview.empty = problem.message, isinstance(problem, Nothing)
        return preview


def _begin(upload: Upload, file: Opened) -> Preview:
    sheet = file.sheet
    if not sheet.header:
        raise Nothing(f"There is nothing in {upload.name} to import.")
    rows = survey.first_rows(sheet, SHOWN)
    found = survey.survey(FirstRows(sheet, rows), None)
    # What a few rows have in common, others may not.
    plan = SheetPlan([replace(column, trait=None) for column in found.columns], found.rows)
    return _preview(upload, file, rows, plan)


def _preview(upload: Upload, file: Opened, rows: Sequence[Row], plan: SheetPlan) -> Preview:
    sheets, sheet = file.sheets, file.sheet
    title = title_for(upload.name, sheets, sheet.name)
    others = [name for name in sheets if name != sheet.name]
    beside = others if is_small(upload.path) else others[: list(sheets).index(sheet.name)]
    return Preview(upload, sheets, sheet, title, rows, plan, file.told, beside)


def _stop(preview: Preview | None) -> None:
    if preview is not None and preview.job is not None:
        preview.job.cancel()
        preview.counting.stop()


def _wished(column: ColumnPlan, wish: ColumnWish) -> ColumnPlan:
    name = names.clean(wish.name or column.name)
    kind = SKIP if wish.skip else wish.type or column.type
    if kind in (column.type, SKIP):
        return replace(column, name=name, type=kind)
    near = column.near
    options = near.options if near and kind == near.type else column.forms.get(kind, {})
    plan = ColumnPlan(name, COLUMN_TYPES[kind].name, options, chosen=True)
    return replace(plan, customs=column.customs, stored=column.stored)
