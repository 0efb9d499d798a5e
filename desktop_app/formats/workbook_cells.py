"""Workbooks taken apart in the child process: Excel of all ages, and OpenDocument.

What a batch of rows says: {"rows": [[cells]], "days": {…}, "moments": {…}}, where `days` and
`moments` tell which of the texts are dates: column to row numbers within the batch. The first may
also have "codes": {…}, the number formats that all numbers of a column share, with "first", the
place in the sheet where rows begin. After the rows come, if there are any, {"odd": [[kind, how
many, first place, what it shows]], "in_doubt": [the numbers of rows]}.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop_app.formats.as_shown import AsShown
from desktop_app.formats.endless import Endless
from desktop_app.formats.limits import step_back
from desktop_app.formats.mended_copies import with_known_errors, with_usual_cells, with_usual_names
from desktop_app.formats.number_forms import Codes, UnknownFormsError
from desktop_app.formats.odd_cells import Odd, OddCells, odd_cells
from desktop_app.formats.ods_times import LongTimes
from desktop_app.formats.places import letters
from desktop_app.formats.said_times import SaidTimes
from desktop_app.formats.shown_digits import digit_templates, has_some_digits
from desktop_app.formats.times import Times
from desktop_app.formats.unreadable import NOT_BY_PYTHON, UnreadableError
from desktop_app.formats.xlsx_times import XlsxTimes

BATCH = 500

_MOST_PARTS = 10_000
_MOST_UNPACKED = 2 << 30
_SUSPICIOUS = 100 << 20
_DENSEST = 200
"""A real workbook shrinks to a tenth or a twentieth, hardly ever to a two-hundredth."""

_OLE = b"\xd0\xcf\x11\xe0"
_HEARTS = {".xlsb": "xl/workbook.bin", ".ods": "content.xml", ".xlsx": "xl/workbook.xml"}
"""The part that makes a zip file a workbook of each kind."""

_RELATIVES = {".xlsm": ".xlsx", ".xltx": ".xlsx", ".xltm": ".xlsx", ".ots": ".ods", ".xlt": ".xls"}
_UNKNOWN_ERROR = "Unsupported cell error value"
_LOST: OddCells = ("lost", 1, "", "")


class WorkbookCells:
    """The sheets of an open workbook."""

    def __init__(self, book: CalamineWorkbook, path: Path, kind: str) -> None:
        self._book = book
        self._path = path
        self._kind = kind
        self._order = book.sheet_names  # asked now: later, the library is at work in another thread
        tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        shown = [one.name for one in tables if one.visible == SheetVisibleEnum.Visible]
        self.sheets = shown or [one.name for one in tables]
        self._hidden = [one.name for one in tables if one.name not in self.sheets]

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows in batches, then what is odd in them.

        What the library does not tell is looked for while it takes the sheet apart.
        """
        with ThreadPoolExecutor(1, initializer=step_back) as beside:
            codes = beside.submit(self._codes, sheet)
            times = beside.submit(self._times, sheet)
            odd = beside.submit(self._odd_cells, sheet)
            cells = self._cells(sheet)
            yield from self._batches(cells, codes.result(), times.result(), odd)

    def _cells(self, sheet: str) -> CalamineSheet:
        try:
            return self._book.get_sheet_by_name(sheet)
        except CalamineError as error:
            if self._kind != ".xlsx" or _UNKNOWN_ERROR not in str(error):
                raise
        with with_known_errors(self._path, sheet) as copy, _opened(copy, self._kind) as book:
            return book.get_sheet_by_name(sheet)

    def _batches(
        self, cells: CalamineSheet, codes: Codes | None, times: Times, odd: Future[Odd]
    ) -> Iterator[dict[str, Any]]:
        first = cells.start[1] if cells.start else 0
        batches = _mended(cells, times, first)
        start = list(islice(batches, 1))
        shared = _shared({**(codes or {}), **times.codes}, first, cells.width)
        told = {str(place): code for place, code in shared.items()}
        about = {"codes": told, "first": first} if shared else {}
        as_shown, endless = AsShown(shared, first), Endless(first)
        said = SaidTimes(first, times)
        lost = False
        for batch in chain(start, batches):
            endless.put(batch)
            as_shown.put(batch)
            lost = lost or (codes is None and _holds_numbers(batch))
            yield said.batch(batch) | about
            about = {}
        found = odd.result()
        oddities = [
            *found.cells,
            *times.odd(),
            *said.odd(),
            *endless.odd(),
            *as_shown.odd(),
            *([_LOST] if lost else ()),
            *_mixed(codes or {}),
            *_merged(cells),
            *_hidden(self._hidden),
        ]
        if oddities:
            in_doubt = {*found.rows, *times.rows, *endless.rows}
            yield {"odd": oddities, "in_doubt": sorted(in_doubt)}

    def _codes(self, sheet: str) -> Codes | None:
        """Return how the columns show their numbers; None where that cannot be made out."""
        with suppress(UnknownFormsError), NOT_BY_PYTHON:
            if self._kind == ".xls":
                from desktop_app.formats import xls_forms  # noqa: PLC0415 - see _forms_of

                return xls_forms.number_codes(self._path, self._order.index(sheet))
            with zipfile.ZipFile(self._path) as parts:
                return _forms_of(self._kind)(parts, sheet)
        return None

    def _times(self, sheet: str) -> Times:
        if self._kind == ".xlsx":
            return XlsxTimes(self._path, sheet)
        if self._kind == ".xlsb":
            from desktop_app.formats.xlsb_times import XlsbTimes  # noqa: PLC0415 - see _forms_of

            return XlsbTimes(self._path, sheet)
        if self._kind == ".xls":
            from desktop_app.formats.xls_times import XlsTimes  # noqa: PLC0415 - see _forms_of

            return XlsTimes(self._path, self._order.index(sheet))
        with NOT_BY_PYTHON, zipfile.ZipFile(self._path) as parts:
            return LongTimes(parts)
        return Times()

    def _odd_cells(self, sheet: str) -> Odd:
        """Nothing is odd where the library could read what Python cannot."""
        with NOT_BY_PYTHON:
            if self._kind == ".xls":
                from desktop_app.formats import xls_cells  # noqa: PLC0415 - see _forms_of

                return xls_cells.odd_cells(self._path, self._order.index(sheet))
            with zipfile.ZipFile(self._path) as parts:
                return _odd_cells_of(self._kind)(parts, sheet)
        return Odd([])


@contextmanager
def workbook(path: Path) -> Iterator[WorkbookCells]:
    """Open a workbook of any kind, whatever its name ends in. Raises UnreadableError."""
    with path.open("rb") as file:
        beginning = file.read(8)
    kind = _kind_of_old(path) if beginning.startswith(_OLE) else _kind_of_packed(path)
    with _whole(path, kind) as copy, _opened(copy, kind) as book:
        yield WorkbookCells(book, copy, kind)


def _whole(path: Path, kind: str) -> AbstractContextManager[Path]:
    if kind == ".xls":
        return nullcontext(path)
    return with_usual_cells(path) if kind == ".ods" else with_usual_names(path)


@contextmanager
def _opened(path: Path, kind: str) -> Iterator[CalamineWorkbook]:
    """Open it with the library, which believes the ending of a path, but looks into open files."""
    ending = path.suffix.lower()
    if _RELATIVES.get(ending, ending) == kind:
        with CalamineWorkbook.from_path(path) as book:
            yield book
    else:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            yield book


def _kind_of_packed(path: Path) -> str:
    """Look at the directory of the zip before anything is unpacked. Raises UnreadableError."""
    with zipfile.ZipFile(path) as book:
        parts = book.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    dense = unpacked > _SUSPICIOUS and unpacked > packed * _DENSEST
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or dense:
        raise UnreadableError("large")
    names = {part.filename.replace("\\", "/") for part in parts}
    if "word/document.xml" in names:
        raise UnreadableError("letter")
    for kind, heart in _HEARTS.items():
        if heart in names:
            return kind
    raise UnreadableError("no_workbook")


def _kind_of_old(path: Path) -> str:
    """Tell an old workbook from what else is kept in such a container. Raises UnreadableError."""
    content = path.read_bytes()
    if _in_container("EncryptedPackage") in content:
        raise UnreadableError("password")
    if _in_container("WordDocument") in content:
        raise UnreadableError("letter")
    if _in_container("Workbook") in content or _in_container("Book") in content:
        return ".xls"
    raise UnreadableError("old")


def _in_container(name: str) -> bytes:
    return name.encode("utf-16-le")


def _mended(cells: CalamineSheet, times: Times, first: int) -> Iterator[list[list[Any]]]:
    rows = iter(cells.iter_rows())
    while batch := list(islice(rows, BATCH)):
        times.put(batch, first)
        yield batch


def _forms_of(kind: str) -> Callable[[zipfile.ZipFile, str], Codes]:
    """Return what tells how the numbers of whole columns are shown, loaded beside all else."""
    if kind == ".xlsx":
        from desktop_app.formats import xlsx_forms  # noqa: PLC0415

        return xlsx_forms.number_codes
    if kind == ".xlsb":
        from desktop_app.formats import xlsb_forms  # noqa: PLC0415

        return xlsb_forms.number_codes
    from desktop_app.formats import ods_forms  # noqa: PLC0415

    return ods_forms.number_codes


def _odd_cells_of(kind: str) -> Callable[[zipfile.ZipFile, str], Odd]:
    if kind == ".xlsx":
        return odd_cells
    if kind == ".xlsb":
        from desktop_app.formats import xlsb_cells  # noqa: PLC0415 - see _forms_of

        return xlsb_cells.odd_cells
    from desktop_app.formats import ods_cells  # noqa: PLC0415 - see _forms_of

    return ods_cells.odd_cells


def _holds_numbers(rows: list[list[Any]]) -> bool:
    return any(type(cell) in (int, float) for row in rows for cell in row)


def _shared(codes: Codes, first: int, width: int) -> dict[int, str]:
    """Return the codes that all numbers of a column share, by the place in a row."""
    there = {place - first: found for place, found in codes.items()}
    alone = {place: found for place, found in there.items() if len(found) == 1}
    return {place: code for place, (code,) in alone.items() if 0 <= place < width}


def _mixed(codes: Codes) -> Iterator[OddCells]:
    numbers = {place: [code for code in found if ":" not in code] for place, found in codes.items()}
    several = {place for place, found in numbers.items() if len(found) > 1}
    zeros = {place for place in several if any(map(digit_templates, numbers[place]))}
    zeros |= {place for place, found in numbers.items() if any(map(has_some_digits, found))}
    for kind, places in (("zeros", zeros), ("signs", several - zeros)):
        if places:
            yield kind, len(places), letters(min(places)), ""


def _merged(cells: CalamineSheet) -> Iterator[OddCells]:
    merged = cells.merged_cell_ranges or []
    if merged:
        (row, column), _ = min(merged)
        yield "merged", len(merged), f"{letters(column)}{row + 1}", ""


def _hidden(names: Sequence[str]) -> Iterator[OddCells]:
    if names:
        yield "hidden", len(names), "", f"“{names[0]}”"
