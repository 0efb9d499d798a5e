"""How a text file is cut into cells: by evidence."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from desktop_app.formats.beginnings import CLEARLY_A_TABLE, FACT, MOST_TITLE_LINES
from desktop_app.formats.readings import FURTHEST, SIGNS

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = "\t;|,"
"""Where two fit equally well, the earlier one wins: commas turn up inside cells, tabs never."""

_END = "\x00the end\x00"
_SEP_LINE = re.compile(r"sep=([^\r\n])(\r\n|\n|\r)", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """The sign between cells, and how many lines stand in front of the first row."""

    delimiter: str
    skip: int = 0
    blanks: bool = False
    """Whether blanks behind that sign belong to it, as in `"Ada", "Graz"`."""

    def reader(
        self, lines: Iterable[str], *, literally: bool = False, strict: bool = False
    ) -> Reader:
        """Return what makes rows of lines that are cut so; or with marks that mean nothing.

        A strict one raises csv.Error where text is behind a closing mark, or where one is missing.
        """
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_NONE if literally else csv.QUOTE_MINIMAL,
            skipinitialspace=self.blanks,
            strict=strict,
        )


def dialect_of(sample: str, told: str | None = None) -> Dialect:
    """Return how a file that begins with this text is cut into cells; a told sign counts."""
    if found := _SEP_LINE.match(sample):
        return Dialect(told or found[1], skip=1)
    if told:
        return _with_blanks(told, sample)
    best, best_share = Dialect(SIGNS["none"]), 0.0
    for dialect in (_with_blanks(delimiter, sample) for delimiter in _DELIMITERS):
        share = _share_of_even_rows(sample_rows(sample, dialect))
        if share > best_share:
            best, best_share = dialect, share
    return best


def _with_blanks(delimiter: str, sample: str) -> Dialect:
    """Let a blank belong to the sign if one follows each of them, and quotation marks need it."""
    marked = f'{delimiter} "'
    each = sample.count(delimiter) == sample.count(f"{delimiter} ")
    if delimiter in " \t" or not each or marked not in sample or f"{delimiter}  " in sample:
        return Dialect(delimiter)
    whole = re.compile(
        rf'{re.escape(marked)}(?:[^"]|"")*"(?=\s*(?:{re.escape(delimiter)}|[\r\n]|\Z))'
    )
    return Dialect(delimiter, blanks=len(whole.findall(sample)) == sample.count(marked))


def sample_rows(sample: str, dialect: Dialect) -> list[list[str]]:
    """Return the first rows of the sample; blank lines as [].

    Where a quotation mark is never closed, its line and those below are read as if it were none.
    """
    rows: list[list[str]] = []
    done = dialect.skip
    reader = dialect.reader(chain(_lines(sample, done), (_END,)))
    with suppress(csv.Error):  # a monstrous cell, which is no cell either
        for row in islice(reader, FURTHEST):
            if row and row[-1].endswith(_END):
                break
            rows.append(row)
            done = dialect.skip + reader.line_num
    if len(rows) < CLEARLY_A_TABLE:
        lines = _lines(sample, done)
        literal = dialect.reader(lines, literally=True)
        with suppress(csv.Error):
            rows.extend(islice(literal, FURTHEST))
    return rows


def _lines(sample: str, skip: int) -> Iterator[str]:
    return islice(StringIO(sample, newline=""), skip, None)


def _share_of_even_rows(rows: Sequence[Sequence[str]]) -> float:
    """Return how many of the rows have the most common width; 0 if this is one column only.

    Lines above with a single cell may be a title, and above a wide table those with two may be
    facts about it, if what follows is a table beyond doubt, or perfectly even and set apart by a
    blank line.
    """
    return max(_share_below(rows, 1), _share_below(rows, FACT))


def _share_below(rows: Sequence[Sequence[str]], cells: int) -> float:
    """Return the share below the lines at the top that have so many cells at most."""
    first = next((place for place, row in enumerate(rows) if len(row) > cells), len(rows))
    above = sum(map(bool, rows[:first]))
    table = [row for row in rows[first:] if row]
    if not table:
        return 0.0
    width, count = Counter(map(len, table)).most_common(1)[0]
    share = round(count / len(table), 1)
    clear = width > 2 * cells and len(table) >= CLEARLY_A_TABLE and share > 0.9
    apart = first > 0 and not rows[first - 1] and count == len(table) > 1
    if above and not ((clear or apart) and above <= MOST_TITLE_LINES):
        return 0.0
    return share if width > 1 else 0.0
