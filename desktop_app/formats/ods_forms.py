"""Which columns of an OpenDocument spreadsheet are percentages, amounts, lengths of time, or codes.

Its cells say so themselves, or the style that they have: what is shown as 00501 is a code. Styles
stand before the cells or, after a change of format, in a part of their own. Runs in the child
process (see reader), before the rows. Where no cell and no style says so, the content is
only searched for them; else the cells are counted through once.
OpenDocument 1.3, part 3, 9.1.4 (table-cell), 19.385 (value-type).
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator
from html import unescape
from itertools import chain

from desktop_app.formats.ods_digits import digit_codes, may_have_codes

CONTENT = "content.xml"
_STYLES = "styles.xml"
_BLOCK = 1 << 20
_LONGEST_TAG = 1 << 16
WIDEST = 16_384
_PLAIN = "General"
_TIME, _LENGTH = "hh:mm:ss", "[h]:mm:ss"
_CODE = 3
"""Letters of the code of a currency; what is shorter or longer is its sign."""

_MOST_STYLES = 32 << 20
_MANY = 10_000
"""Different beginnings of cells that are kept in mind."""

_SAYS_MORE = re.compile(
    rb'office:value-type="(?:percentage|currency|time)"|"float"[^<>]*><text:p>0\d+</text:p>'
)
_TAG = re.compile(
    rb"<table:(?:(table-row|table-column|table)(?=[\s/>])|(?:covered-)?table-cell)([^>]*)>"
    rb"(?:<text:p>(\d+)</text:p>)?"
)
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_REPEATED = re.compile(rb'\btable:number-columns-repeated="(\d{1,9})"')
_KIND = re.compile(rb'\boffice:value-type="(float|percentage|currency|time)"')
_STYLE = re.compile(rb'\btable:style-name="([^"]*)"')
_DEFAULT = re.compile(rb'\btable:default-cell-style-name="([^"]*)"')
_LENGTHS = re.compile(
    rb'<number:time-style\b(?=[^>]*\btruncate-on-overflow="false")[^>]*\bstyle:name="([^"]*)"'
)
_CELL_STYLE = re.compile(
    rb'<style:style\b(?=[^>]*\bstyle:name="([^"]*)")[^>]*\bstyle:data-style-name="([^"]*)"'
)
_CURRENCY = re.compile(rb'\boffice:currency="([^"\]]{1,20})"')
_BEYOND = re.compile(rb'\boffice:time-value="(?:-|PT(?:2[4-9]|[3-9]\d|\d{3,})H)')
_NAMED = re.compile(rb'<number:[a-z]+-style\b[^>]*\bstyle:name="([^"]*)"')


def number_codes(book: zipfile.ZipFile, sheet: str) -> dict[int, Collection[str]]:
    """Return the codes by which a column shows the numbers in it, by the column's place.

    Only where one of them says more than that it is a number.
    """
    styles = list(named_styles(book))
    blocks = chain(styles, content(book))
    if not any(may_have_codes(block) or _SAYS_MORE.search(block) for block in blocks):
        return {}
    cells = _Cells()
    for block in styles:
        cells.learn_styles(block)
    inside = False
    for block in content(book):
        cells.learn_styles(block)
        for kind, about, digits in _TAG.findall(block):
            if kind == b"table":
                inside = is_of(about, sheet)
            if inside:
                cells.look_at(kind, about, digits)
    return cells.settled()


class _Cells:
    """The codes of the numbers in each column, as far as they were looked at."""

    def __init__(self) -> None:
        self.seen: dict[int, set[str]] = defaultdict(set)
        self._alike: dict[bytes, tuple[int, str]] = {}
        self._long: set[int] = set()
        self._place = 0
        self._defaults: list[bytes] = []
        self._lengths: dict[bytes, str] = {}
        self._codes: dict[bytes, str] = {}
        self._styles: dict[bytes, bytes] = {}

    def learn_styles(self, block: bytes) -> None:
        """Take in the styles, which stand before the tables; later ones count."""
        if not self.seen:
            for name in _NAMED.findall(block):
                self._lengths.pop(name, None)
                self._codes.pop(name, None)
            self._lengths.update(dict.fromkeys(_LENGTHS.findall(block), _LENGTH))
            self._codes.update(digit_codes(block))
            self._styles.update(_CELL_STYLE.findall(block))

    def look_at(self, kind: bytes, about: bytes, digits: bytes) -> None:
        """Take in what is said about a cell, or the beginning of a row or of another thing."""
        if kind == b"table-column":
            style = _DEFAULT.search(about)
            self._defaults += [style[1] if style else b""] * min(repeated(about), WIDEST)
        if kind:
            self._place = 0
            return
        many, code = self._cell(about)
        shown = _filled(digits) if code == _PLAIN else ""
        if code == _TIME and _BEYOND.search(about):
            self._long.update(range(self._place, min(self._place + many, WIDEST)))
        for each in range(self._place, min(self._place + many, WIDEST)) if code else ():
            self.seen[each].add(self._by_style(code, about, each) or shown or code)
        self._place += many

    def settled(self) -> dict[int, Collection[str]]:
        """Return the codes of the columns in which one says more than that it is a number.

        Where one cell cannot be a time of day, none in its column is.
        """
        settled = {place: _settled(codes) for place, codes in self.seen.items()}
        for place in self._long:
            settled[place] = settled[place] - {_TIME} | {_LENGTH}
        return {place: codes for place, codes in settled.items() if codes != {_PLAIN}}

    def _cell(self, about: bytes) -> tuple[int, str]:
        """Return of how many columns a cell speaks, and the code of its number, if it has one.

        Most cells say the same but for their value, so they are told apart by what stands before.
        """
        start, _, rest = about.partition(b'value="')
        if b"table:" in rest or b"office:" in rest:
            return _looked_at(about)
        known = self._alike.get(start)
        if known is None:
            known = _looked_at(about)
            if len(self._alike) < _MANY:
                self._alike[start] = known
        return known

    def _by_style(self, code: str, about: bytes, place: int) -> str:
        """Tell lengths from times of day, and codes from numbers, by the style of the cell.

        A cell without a style of its own has that of its column.
        """
        known = {_TIME: self._lengths, _PLAIN: self._codes}.get(code)
        if not known:
            return ""
        style = _STYLE.search(about)
        default = self._defaults[place] if place < len(self._defaults) else b""
        return known.get(self._styles.get(style[1] if style else default, b""), "")


def _filled(digits: bytes) -> str:
    """Return the code of a number that is shown so, as far as one can tell from it."""
    return ("0" if digits.startswith(b"0") else "#") * len(digits)


def _settled(codes: set[str]) -> set[str]:
    """Take numbers without zeros in front for such that fill all places, or else for plain ones."""
    zeros = {code for code in codes if code.startswith("00")}
    wide = max(map(len, zeros), default=WIDEST)
    others = {code for code in codes - zeros if not code.startswith("#" * wide)}
    return zeros | {_PLAIN if code.strip("#0") == "" else code for code in others}


def is_of(about: bytes, sheet: str) -> bool:
    """Say whether the beginning of a table is that of the sheet."""
    name = _NAME.search(about)
    return name is not None and unescape(name[1].decode("utf-8", "replace")) == sheet


def repeated(about: bytes, said: re.Pattern[bytes] = _REPEATED) -> int:
    """Return how often a cell is there, or a row, by how that is said."""
    found = said.search(about) if b"repeated" in about else None
    return int(found[1]) if found else 1


def _looked_at(about: bytes) -> tuple[int, str]:
    many = repeated(about)
    if about.count(b'"') % 2:
        return many, _PLAIN  # cut short by a sign that nobody writes so: better no more of it
    found = _KIND.search(about) if b"value-type" in about else None
    return many, _code(found[1], about) if found else ""


def _code(kind: bytes, about: bytes) -> str:
    if kind == b"time":
        return _TIME
    if kind == b"percentage":
        return "General%"
    currency = _CURRENCY.search(about) if kind == b"currency" else None
    if not currency:
        return _PLAIN
    name = unescape(currency[1].decode("utf-8", "replace"))
    return f"General [${name.upper() if len(name) == _CODE else name}]"


def named_styles(book: zipfile.ZipFile) -> Iterator[bytes]:
    """Give the part with the styles that have names, piece by piece, if there is one."""
    sizes = (part.file_size for part in book.infolist() if part.filename == _STYLES)
    return content(book, _STYLES) if 0 < next(sizes, 0) < _MOST_STYLES else iter(())


def content(book: zipfile.ZipFile, part: str = CONTENT) -> Iterator[bytes]:
    """Give the content piece by piece, no tag cut in two."""
    rest = b""
    with book.open(part) as file:
        while block := file.read(_BLOCK):
            rest += block
            cut = rest.rfind(b"<table:")
            if cut > 0 and len(rest) - cut < _LONGEST_TAG:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 2 * _BLOCK:
                yield rest
                rest = b""
    yield rest
