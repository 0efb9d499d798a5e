"""How a text file is cut into cells, and whether its first row names the columns: by evidence."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from statistics import median

from desktop_app.formats.readings import SIGNS

_DELIMITERS = "\t;|,"
"""Where two fit equally well, the earlier one wins: commas turn up inside cells, tabs never."""

_ROWS = 200
_END = "\x00the end\x00"
_CLEARLY_A_TABLE = 3
"""Columns; below that, a line with one cell may well be a row."""

_MOST_TITLE_LINES = 10
_FACT = 2
"""Cells of a line that says something of the whole table: what it is, and which."""

_SEP_LINE = re.compile(r"sep=([^\r\n])(\r\n|\n|\r)", re.IGNORECASE)
_NUMBER_OR_DAY = re.compile(
    r"[+-]?[\d.,'\s]*\d[\d.,'\s]*\s?[%€$£]?|[€$£]\s?[\d.,]+"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d\d.*)?|\d{1,2}:\d\d(:\d\d)?"
)
_YEAR = re.compile(r"(1[89]|20)\d\d")


@dataclass(frozen=True)
class Dialect:
    """The sign between cells, and how many lines stand in front of the first row."""

    delimiter: str
    skip: int = 0


def dialect_of(sample: str, told: str | None = None) -> Dialect:
    """Return how a file that begins with this text is cut into cells; a told sign counts."""
    if found := _SEP_LINE.match(sample):
        return Dialect(told or found[1], skip=1)
    if told:
        return Dialect(told)
    best, best_share = SIGNS["none"], 0.0
    for delimiter in _DELIMITERS:
        share = _share_of_even_rows(sample_rows(sample, Dialect(delimiter)))
        if share > best_share:
            best, best_share = delimiter, share
    return Dialect(best)


def sample_rows(sample: str, dialect: Dialect) -> list[list[str]]:
    """Return the first rows of the sample; blank lines as [].

    Where a quotation mark is never closed, its line and those below are read as if it were none.
    """
    rows: list[list[str]] = []
    done = dialect.skip
    reader = csv.reader(chain(_lines(sample, done), (_END,)), delimiter=dialect.delimiter)
    with suppress(csv.Error):  # a monstrous cell, which is no cell either
        for row in islice(reader, _ROWS):
            if row and row[-1].endswith(_END):
                break
            rows.append(row)
            done = dialect.skip + reader.line_num
    if len(rows) < _CLEARLY_A_TABLE:
        lines = _lines(sample, done)
        literal = csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)
        with suppress(csv.Error):
            rows.extend(islice(literal, _ROWS))
    return rows


def _lines(sample: str, skip: int) -> Iterator[str]:
    return islice(StringIO(sample, newline=""), skip, None)


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first of these rows names the columns rather than being one of them."""
    if not rows or not any(cell.strip() for cell in rows[0]):
        return False
    first, body = rows[0], rows[1:]
    numbers = [cell.strip() for cell in first if _looks_like_a_value(cell)]
    if not numbers:
        return True
    words = sum(bool(cell.strip()) for cell in first) - len(numbers)
    years = len(set(numbers)) == len(numbers) and all(map(_YEAR.fullmatch, numbers))
    return words > 0 and (years or not _is_like_the_body(first, body))


def lines_above_the_table(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top are only a title or blank, where the table is wider.

    A narrow table has a title only if a blank row sets it apart, and so have facts such as the
    name and the balance of an account, which take two cells.
    """
    filled = [sum(map(bool, row)) for row in rows]
    if not any(filled):
        return 0
    if facts := _facts_above(filled, rows):
        return facts
    blank = next(place for place, number in enumerate(filled) if number)
    above = next((place for place, number in enumerate(filled) if number > 1), blank)
    wide = median(number for number in filled if number) >= _CLEARLY_A_TABLE
    apart = above > blank and not filled[above - 1] and filled[above] == max(filled)
    return above if above - blank <= _MOST_TITLE_LINES and (wide or apart) else blank


def _facts_above(filled: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows above the headings of a wide table only say something about it."""
    start = next((place for place, number in enumerate(filled) if number > _FACT), 0)
    above = filled[:start]
    below = list(filter(None, filled[start:]))
    if not above or above[-1] or max(above) < _FACT or sum(map(bool, above)) > _MOST_TITLE_LINES:
        return 0
    full = filled[start] == max(filled) > 2 * _FACT and median(below) > 2 * _FACT
    words = not any(map(_looks_like_a_value, rows[start]))
    return start if full and words and len(below) > 1 else 0


def _share_of_even_rows(rows: Sequence[Sequence[str]]) -> float:
    """Return how many of the rows have the most common width; 0 if this is one column only.

    Lines above with a single cell may be a title, if what follows is a table beyond doubt, or
    perfectly even and set apart by a blank line.
    """
    first = next((place for place, row in enumerate(rows) if len(row) > 1), len(rows))
    above = sum(map(bool, rows[:first]))
    table = [row for row in rows[first:] if row]
    if not table:
        return 0.0
    width, count = Counter(map(len, table)).most_common(1)[0]
    share = round(count / len(table), 1)
    clear = width >= _CLEARLY_A_TABLE and len(table) >= _CLEARLY_A_TABLE and share > 0.9
    apart = first > 0 and not rows[first - 1] and count == len(table) > 1
    if above and not ((clear or apart) and above <= _MOST_TITLE_LINES):
        return 0.0
    return share if width > 1 else 0.0


def _is_like_the_body(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Say whether some value in the first row stands above values of the same sort."""
    for place, cell in enumerate(first):
        below = [row[place] for row in body if place < len(row) and row[place].strip()]
        alike = sum(map(_looks_like_a_value, below))
        if _looks_like_a_value(cell) and (not below or alike > len(below) / 2):
            return True
    return False


def _looks_like_a_value(cell: str) -> bool:
    return len(cell) < 40 and _NUMBER_OR_DAY.fullmatch(cell.strip()) is not None
