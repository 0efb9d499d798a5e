"""Bringing in all sheets of files: a table each, linked as each file says, and one undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import Invalid
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from desktop_app.formats.findings import counted
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer import receipts, service
from desktop_app.services.transfer.filling import (
    Filled,
    LeftOut,
    Seen,
    fill_all,
    further,
    numbered,
)
from desktop_app.services.transfer.found_links import Made, link_all
from desktop_app.services.transfer.loading import Source, load_all
from desktop_app.services.transfer.receipts import Origin
from desktop_app.services.transfer.service import Receipt

_NAMED = 8
"""Tables that are called by name in one sentence."""

_TOLD = 3
"""Remarks that are told at once; where there are more, all of them are on the receipts."""


@dataclass(frozen=True)
class File:
    """A file of which every sheet is to come in."""

    path: Path
    name: str
    """What the person calls it."""
    aside: bool = False
    """Whether its tables are put together in another process, so that pages stay quick."""


@dataclass(frozen=True)
class WholeReceipt:
    """What the import of all sheets did."""

    files: int
    tables: Sequence[Receipt]
    links: int
    """Columns that lead to rows of other tables now."""
    remarks: Sequence[str]
    """What is not as one may expect: sheets left out, links that could not be made."""
    kept: Sequence[int]
    """The numbers of the receipts that are kept in the document, one for each file."""

    @property
    def sentence(self) -> str:
        """What a person should know, in a few sentences."""
        rows = sum(table.rows for table in self.tables)
        verb = "is" if rows == 1 else "are"
        names = ", ".join(table.name for table in self.tables[:_NAMED])
        more = ", …" if len(self.tables) > _NAMED else "."
        linked = f", with {counted(self.links, 'link')} between them" if self.links else ""
        tables = counted(len(self.tables), "table")
        yours = "file is" if self.files == 1 else "files are"
        done = f"{counted(rows, 'row')} {verb} in {tables} now{linked}: {names}{more}"
        told = [
            f"There are {len(self.remarks):,} remarks on what was left out; the receipt has them."
        ]
        if len(self.remarks) <= _TOLD:
            told = list(self.remarks)
        return " ".join([done, *told, f"Your own {yours} unchanged."])

    @property
    def notes(self) -> Sequence[str]:
        """What the sentence does not tell, and what was odd in each table, in whole sentences."""
        more = self.remarks if len(self.remarks) > _TOLD else ()
        odd = (f"{table.name}: {note}" for table in self.tables for note in table.notes)
        return [*more, *odd]


@dataclass(frozen=True)
class _Laid:
    """What is put together of a file: sheet by sheet, in files that are called after `side`."""

    file: File
    origin: Origin
    side: Path
    sheets: Mapping[str, Filled | LeftOut]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.sheets.values() if isinstance(one, Filled))

    @property
    def left_out(self) -> Sequence[tuple[str, str]]:
        """The sheets that did not come in, and why."""
        found = ((sheet, one) for sheet, one in self.sheets.items() if isinstance(one, LeftOut))
        return [(sheet, one.why) for sheet, one in found]


def import_all(
    store: Store,
    files: Sequence[File],
    seen: Seen,
    actor: Actor = NOBODY,
    *,
    folder: Path | None = None,
    looked: Seen | None = None,
) -> WholeReceipt:
    """Import every sheet that has rows and can be read; `folder` as in `service.side_file`.

    `looked` is told how many rows of a sheet were looked at, where all are before they come in.
    Raises Invalid if there is none, DocumentProblem; then nothing came in.
    """
    with service.side_file(store, *(file.path for file in files), folder=folder) as side:
        laid: list[_Laid] = []
        for number, file in enumerate(files):
            before = further(seen, sum(each.rows for each in laid))
            laid.append(_lay(file, numbered(side, number), before, looked))
            laid[-1].origin.settle()
        if all(len(each.left_out) == len(each.sheets) for each in laid):
            raise Invalid(_nothing(laid))
        with store.work(actor) as w:
            return _take_all_in(w, laid, seen)


def _lay(file: File, side: Path, seen: Seen, looked: Seen | None) -> _Laid:
    """Put the tables of a file together, as far as it can be read."""
    origin = Origin.of(file.path, file.name)
    try:
        kind = format_for(file.path, file.name)
        sheets = kind.sheets(file.path, file.name)
        if file.aside:
            filled = load_all(Source(file.path, file.name, ""), sheets, side, seen, looked=looked)
        else:
            filled = fill_all(kind.open_all(file.path, sheets), side, seen, looked)
    except Invalid as problem:
        return _Laid(file, origin, side, {file.name: LeftOut(problem.message)})
    return _Laid(file, origin, side, dict(zip(sheets, filled, strict=True)))


def _take_all_in(w: Work, laid: Sequence[_Laid], seen: Seen) -> WholeReceipt:
    total = sum(each.rows for each in laid)
    tables: list[Receipt] = []
    kept: list[int] = []
    remarks, links = _remarks(laid), 0
    for each in laid:
        made = _take_in(w, each, lambda _: seen(total))
        if not made:
            continue
        linked, unlinked = link_all(w, made)
        links += linked
        remarks += unlinked
        tables += [one.receipt for one in made]
        # What is to be said of files of which nothing came in stands on the first receipt.
        said = _remarks([each] if kept else [each, *(one for one in laid if not one.rows)])
        parts = [one.receipt.part for one in made]
        parts[0] = replace(parts[0], notes=[*parts[0].notes, *said, *unlinked])
        wanted: dict[str, Any] = {"all": True, "sheets": list(each.sheets)}
        if kept:
            wanted[receipts.FIRST] = kept[0]
        kept.append(receipts.keep(w, each.origin, parts, wanted))
    source = laid[0].file.name if len(laid) == 1 else counted(len(laid), "file")
    w.sentence = f"import {counted(len(tables), 'table')} from {source}"
    return WholeReceipt(len(laid), tables, links, remarks, kept)


def _take_in(w: Work, laid: _Laid, seen: Seen) -> list[Made]:
    made = []
    for number, (sheet, one) in enumerate(laid.sheets.items()):
        if isinstance(one, Filled):
            title = service.title_for(laid.file.name, list(laid.sheets), sheet)
            place = numbered(laid.side, number)
            made.append(Made(sheet, one, service.take_in(w, one, place, title, seen, sheet)))
    return made


def _remarks(laid: Sequence[_Laid]) -> list[str]:
    """Say what did not come in, and why."""
    found = []
    for each in laid:
        alone = len(each.sheets) == 1
        where = f" in {each.file.name}" if len(laid) > 1 and not alone else ""
        for sheet, why in each.left_out:
            said = f"was left out. {why}" if why else "has no rows and was left out."
            found.append(f"“{each.file.name if alone else sheet}”{where} {said}")
    return found


def _nothing(laid: Sequence[_Laid]) -> str:
    """Say why nothing came in at all."""
    left_out = [why for each in laid for _, why in each.left_out]
    if len(left_out) == 1 and left_out[0]:
        return left_out[0]
    names = " and ".join(each.file.name for each in laid)
    return " ".join(
        [f"There are no rows in {names} to import.", *(_remarks(laid) if any(left_out) else ())]
    )
