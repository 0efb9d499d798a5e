"""Bringing a sheet into a document as a new table: one transaction, one undo, one receipt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

from desktop_app.domain import names
from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import ColumnPlan, Sheet, SheetPlan
from desktop_app.engine import catalog, rows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from desktop_app.formats import format_for
from desktop_app.services.transfer import survey

_GENERIC = re.compile(r"(sheet|tabelle|feuil|hoja|foglio|blad|arkusz|list)\s*\d*", re.IGNORECASE)

Seen = Callable[[int], None]
"""Told how many rows were done so far; may raise to stop."""


@dataclass(frozen=True)
class Receipt:
    """What an import did."""

    table: int
    name: str
    rows: int
    columns: int
    notes: Sequence[str]

    @property
    def sentence(self) -> str:
        """One sentence for the person."""
        noun = "row is" if self.rows == 1 else "rows are"
        return f"{self.rows:,} {noun} in {self.name} now. Your own file is unchanged."


def import_file(
    store: Store, path: Path, table_name: str | None, seen: Seen, actor: Actor = NOBODY
) -> Receipt:
    """Import the first sheet of a file that has any rows. Raises Invalid, DocumentProblem."""
    kind = format_for(path, path.name)
    sheets = kind.sheets(path)
    sheet = kind.open(path, sheets[0])
    title = table_name or title_for(path.name, sheets, sheet)
    try:
        with store.work(actor) as w:
            receipt = import_sheet(w, sheet, survey.glance(sheet), title, seen)
    except survey.Surprise:  # some row is unlike the first ones: look at all of them after all
        with store.work(actor) as w:
            receipt = import_sheet(w, sheet, survey.survey(sheet, None), title, seen)
    others = [f"The sheet “{name}” of the file was not imported." for name in sheets[1:]]
    return replace(receipt, notes=[*receipt.notes, *others])


def import_sheet(w: Work, sheet: Sheet, plan: SheetPlan, title: str, seen: Seen) -> Receipt:
    """Make a table from a sheet as planned. Raises Invalid; then nothing was changed."""
    taken = [table.name for table in catalog.tables(w)]
    name = names.unlike(title, taken, "Table 1")
    if not plan.columns:
        raise Invalid("There is nothing in this file to import.")
    chosen = [column for column in plan.columns if column.type != SKIP]
    if not chosen:
        raise Invalid("There is no column left to import.", field="columns")
    columns = [(column.name, column.type, dict(column.options)) for column in chosen]
    made = w.apply(AddTable(name, columns))
    table = catalog.table(w, made.table)
    done = rows.load(w, table, _chosen_cells(sheet, plan), seen)
    noun = "row" if done == 1 else "rows"
    w.sentence = f"import {done:,} {noun} into {name}"
    notes = [*sheet.notes, *(column.note for column in chosen if column.note)]
    return Receipt(table.id, name, done, len(chosen), notes)


def title_for(file: str, sheets: Sequence[str], sheet: Sheet) -> str:
    """Return a good name for the table: the sheet's, or the file's where that says nothing."""
    wish = Path(file).stem
    if len(sheets) > 1 and not _GENERIC.fullmatch(sheet.name):
        wish = sheet.name
    return names.pretty(wish)


SKIP = "skip"
"""In place of a column's type: leave this column out."""


def _chosen_cells(sheet: Sheet, plan: SheetPlan) -> Iterator[rows.Columns]:
    readable = SheetPlan([_as_text(column) for column in plan.columns], plan.rows)
    kept = [column.type != SKIP for column in plan.columns]
    return (list(compress(columns, kept)) for columns in survey.converted(sheet, readable))


def _as_text(column: ColumnPlan) -> ColumnPlan:
    return replace(column, type="text", options={}) if column.type == SKIP else column
