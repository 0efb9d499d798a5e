"""How an Excel workbook shows the numbers of whole columns, which its cells alone do not say.

Runs in the child process (see reader), before the rows. Where no style of the workbook has to do
with percent, a currency, zeros in front or lengths of time, only the styles are read; else the
sheet's own part is searched once.
ECMA-376, part 1, 18.3.1.4 (c), 18.8.30 (numFmt), 18.8.10 (cellXfs).
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from html import unescape

from desktop_app.formats.number_forms import (
    BUILT_IN,
    Codes,
    UnknownFormsError,
    saying_more,
    says_more,
)
from desktop_app.formats.odd_cells import FORMULA, blocks, part_of
from desktop_app.formats.places import place_of

_STYLES = "xl/styles.xml"
_MOST_STYLES = 32 << 20
"""Bytes; a workbook with all the styles that Excel allows has about half of that."""

_NUMBER_FORMAT = re.compile(
    r'<numFmt\b(?:\s+(?:numFmtId="(\d+)"|formatCode="([^"]*)"|[\w:]+="[^"]*"))+'
)
_ANY_NUMBER_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s")
_ANY_FORM = re.compile(r"<(?:\w+:)?xf\s")
_FORM = re.compile(r'<xf\b[^>]*?\bnumFmtId="(\d+)"')
_REST = rb'(?![^<>]*\bt="[^n])([^<>]*)>' + FORMULA + b"?<v>(?=[^<])"
_NUMBER = re.compile(rb'<c r="([A-Z]{1,3})\d+"' + _REST)
_STYLE = re.compile(rb'\bs="(\d+)"')
_FEW = 60
"""Columns that can be told apart quickly."""


def number_codes(book: zipfile.ZipFile, sheet: str) -> Codes:
    """Return the codes by which a column shows the numbers in it, by the column's place.

    Only where one of them may say more than that it is a number. Raises UnknownFormsError.
    """
    styles = styles_of(book)
    part = part_of(book, sheet) if any(map(says_more, styles.values())) else None
    columns = _Columns(styles)
    for number, cells in enumerate(blocks(book, part) if part else ()):
        plain = cells.count(b"<c ") == cells.count(b'<c r="') and b":c r=" not in cells
        if not number and not plain:
            raise UnknownFormsError  # not as every program writes it: better nothing than half
        columns.look_at(cells)
    return saying_more({place_of(letters): codes for letters, codes in columns.seen.items()})


class _Columns:
    """The codes of the numbers in each column, as far as they were looked at."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self.seen: dict[str, set[str]] = defaultdict(set)
        self._news = _NUMBER

    def look_at(self, cells: bytes) -> None:
        """Take in more cells; much the most often nothing in them is new."""
        if not self._news.search(cells):
            return
        for letters, about in set(_NUMBER.findall(cells)):
            style = _STYLE.search(about)
            code = self._styles.get(style[1].decode() if style else "0", "")
            self.seen[letters.decode()].add(code)
        self._news = self._anything_else() if len(self.seen) <= _FEW else _NUMBER

    def _anything_else(self) -> re.Pattern[bytes]:
        """Return what finds a number that would change what is known of its column."""
        known = [self._nothing_new(letters.encode(), codes) for letters, codes in self.seen.items()]
        return re.compile(rb'<c r="(?!%b)[A-Z]{1,3}\d+"%b' % (b"|".join(known), _REST))

    def _nothing_new(self, letters: bytes, codes: Collection[str]) -> bytes:
        """Return what matches, behind `<c r="`, the cells of a column that say what is known."""
        if len(codes) > 1 and any(map(says_more, codes)):
            return rb"%b\d" % letters
        styles = "|".join(number for number, code in self._styles.items() if code in codes)
        alike = rb' s="(?:%b)"' % styles.encode()
        plain = rb'|(?![^<>]*\bs=")' if self._styles.get("0", "") in codes else b""
        return rb'%b\d+"(?:%b%b)' % (letters, alike, plain)


def styles_of(book: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the code of each style that has one, by its number. Raises UnknownFormsError."""
    try:
        if book.getinfo(_STYLES).file_size > _MOST_STYLES:
            return {}
    except KeyError:
        return {}
    text = book.read(_STYLES).decode("utf-8", "replace")
    named = _NUMBER_FORMAT.findall(text)
    if len(named) != len(_ANY_NUMBER_FORMAT.findall(text)):
        raise UnknownFormsError
    usual = {str(number): code for number, code in BUILT_IN.items()}
    codes = usual | {number: unescape(code) for number, code in named}
    used = _FORM.findall(text.partition("<cellXfs")[2].partition("</cellXfs")[0])
    if not used and _ANY_FORM.search(text):
        raise UnknownFormsError
    return {str(place): codes.get(number, "") for place, number in enumerate(used)}
