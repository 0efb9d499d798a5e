"""Where a table begins: which rows only stand above it, and whether the next names its columns.

By evidence in the first rows, unless a person says in which row the names are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from desktop_app.domain.errors import Invalid

CLEARLY_A_TABLE = 3
"""Columns; below that, a line with one cell may well be a row."""

MOST_TITLE_LINES = 10

FACT = 2
"""Cells of a line that says something of the whole table: what it is, and which."""

_NARROW = 2 * FACT
"""Columns of a table whose rows may look like facts: it takes more to tell them apart."""

_VERY_WIDE = 9

_SEVERAL = 3
"""Rows below the names that show what a table is like."""

_NUMBER_OR_DAY = re.compile(
    r"[+-]?[\d.,'\s]*\d[\d.,'\s]*\s?[%€$£]?|[€$£]\s?[\d.,]+"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d\d.*)?|\d{1,2}:\d\d(:\d\d)?"
)
_DIGIT = re.compile(r"\d")
_DATEV = ("EXTF", "DTVF")
"""How the first line of a file begins that programs for accounting exchange in Germany."""

_YEAR = re.compile(r"(1[89]|20)\d\d")


@dataclass(frozen=True)
class Beginning:
    """How many rows at the top stand above a table, and how many of the next name its columns."""

    above: int
    names: int = 0

    @property
    def rows(self) -> int:
        """How many rows come before the first that is a row of the table."""
        return self.above + self.names

    @property
    def header(self) -> int:
        """Where the names are, as a `Reading` has it."""
        return self.rows if self.names else 0


def beginning_of(
    rows: Sequence[Sequence[str]], told: int | None = None, marked: int = 0
) -> Beginning:
    """Return where the table begins of which these are the first rows.

    `told` is what a person says, as a `Reading` has it; `marked` are the rows at the top that the
    file itself marks as names. Raises Invalid if no names can be where they are said to be.
    """
    if told and told != marked and any(map(any, rows)):
        return _as_told(rows, told)
    if marked:
        return Beginning(0, 0 if told == 0 else marked)
    if told == 0:
        return Beginning(_lines_above(rows))
    above = _facts_right_above(rows) or _lines_above(rows)
    return Beginning(above, int(has_names(rows[above:])))


def has_names(rows: Sequence[Sequence[str]]) -> bool:
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


def _as_told(rows: Sequence[Sequence[str]], row: int) -> Beginning:
    if row > len(rows):
        raise Invalid(
            f"The names cannot be in row {row}: the last is row {len(rows)}. "
            "Nothing was changed; choose another row.",
            "header",
        )
    if not any(map(str.strip, rows[row - 1])):
        raise Invalid(
            f"Row {row} is empty, so it cannot name the columns. Nothing was changed; choose "
            "another row.",
            "header",
        )
    return Beginning(row - 1, 1)


def _lines_above(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top are only a title or blank, where the table is wider.

    A narrow table has a title only if a blank row sets it apart, and so have facts such as the
    name and the balance of an account, which take two cells.
    """
    filled = _filled(rows)
    if not any(filled):
        return 0
    first = rows[0]
    if len(first) > CLEARLY_A_TABLE and first[0] in _DATEV and all(map(str.isdecimal, first[1:3])):
        return 1
    facts = _may_be_facts(rows, filled)
    if facts and not filled[facts - 1]:
        return facts
    blank = next(place for place, number in enumerate(filled) if number)
    above = next((place for place, number in enumerate(filled) if number > 1), blank)
    wide = median(number for number in filled if number) >= CLEARLY_A_TABLE
    apart = above > blank and not filled[above - 1] and filled[above] == max(filled)
    return above if above - blank <= MOST_TITLE_LINES and (wide or apart) else blank


def _facts_right_above(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows above the names only say something about the table, without a gap.

    Rows are never taken for facts in doubt: what is below must be even, and unlike both them and
    the names.
    """
    filled = _filled(rows)
    place = _may_be_facts(rows, filled, _NARROW)
    if not place:
        return 0
    above, names = rows[:place], rows[place]
    body = [row for row in rows[place + 1 :] if any(row) and row != names]
    narrow = sum(number < min(filled[place], _NARROW + 1) for number in _filled(body))
    if len(body) < _SEVERAL or narrow > max(1, len(body) // 10):
        return 0
    columns = [
        list(filter(None, map(str.strip, cells))) for cells in zip_longest(*body, fillvalue="")
    ]
    if filled[place] == _NARROW and not _are_facts_for_sure(above, columns):
        return 0
    return place if _are_facts(above, columns) and _are_names(names, columns) else 0


def _may_be_facts(
    rows: Sequence[Sequence[str]], filled: Sequence[int], least: int = _NARROW + 1
) -> int:
    """Return how many rows above the headings of a wide table may only say something about it.

    It has so many columns at least; a very wide one may have a unit behind a fact.
    """
    most = FACT + (max(filled, default=0) >= _VERY_WIDE)
    start = next((place for place, number in enumerate(filled) if number > most), 0)
    above = filled[:start]
    below = list(filter(None, filled[start:]))
    if not above or max(above) < FACT or sum(map(bool, above)) > MOST_TITLE_LINES:
        return 0
    full = filled[start] == max(filled) >= least and median(below) >= least
    words = not any(map(_looks_like_a_value, rows[start]))
    return start if full and words and len(below) > 1 else 0


def _are_facts(rows: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> bool:
    """Say whether rows begin with what they are about, and cannot be rows of these columns."""
    said = [list(filter(None, row)) for row in rows if any(row)]
    unlike = any(
        bool(below) and _looks_like_a_value(cell) != _hold_values(below)
        for row in rows
        for cell, below in zip(row, columns, strict=False)
        if cell.strip()
    )
    marked = all(cells[0].rstrip().endswith(":") for cells in said if len(cells) > 1)
    return (unlike or marked) and not any(_looks_like_a_value(cells[0]) for cells in said)


def _are_facts_for_sure(rows: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> bool:
    """Say whether a number or a colon shows facts, and values what is a row of the table."""
    facts = [row for row in rows if len(row) > 1 and row[1]]
    shown = any(_DIGIT.search(row[1]) or row[0].rstrip().endswith(":") for row in facts)
    short = not any(any(row[FACT:]) for row in rows)
    return shown and short and sum(map(_hold_values, columns)) > 1


def _are_names(texts: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Say whether texts are all different, none stands below once more, and values do."""
    said = [text.strip().casefold() for text in texts]
    whole = list(filter(None, said))
    again = any(
        text in map(str.casefold, below) for text, below in zip(said, columns, strict=False) if text
    )
    return len(set(whole)) == len(whole) and not again and any(map(_hold_values, columns))


def _hold_values(cells: Sequence[str]) -> bool:
    return 2 * sum(map(_looks_like_a_value, cells)) > len(cells)


def _filled(rows: Sequence[Sequence[str]]) -> list[int]:
    return [sum(map(bool, row)) for row in rows]


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
