"""Cells of a workbook that come in as something else than what is in them.

Errors, and formulas whose result was never stored, come in empty; the library that reads the rows
does not tell them from empty ones. Numbers with too many digits, which Excel itself never stores,
are rounded by it. Comments on cells do not come in at all.

Runs in the child process (see reader), after the rows, over the sheet's own part of the zip file.
The form of that part: ECMA-376, part 1, 18.3.1.4 (c), 18.3.1.40 (f) and 18.3.1.96 (v).
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from posixpath import join, normpath, split
from string import ascii_uppercase
from typing import TypeAlias

from desktop_app.formats.places import letters, place_of

OddCells: TypeAlias = tuple[str, int, str, str]
"""The kind (see findings), how many, where the first is, and what it shows."""

_DOUBTFUL = frozenset(("error", "unstored", "long"))
"""Kinds of which something else comes in than what is meant there."""

ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""What workbooks that are not made of text show, by the number that they keep of it."""

_BLOCK = 1 << 20
_LONGEST_CELL = 16 << 20
FORMULA = rb"(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)"
ERROR = re.compile(
    rb'<c\b(?P<cell>[^<>]*\bt="e"[^<>]*)>' + FORMULA + rb"?<v>(?P<shown>[^<]*)(?=</v>)"
)
_KINDS = {
    "error": ERROR,
    "unstored": re.compile(
        rb'<c\b(?P<cell>(?![^<>]*\bt="str")[^<>]*)>'
        + FORMULA
        + rb"(?P<shown>)(?:<v\s*/>|<v></v>)?</c>"
    ),
    "long": re.compile(
        rb'<c\b(?P<cell>(?![^<>]*\bt="(?!n")[^<>]*)[^<>]*)>'
        + FORMULA
        + rb"?<v>(?P<shown>-?\d{16,})</v>"
    ),
}
_SIGNS = {
    "error": re.compile(rb't="e"'),
    "unstored": re.compile(rb"<f"),
    "long": re.compile(rb"<v>-?\d{16}"),
}
"""What each kind has in it."""

_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d+)"')
_COMMENT = re.compile(rb'<(?:\w+:)?comment\b[^<>]*\bref="([A-Z]{1,3})(\d{1,7})"')
_OF_COMMENTS = re.compile(r'\bType="[^"]*/relationships/comments"')
_ENDLESS = 300
"""Digits of a number beyond what can be calculated with."""

_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')


@dataclass(frozen=True)
class Odd:
    """What there is of each kind in a sheet, and the numbers of the rows that are in doubt."""

    cells: list[OddCells]
    rows: array[int] = field(default_factory=lambda: array("L"))


def odd_cells(book: zipfile.ZipFile, sheet: str) -> Odd:
    """Return what is odd in that sheet; nothing where it cannot be found out."""
    part = part_of(book, sheet)
    counts = dict.fromkeys(_KINDS, 0)
    firsts: dict[str, tuple[str, str]] = {}
    rows = array("L")
    for cells in blocks(book, part) if part else ():
        doubtful: set[int] = set()
        for kind, pattern in _KINDS.items():
            if not _SIGNS[kind].search(cells):  # much the quickest way to find nothing
                continue
            for found in pattern.finditer(cells):
                shown = found["shown"].decode("utf-8", "replace")
                if kind == "long" and len(shown) < _ENDLESS and int(float(shown)) == int(shown):
                    continue
                counts[kind] += 1
                place = _place(found["cell"])
                firsts.setdefault(kind, (place, shown))
                if kind in _DOUBTFUL and place:
                    doubtful.add(int(place.lstrip(ascii_uppercase)))
        rows.extend(sorted(row for row in doubtful if not rows or row > rows[-1]))
    odd = [(kind, counts[kind], *first) for kind, first in firsts.items()]
    return Odd([*odd, *comments(_comments(book, part) if part else [])], rows)


def errors(found: Iterable[tuple[int, int, str]]) -> Odd:
    """Return what is odd where these errors are: row and column, from 0 on, and what is shown."""
    first, count, rows = ("", ""), 0, array("L")
    for row, column, shown in found:
        if not count:
            first = (f"{letters(column)}{row + 1}", shown)
        if not rows or row + 1 > rows[-1]:
            rows.append(row + 1)
        count += 1
    return Odd([("error", count, *first)] if count else [], rows)


def comments(places: Sequence[tuple[int, int]]) -> Iterator[OddCells]:
    """Say that there are comments on the cells at these places: row and column, from 0 on."""
    if places:
        row, column = min(places)
        yield "comment", len(places), f"{letters(column)}{row + 1}", ""


def parts_of_comments(book: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    """Give where in the zip the comments of the sheet in this part are. Raises KeyError."""
    folder, name = split(sheet)
    relations = book.read(f"{folder}/_rels/{name}.rels").decode("utf-8", "replace")
    for one in filter(_OF_COMMENTS.search, _RELATION.findall(relations)):
        target = unescape(dict(_ATTRIBUTE.findall(one)).get("Target", ""))
        yield normpath(join("/", folder, target))[1:]


def _comments(book: zipfile.ZipFile, sheet: str) -> list[tuple[int, int]]:
    """Return the cells of the sheet in this part that have any: ECMA-376, part 1, 18.7.3."""
    found = []
    with suppress(KeyError):
        for part in parts_of_comments(book, sheet):
            for block in blocks(book, part, b"<comment "):
                found += [
                    (int(row) - 1, place_of(column.decode()))
                    for column, row in _COMMENT.findall(block)
                ]
    return found


def part_of(book: zipfile.ZipFile, sheet: str) -> str | None:
    """Return where in the zip that sheet is, if it is where Excel says it must be."""
    try:
        listed = book.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = book.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return None
    ids = {unescape(name): number for name, number in _SHEET.findall(listed)}
    return part_by(book, relations, ids.get(sheet))


def part_by(book: zipfile.ZipFile, relations: str, number: str | None) -> str | None:
    """Return where in the zip the part is that is listed by this number, if it is there."""
    pairs = [dict(_ATTRIBUTE.findall(one)) for one in _RELATION.findall(relations)]
    targets = {pair.get("Id"): unescape(pair.get("Target", "")) for pair in pairs}
    target = targets.get(number, "")
    part = target[1:] if target.startswith("/") else f"xl/{target}"
    return part if part in book.namelist() else None


def blocks(book: zipfile.ZipFile, part: str, start: bytes = b"<c ") -> Iterator[bytes]:
    """Give the part piece by piece, nothing cut in two that starts so."""
    rest = b""
    with book.open(part) as file:
        while block := file.read(_BLOCK):
            rest += block
            cut = rest.rfind(start)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LONGEST_CELL:
                rest = b""
    yield rest


def _place(cell: bytes) -> str:
    found = _PLACE.search(cell)
    return found[1].decode() if found else ""
