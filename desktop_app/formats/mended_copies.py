"""Workbooks of which the library drops or refuses something, copied with that written otherwise.

It joins what a tab or a line break parts in a cell of an OpenDocument spreadsheet, refuses one
whose XML is indented, and takes for numbers the zero that Excel keeps there where it shows an
error, and what LibreOffice keeps of true and false that came from Excel. It refuses a sheet of an
Excel workbook for one error that it does not know, such as #SPILL!. We do not find parts whose
names have backslashes. All that is wanted of a copy are its cells. Runs in the child process (see
reader), whose folder for copies goes with it. OpenDocument 1.3, part 3, 6.1.4 (tab) and 6.1.5
(line-break); for errors see odd_cells and ods_cells.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from desktop_app.formats.odd_cells import ERROR, blocks, part_of
from desktop_app.formats.ods_forms import CONTENT, content
from desktop_app.formats.unreadable import NOT_BY_PYTHON

_BREAK = re.compile(rb"<text:(?:(tab)|line-break)(?=[\s/>])[^<>]*?(?:/>|></text:[^<>]*>)")
_INDENTED = re.compile(rb">\s+<table:(?:covered-)?table-cell\b")
_SPACE = re.compile(rb">\s+(?=</?table:|<text:p[\s/>]|\Z)")
_ERROR = re.compile(
    rb'<table:table-cell\b((?=[^<>]*\btable:formula=)(?![^<>]*\bcalcext:value-type="error")[^<>]*)>'
    rb"(?=\s*<text:p>(?:#N/A|#[A-Z0-9/]+[!?]|Err:\d{3})</text:p>)"
)
_ERROR_TEXT = re.compile(rb"<text:p>(?:#[A-Z]|Err:)")
_VALUE = re.compile(rb'\s(?:office|calcext):(?:value-type|value|[a-z]+-value)="[^"]*"')
_IS_ERROR = b' office:value-type="string" office:string-value="" calcext:value-type="error">'
_TRUTH = re.compile(
    rb'<table:table-cell\b([^<>]*\boffice:value-type="float"[^<>]*\boffice:value="([01])"[^<>]*)>'
    rb"(?=\s*<text:p>([^<]*)</text:p>)"
)
_TRUTH_FORMULA = re.compile(rb'"of:=(?:TRUE|FALSE)\(\)"')
_TRUTH_TEXT = re.compile(rb"<text:p>(?:TRUE|FALSE)</text:p>")
_TRUTH_NUMBER = re.compile(rb'\boffice:value="[01]"[^<>]*>\s*' + _TRUTH_TEXT.pattern)
_TRUTHS = {
    b"0": b' office:value-type="boolean" office:boolean-value="false">',
    b"1": b' office:value-type="boolean" office:boolean-value="true">',
}
_NEEDED = (".xml", ".rels", "mimetype")
_NOT_NEEDED = ("settings.xml", "meta.xml")
"""How the parts are called that a workbook is read from; pictures and the like are not."""


Mend: TypeAlias = Callable[[bytes], bytes]


@contextmanager
def with_usual_cells(path: Path) -> Iterator[Path]:
    """Give an OpenDocument spreadsheet whose cells are written as the library expects them.

    Tabs and line breaks are letters, not elements; between elements there is nothing; errors are
    marked as LibreOffice does, true and false are no numbers.
    """
    mends = _needed_mends(path)
    if not mends:
        yield path
        return
    with _copy(
        path, CONTENT, lambda book: (_mended(block, mends) for block in content(book))
    ) as it:
        yield it


@contextmanager
def with_usual_names(path: Path) -> Iterator[Path]:
    """Give a workbook in whose names of parts there are slashes, as everywhere, not backslashes."""
    with zipfile.ZipFile(path) as book:
        usual = not any("\\" in name for name in book.namelist())
    if usual:
        yield path
        return
    with _copy(path, "", lambda _: iter(())) as copy:
        yield copy


@contextmanager
def with_known_errors(path: Path, sheet: str) -> Iterator[Path]:
    """Give an Excel workbook with an error that all programs know in place of any in a sheet."""
    with zipfile.ZipFile(path) as book:
        part = part_of(book, sheet) or ""
    with _copy(path, part, lambda book: map(_as_known, blocks(book, part))) as copy:
        yield copy


def _needed_mends(path: Path) -> Sequence[Mend]:
    needed: dict[Mend, None] = {}
    with NOT_BY_PYTHON, zipfile.ZipFile(path) as book:
        for block in content(book):
            if _INDENTED.search(block):
                needed[_without_spaces] = None
            if _BREAK.search(block):
                needed[_as_letters] = None
            if _ERROR_TEXT.search(block) and _ERROR.search(block):
                needed[_as_errors] = None
            if _TRUTH_FORMULA.search(block) or (
                _TRUTH_TEXT.search(block) and _TRUTH_NUMBER.search(block)
            ):
                needed[_with_truths] = None
    return list(needed)


def _mended(block: bytes, mends: Sequence[Mend]) -> bytes:
    for mend in mends:
        block = mend(block)
    return block


def _as_letters(block: bytes) -> bytes:
    return _BREAK.sub(lambda found: b"&#9;" if found[1] else b"&#10;", block)


def _without_spaces(block: bytes) -> bytes:
    return _SPACE.sub(b">", block)


def _as_errors(block: bytes) -> bytes:
    return _ERROR.sub(
        lambda found: b"<table:table-cell" + _VALUE.sub(b"", found[1]) + _IS_ERROR, block
    )


def _with_truths(block: bytes) -> bytes:
    return _TRUTH.sub(_as_truth, block)


def _as_truth(found: re.Match[bytes]) -> bytes:
    about, number, shown = found.groups()
    if shown not in (b"TRUE", b"FALSE") and not _TRUTH_FORMULA.search(about):
        return found[0]
    return b"<table:table-cell" + _VALUE.sub(b"", about) + _TRUTHS[number]


def _as_known(block: bytes) -> bytes:
    return ERROR.sub(lambda found: found[0].removesuffix(found["shown"]) + b"#N/A", block)


def _is_needed(part: str) -> bool:
    return part.endswith(_NEEDED) and part not in _NOT_NEEDED


@contextmanager
def _copy(
    path: Path, part: str, mended: Callable[[zipfile.ZipFile], Iterator[bytes]]
) -> Iterator[Path]:
    """Give a copy of a workbook in whose part this stands instead."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"copy{path.suffix}")
        with (
            zipfile.ZipFile(path) as book,
            zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        ):
            for name in filter(_is_needed, book.namelist()):
                usual = name.replace("\\", "/")
                with book.open(name) as old, made.open(usual, "w", force_zip64=True) as new:
                    if name == part:
                        new.writelines(mended(book))
                    else:
                        shutil.copyfileobj(old, new)
        yield copy
