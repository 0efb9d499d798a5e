"""Bringing in all sheets of a file: a table each, linked as the file says, and one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import Invalid
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from desktop_app.formats import format_for
from desktop_app.formats.findings import counted
from desktop_app.services.transfer import receipts, service
from desktop_app.services.transfer.filling import Filled, Seen, fill_all, numbered
from desktop_app.services.transfer.found_links import Made, link_all
from desktop_app.services.transfer.loading import Source, load_all
from desktop_app.services.transfer.receipts import Origin
from desktop_app.services.transfer.service import Receipt

_NAMED = 8
"""Tables that are called by name in one sentence."""


@dataclass(frozen=True)
class File:
    """A file of which every sheet is to come in."""

    path: Path
    name: str
    """What the person calls it."""
    folder: Path | None = None
    """Where the tables are put together; a folder of the system's unless told."""
    aside: bool = False
    """Whether to do that in another process, so that pages stay quick."""


@dataclass(frozen=True)
class WholeReceipt:
    """What the import of all sheets did."""

    tables: Sequence[Receipt]
    links: int
    """Columns that lead to rows of other tables now."""
    remarks: Sequence[str]
    """What is not as one may expect: sheets left out, links that could not be made."""
    number: int = 0
    """That of the receipt that is kept in the document."""

    @property
    def sentence(self) -> str:
        """What a person should know, in a few sentences."""
        rows = sum(table.rows for table in self.tables)
        verb = "is" if rows == 1 else "are"
        names = ", ".join(table.name for table in self.tables[:_NAMED])
        more = ", …" if len(self.tables) > _NAMED else "."
        linked = f", with {counted(self.links, 'link')} between them" if self.links else ""
        tables = counted(len(self.tables), "table")
        done = f"{counted(rows, 'row')} {verb} in {tables} now{linked}: {names}{more}"
        return " ".join([done, *self.remarks, "Your own file is unchanged."])

    @property
    def notes(self) -> Sequence[str]:
        """What was odd in each table, in whole sentences."""
        return [f"{table.name}: {note}" for table in self.tables for note in table.notes]


def import_all(store: Store, file: File, seen: Seen, actor: Actor = NOBODY) -> WholeReceipt:
    """Import every sheet that has rows. Raises Invalid, DocumentProblem; then nothing came in."""
    kind = format_for(file.path, file.name)
    sheets = kind.sheets(file.path, file.name)
    origin = Origin.of(file.path, file.name)
    with service.side_file(store, file.path, file.folder) as side:
        if file.aside:
            filled = load_all(Source(file.path, file.name, ""), sheets, side, seen)
        else:
            filled = fill_all(kind.open_all(file.path, sheets), side, seen)
        if not any(filled):
            raise Invalid(f"There are no rows in {file.name} to import.")
        origin.settle()
        with store.work(actor) as w:
            found = dict(zip(sheets, filled, strict=True))
            receipt = _take_all_in(w, file.name, found, (side, seen))
            wanted = {"all": True, "sheets": list(sheets)}
            kept = receipts.keep(w, origin, [table.part for table in receipt.tables], wanted)
            return replace(receipt, number=kept)


def _take_all_in(
    w: Work, file: str, filled: dict[str, Filled | None], how: tuple[Path, Seen]
) -> WholeReceipt:
    side, seen = how
    total = sum(one.rows for one in filled.values() if one)
    made: list[Made] = []
    remarks: list[str] = []
    for number, (sheet, one) in enumerate(filled.items()):
        if one is None:
            remarks.append(f"“{sheet}” has no rows and was left out.")
            continue
        title = service.title_for(file, list(filled), sheet)
        place = numbered(side, number)
        receipt = service.take_in(w, one, place, title, lambda _: seen(total), sheet)
        made.append(Made(sheet, one, receipt))
    links, unlinked = link_all(w, made)
    w.sentence = f"import {counted(len(made), 'table')} from {file}"
    return WholeReceipt([each.receipt for each in made], links, [*remarks, *unlinked])
