"""Bringing a sheet into a document as a new table: one transaction, one undo, one receipt."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain import names
from desktop_app.domain.access import NOBODY, Actor
from desktop_app.engine import catalog, room, side_rows
from desktop_app.engine.catalog import Table
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.side_rows import gathered
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from desktop_app.formats.findings import counted
from desktop_app.formats.first_sheet import Opened
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.filling import SKIP, Filled, Seen, fill
from desktop_app.services.transfer.receipts import Aside, Origin, Part
from desktop_app.services.transfer.sheets import not_imported

_GENERIC = re.compile(r"(sheet|tabelle|feuil|hoja|foglio|blad|arkusz|list)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True)
class Receipt:
    """What an import did."""

    table: int
    name: str
    rows: int
    columns: int
    notes: Sequence[str]
    part: Part
    """What is kept of it in the document."""

    @property
    def sentence(self) -> str:
        """One sentence for the person."""
        noun = "row is" if self.rows == 1 else "rows are"
        return f"{self.rows:,} {noun} in {self.name} now. Your own file is unchanged."


def import_file(
    store: Store,
    file: Opened,
    table_name: str | None,
    seen: Seen,
    actor: Actor = NOBODY,
    *,
    folder: Path | None = None,
    looked: Seen | None = None,
) -> Receipt:
    """Import the open sheet of a file, read as told. Raises Invalid, DocumentProblem.

    The table is put together in `folder`, a folder of the system's unless told. `looked` is told
    how many rows were looked at, where all are before they come in.
    """
    path, sheets, sheet = file.path, file.sheets, file.sheet
    title = table_name or title_for(path.name, sheets, sheet.name)
    origin = Origin.of(path, path.name)
    with side_file(store, path, folder=folder) as side:
        filled = fill(sheet, None, side, seen, looked=looked)
        origin.settle()
        with store.work(actor) as w:
            receipt = take_in(w, filled, side, title, seen, sheet.name)
            wanted = {**wishes(file, filled.plan.names), "table": title}
            receipts.keep(w, origin, [receipt.part], wanted)
    others = not_imported(sheets, sheet.name)
    return replace(receipt, notes=[*receipt.notes, *others])


def wishes(file: Opened, header: Sequence[str]) -> dict[str, Any]:
    """Return what was wished on the command line, as a receipt keeps what is chosen on the page."""
    return {"sheet": file.sheet.name, "reading": asdict(file.told), "header": header}


@contextmanager
def side_file(store: Store, *sources: Path, folder: Path | None = None) -> Iterator[Path]:
    """Give the path for a file to put a table together in; afterwards it goes.

    Raises DocumentFull if what comes of the sources cannot possibly find room there or in the
    document.
    """
    with tempfile.TemporaryDirectory(prefix="tidybase-", dir=folder) as aside:
        size = sum(source.stat().st_size for source in sources)
        folders = [Path(aside), *([store.path.parent] if store.path else [])]
        room.refuse_without(size, folders, "the import")
        yield Path(aside) / "table.side"


def take_in(
    w: Work, filled: Filled, side: Path, title: str, seen: Seen, sheet: str = ""
) -> Receipt:
    """Make a table of what was put together in the side file. Raises DocumentProblem."""
    name = names.unlike(title, catalog.taken_names(w), "Table 1")
    chosen = [column for column in filled.plan.columns if column.type != SKIP]
    columns = [
        (each.name, each.type, {**gathered(side, place, COLUMN_TYPES[each.type]), **each.options})
        for place, each in enumerate(chosen)
    ]
    made = w.apply(AddTable(name, columns))
    table = catalog.table(w, made.table)
    done = side_rows.take_over(w, table, side, seen)
    noun = "row" if done == 1 else "rows"
    w.sentence = f"import {done:,} {noun} into {name}"
    notes = [*filled.notes, *(column.note for column in chosen if column.note)]
    if filled.misfits:
        cells = counted(filled.misfits, "cell")
        verb = "does" if filled.misfits == 1 else "do"
        notes.append(f"{cells} {verb} not fit the kind of the column; kept as written, in amber.")
    known = {"table": table.id, "name": name, "sheet": sheet, "notes": notes, "changed": 0}
    kept = {"kept_aside": filled.misfits, "aside": _aside(table, filled)}
    part = receipts.part(filled, **known, **kept, new=True, added=done)
    return Receipt(table.id, name, done, len(chosen), notes, part)


def _aside(table: Table, filled: Filled) -> list[Aside]:
    columns = ((table.columns[place], number) for place, number in filled.aside)
    return [Aside(column.id, column.name, number) for column, number in columns]


def title_for(file: str, sheets: Sequence[str], sheet: str) -> str:
    """Return a good name for the table: the sheet's, or the file's where that says nothing."""
    wish = Path(file).stem
    if len(sheets) > 1 and not _GENERIC.fullmatch(sheet):
        wish = sheet
    return names.pretty(wish)
