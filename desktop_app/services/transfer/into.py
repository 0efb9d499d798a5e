"""Bringing a sheet into a table that is there: rows are added, or change those they match.

One transaction, one undo. The same can be looked at beforehand (see into_ahead).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Sheet
from desktop_app.engine import catalog, rehearsing, side_keys, side_names, side_rows
from desktop_app.engine.arriving import Arrival, Wanted, arrived
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.arrivals import AddArrived, UpdateArrived
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.rehearsing import Counts
from desktop_app.engine.work import Work
from desktop_app.formats.findings import counted
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.filling import Filled, Seen
from desktop_app.services.transfer.goals import Course
from desktop_app.services.transfer.receipts import Aside, Part


@dataclass(frozen=True)
class Coming:
    """A sheet that was put together in a file beside the document, and its name for a person."""

    course: Course
    filled: Filled
    side: Path
    sheet: Sheet
    file: str


@dataclass(frozen=True)
class Taken:
    """What an import into a table did."""

    table: int
    name: str
    counts: Counts
    part: Part
    """What is kept of it in the document."""
    notes: Sequence[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """One sentence or two for the person."""
        return f"{told(self.counts)} in {self.name}. Your own file is unchanged."


def told(counts: Counts) -> str:
    """Say what was done to the rows of a table."""
    verbs = [(counts.changed, "updated"), (counts.added, "added")]
    parts = [f"{counted(number, 'row')} {verb}" for number, verb in verbs if number]
    return " and ".join(parts) or "Nothing had to be changed"


def take(w: Work, coming: Coming, seen: Seen) -> Taken:
    """Bring the rows in. Raises Invalid, Conflict; then nothing came in."""
    course = coming.course
    table = catalog.table(w, course.table)
    course.refuse_if_changed(table)
    made = [_made(w, coming, place) for place in range(len(course.goals))]
    for goal, options in grown(coming):
        w.apply(SetOptions(table.id, goal.id, options))
    table = catalog.table(w, table.id)
    columns = [table.column(each) for each in made]
    wanted = Wanted(table, columns, course.key, course.clear)
    with arrived_rows(w, coming, wanted, seen) as arrival:
        counts = rehearsing.counted(w, arrival)
        misfits = rehearsing.misfits(w, arrival)
        with side_rows.stoppable(w, seen, coming.filled.rows):
            if counts.changed:
                w.apply(UpdateArrived(arrival))
            if counts.added:
                w.apply(AddArrived(arrival))
    if counts.changed or counts.added:
        w.sentence = f"{_deed(counts)} in {table.name} from {coming.file}"
    counts = replace(counts, misfits=sum(misfits.values()))
    return _taken(table, coming, counts, misfits)


def _taken(table: Table, coming: Coming, counts: Counts, misfits: Mapping[int, int]) -> Taken:
    told = [*notes(coming, counts), *_kept(counts)]
    aside = [Aside(each, table.column(each).name, number) for each, number in misfits.items()]
    part = receipts.part(
        coming.filled,
        table=table.id,
        name=table.name,
        sheet=coming.sheet.name,
        new=False,
        added=counts.added,
        changed=counts.changed,
        kept_aside=counts.misfits,
        aside=aside,
        notes=told,
    )
    return Taken(table.id, table.name, counts, part, told)


@contextmanager
def arrived_rows(w: Work, coming: Coming, wanted: Wanted, seen: Seen) -> Iterator[Arrival]:
    """Give the rows, matched. Raises Invalid if two of them say different things of one row."""
    for place, column in enumerate(wanted.columns):
        if column.type.refers_to:
            side_names.resolve(w, coming.side, place, column)
    ids = [column.id for column in wanted.columns]
    twins = side_keys.settle(coming.side, ids, wanted.key)
    if twins is not None:
        first, second = coming.sheet.places(sorted(twins))
        called = ", ".join(f"“{wanted.table.column(key).name}”" for key in wanted.key)
        raise Invalid(
            f"Rows {first:,} and {second:,} of the file have the same in {called} but differ "
            "otherwise. Nothing was changed. Correct the file, or match rows by another column.",
            field="into",
        )
    with arrived(w, wanted, coming.side, seen) as arrival:
        yield arrival


def _made(w: Work, coming: Coming, place: int) -> int:
    """Return the id of a column, which is made now if it is new."""
    goal = coming.course.goals[place]
    if goal.id > 0:
        return goal.id
    options = {**side_rows.gathered(coming.side, place, goal.type), **goal.options}
    return w.apply(AddColumn(coming.course.table, goal.name, goal.type.name, options)).column


def grown(coming: Coming) -> Iterator[tuple[Column, Mapping[str, object]]]:
    """Give the columns whose choices grew while the file was read, and their options then."""
    kept = [place for place, each in enumerate(coming.filled.plan.columns) if each.type != "skip"]
    goals = dict(zip(kept, coming.course.goals, strict=True))
    for place, options in coming.filled.grown:
        yield goals[place], options


def _deed(counts: Counts) -> str:
    if counts.changed and counts.added:
        return f"update {counted(counts.changed, 'row')} and add {counts.added:,}"
    if counts.changed:
        return f"update {counted(counts.changed, 'row')}"
    return f"add {counted(counts.added, 'row')}"


def notes(coming: Coming, counts: Counts) -> list[str]:
    """Return what a person should know, in whole sentences."""
    found = list(coming.filled.notes)
    if counts.shared:
        verb = "matches" if counts.shared == 1 else "match"
        rows = counted(counts.shared, "row")
        found.append(f"{rows} of the file {verb} several rows of the table; all of those change.")
    return found


def _kept(counts: Counts) -> Iterator[str]:
    if counts.misfits:
        verb = "does" if counts.misfits == 1 else "do"
        yield f"{counted(counts.misfits, 'cell')} {verb} not fit; kept as written, in amber."
