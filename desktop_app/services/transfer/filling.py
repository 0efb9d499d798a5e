"""Putting a sheet together as a table in a file beside the document, as planned or found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.errors import Invalid
from desktop_app.domain.names import is_too_long, unique_names
from desktop_app.domain.sheet import ColumnPlan, Row, Sheet, SheetPlan, ShowsCodes
from desktop_app.engine.side import Misfit, SideColumn, SideFile
from desktop_app.formats.ahead import Ahead
from desktop_app.formats.findings import counted
from desktop_app.formats.passages import InPassages, Passage
from desktop_app.formats.told import ToldSheet
from desktop_app.services.transfer import survey
from desktop_app.services.transfer.table_reader import TableReader, grown_options

SKIP = "skip"
"""In place of a column's type: leave this column out."""

_TOGETHER = 500
"""Rows that are worked on together: few enough to stay in the processor's cache."""

MOST_LINES = 100
"""Line numbers that are told one by one."""

Seen = Callable[[int], None]
"""Told how many rows were done so far; may raise to stop."""


@runtime_checkable
class InLines(Protocol):
    """A sheet whose file is made of lines, of which some may be in doubt."""

    @property
    def odd_lines(self) -> Sequence[int]:
        """The lines that the last reading could not read beyond doubt."""


@dataclass(frozen=True)
class Filled:
    """What is in the file now."""

    rows: int
    misfits: int
    plan: SheetPlan
    notes: Sequence[str]
    header: Sequence[str] = ()
    """What the file itself calls the columns, where it says how they lead elsewhere."""
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Column of the header to the sheet and the column there that its cells are found in."""
    grown: Sequence[tuple[int, Mapping[str, Any]]] = ()
    """Columns whose list of choices grew, by their place in the plan, and their options now."""
    lines: Sequence[int] = ()
    """The first of the lines that could not be read beyond doubt."""
    more_lines: int = 0
    """How many more there are."""
    aside: Sequence[tuple[int, int]] = ()
    """Columns in which cells do not fit, by their place among those that come in; how many."""


@dataclass(frozen=True)
class LeftOut:
    """A sheet, or a whole file, of which nothing came in."""

    why: str = ""
    """Why it could not be read, in whole sentences; nothing if there are no rows in it."""


def fill(
    sheet: Sheet, plan: SheetPlan | None, path: Path, seen: Seen, *, looked: Seen | None = None
) -> Filled:
    """Fill a new file at `path` with the sheet; the kinds are found, unless planned.

    Where every row is looked at before, `looked` is told how many were so far. Raises Invalid, and
    DocumentFull when the disk is full.
    """
    if plan is not None:
        return _fill(sheet, plan, path, seen)
    try:
        return _fill(sheet, survey.glance(sheet, looked), path, seen)
    except survey.Surprise:  # some row is unlike the first ones: look at all of them after all
        path.unlink()
        return _fill(sheet, survey.survey(sheet, looked), path, seen)


def fill_all(
    openings: Sequence[Callable[[], Sheet]], side: Path, seen: Seen, looked: Seen | None = None
) -> list[Filled | LeftOut]:
    """Fill a file for each of these sheets, called as `numbered` says."""
    found: list[Filled | LeftOut] = []
    for number, opening in enumerate(openings):
        before = sum(one.rows for one in found if isinstance(one, Filled))
        try:
            one = _filled(opening(), numbered(side, number), further(seen, before), looked)
        except Invalid as problem:
            one = LeftOut(problem.message)
        found.append(one)
    return found


def numbered(side: Path, number: int) -> Path:
    """Return the path of one of several files that belong together."""
    return side.with_name(f"{side.name}-{number}")


def further(seen: Seen, before: int) -> Seen:
    """Return what tells of rows that come after others."""
    return lambda done: seen(before + done)


def _filled(sheet: Sheet, path: Path, seen: Seen, looked: Seen | None) -> Filled | LeftOut:
    if not survey.first_rows(sheet, 1):
        return LeftOut()
    filled = fill(sheet, None, path, seen, looked=looked)
    if not isinstance(sheet, ToldSheet):
        return filled
    return replace(filled, header=list(sheet.header), links=dict(sheet.links))


def _fill(sheet: Sheet, plan: SheetPlan, path: Path, seen: Seen) -> Filled:
    misfits: list[Misfit] = []
    sheet = with_numbers(sheet, dict(enumerate(plan.columns)))
    columns = _columns(sheet, plan, misfits)
    if not plan.columns:
        raise Invalid("There is nothing in this file to import.")
    if not columns:
        raise Invalid("There is no column left to import.", field="columns")
    width = len(plan.columns)
    with SideFile(path, columns) as side, Ahead(map(side.lay_out, _passages(sheet))) as passages:
        for laid in passages:
            passage = laid.passage
            plain = passage.text is not None and passage.width <= width
            if not (plain and side.add_text(laid, passages.fetch)):
                misfits[:] = [misfit for misfit in misfits if misfit[0] <= side.rows]
                _add_rows(side, passage.rows(), width)
            seen(side.rows)
        side.finish(misfits)
    grown = [(one.source, options) for one in columns if (options := grown_options(one.reader))]
    odd = sheet.odd_lines if isinstance(sheet, InLines) else ()
    lines, more = list(odd[:MOST_LINES]), len(odd[MOST_LINES:])
    notes = [*notes_on(sheet, plan), *_taken_for(columns)]
    filled = Filled(side.rows, len(misfits), plan, notes, grown=grown)
    return replace(filled, lines=lines, more_lines=more, aside=_by_column(misfits))


def notes_on(sheet: Sheet, plan: SheetPlan) -> list[str]:
    """Return what a sheet itself tells, and that headings were shortened to be names of columns."""
    made = zip(sheet.header, unique_names(sheet.header), plan.columns, strict=False)
    cut = sum(is_too_long(said) and one.name == name for said, name, one in made)
    verb = "is" if cut == 1 else "are"
    said = f"{counted(cut, 'heading')} {verb} too long for a name and came in shortened, with “…”."
    return [*([said] if cut else []), *sheet.notes]


def with_numbers(sheet: Sheet, columns: Mapping[int, ColumnPlan]) -> Sheet:
    """Let codes come in as the numbers they are where a person has chosen a column of numbers."""
    if not isinstance(sheet, ShowsCodes):
        return sheet
    kinds = ((place, COLUMN_TYPES[one.type]) for place, one in columns.items() if one.chosen)
    return sheet.with_numbers({place for place, kind in kinds if kind.compared_as == "number"})


def _taken_for(columns: Sequence[SideColumn]) -> Iterator[str]:
    for reader in (one.reader for one in columns):
        if isinstance(reader, survey.Reader) and reader.taken_for:
            yield reader.taken_for


def _by_column(misfits: Sequence[Misfit]) -> list[tuple[int, int]]:
    return sorted(Counter(place for _, place, _ in misfits).items())


def _columns(sheet: Sheet, plan: SheetPlan, misfits: list[Misfit]) -> list[SideColumn]:
    columns: list[SideColumn] = []
    for source, column in enumerate(plan.columns):
        if column.type == SKIP:
            continue
        keep = partial(_keep, misfits, len(columns))
        reader = TableReader(column, sheet.places, keep)
        columns.append(SideColumn(source, reader.type, column.options, reader))
    return columns


def _keep(misfits: list[Misfit], place: int, row: int, text: str) -> None:
    misfits.append((row, place, text))


def _passages(sheet: Sheet) -> Iterator[Passage]:
    if isinstance(sheet, InPassages):
        return sheet.passages()
    return (Passage(None, partial(list, batch), 0) for batch in sheet.batches())


def _add_rows(side: SideFile, rows: Sequence[Row], width: int) -> None:
    for start in range(0, len(rows), _TOGETHER):
        side.add(survey.by_column(rows[start : start + _TOGETHER], width))
