"""Cutting a text file of any length into rows, never swallowing any of them.

Python's csv module reads on to the end of the file when a quotation mark is never closed. So a
closing line of our own is put behind the file: if it turns up inside a cell, that cell's line is
read again with its quotation mark as an ordinary sign, and the lines below it as if nothing had
happened.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, TypeAlias

from desktop_app.domain.errors import Invalid
from desktop_app.formats.dialects import Dialect
from desktop_app.formats.encodings import Encoding, was_mended
from desktop_app.formats.findings import Findings
from desktop_app.formats.formula_guard import may_be_protected
from desktop_app.formats.limits import LONGEST_CELL

BATCH = 200
"""Rows that are worked on together: few enough to stay in the processor's cache, and for others
to get their turn in between."""

MANY_LINES = 20
"""A cell of more lines than this is worth a look."""

_LONGEST_LINE = 3 * LONGEST_CELL
_BLOCK = 1 << 16
_LARGE_BLOCK = 1 << 20
_END = "\x00the end\x00"
_MOST_STRAY_MARKS = 50
_MOST_ESCAPED = 1_000
_MOST_BEHIND_MARKS = 1_000
_ESCAPED = re.compile(r'"[^"]*\\"[^,;\t|\r\n"]')
_BREAK = re.compile(r"\r\n|\n|\r")
_LINE_END = re.compile(rb"\r\n|\n|\r(?!\Z)")


Batch: TypeAlias = tuple[int, list[list[str]]]
"""The number of the line where the first row begins, and the rows."""


@dataclass(frozen=True)
class TextFile:
    """A file and what was found out about it."""

    path: Path
    encoding: Encoding
    dialect: Dialect

    def batches(self, findings: Findings, start: int | None = None) -> Iterator[Batch]:
        """Give all rows, also the first, as they stand: not padded, blank lines as [].

        `start` is the index of the line to begin with, where a row must begin.
        """
        start = self.dialect.skip if start is None else start
        while start is not None:
            start = yield from self._to_stray_mark(start, findings)

    def _to_stray_mark(self, start: int, findings: Findings) -> Generator[Batch, None, int | None]:
        """Read from the line with this index on; return where to go on, or None at the end."""
        with self._open() as file:
            lines = chain(islice(_lines(file, findings), start, None), (_END,))
            source = _Rows(self.dialect, lines, findings)
            done, ended = start, False
            while not ended:
                rows, ended = source.some(done)
                if not ended:
                    yield done + 1, rows
                    look_for_long_cells(rows, done + 1, done + source.lines, findings)
                    done += source.lines
        if rows and rows[-1] == [_END]:
            look_for_long_cells(rows[:-1], done + 1, done + source.lines - 1, findings)
            yield done + 1, rows[:-1]
            return None
        if rows and _is_last(rows[-1]):
            rows.pop()
        yield done + 1, rows
        stray = done + sum(map(lines_of, rows))
        yield stray + 1, [self._literally(stray, findings)]
        return stray + 1

    def _literally(self, index: int, findings: Findings) -> list[str]:
        """Read one line in which quotation marks mean nothing. Raises Invalid."""
        findings.stray_marks.append(index + 1)
        if len(findings.stray_marks) > _MOST_STRAY_MARKS:
            raise Invalid(
                f"The quotation marks in this file do not belong together (see line {index + 1}), "
                "so its rows cannot be told apart. Save it again from where it came and try anew."
            )
        with self._open() as file:
            line = islice(_lines(file, findings), index, index + 1)
            reader = self.dialect.reader(line, literally=True)
            try:
                return next(reader, [])
            except csv.Error:
                raise _too_long(index + 1, LONGEST_CELL) from None

    def blocks(self, findings: Findings, start: int) -> Iterator[bytes]:
        """Give all from the line with this index on in large blocks of UTF-8, cut anywhere."""
        is_utf8 = self.encoding.codec.startswith("utf-8")
        blocks = self._as_they_are(findings) if is_utf8 else self._recoded(findings)
        return _below(start, blocks)

    def _as_they_are(self, findings: Findings) -> Iterator[bytes]:
        """Give blocks of what is UTF-8 already, mended where bytes do not fit."""
        errors, rest, ended = self.encoding.errors, b"", False
        with self.path.open("rb") as file:
            if self.encoding.codec == "utf-8-sig":
                file.seek(len(codecs.BOM_UTF8))
            while not ended:
                block = file.read(_LARGE_BLOCK)
                ended = not block
                block = rest + block
                text, whole = codecs.utf_8_decode(block, errors, ended)
                mended = was_mended()
                findings.mended |= mended
                yield text.encode() if mended else block[:whole]
                rest = block[whole:]

    def _recoded(self, findings: Findings) -> Iterator[bytes]:
        with self._open() as file:
            while block := file.read(_LARGE_BLOCK):
                findings.mended |= was_mended()
                yield block.encode()

    def _open(self) -> TextIO:
        csv.field_size_limit(LONGEST_CELL)
        return self.path.open(encoding=self.encoding.codec, errors=self.encoding.errors, newline="")


def _below(lines: int, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Leave out so many lines at the beginning."""
    head = b""
    for block in blocks if lines else ():
        head += block
        ends = list(islice(_LINE_END.finditer(head), lines))
        if len(ends) == lines:
            yield head[ends[-1].end() :]
            break
    yield from blocks


def _lines(file: TextIO, findings: Findings) -> Iterator[str]:
    return chain.from_iterable(_blocks(file, findings))


def _blocks(file: TextIO, findings: Findings) -> Iterator[list[str]]:
    """Give the lines in blocks, so that what is odd is searched for in many at once.

    Raises Invalid rather than read a line that would not fit into memory.
    """
    line = 1
    while text := file.read(_BLOCK):
        text += file.readline(_LONGEST_LINE)
        block = StringIO(text, newline="").readlines()
        if len(text) > _LONGEST_LINE:
            raise _too_long(line + len(block) - 1, _LONGEST_LINE)
        if '\\"' in text and len(findings.escaped) < _MOST_ESCAPED:
            findings.escaped.update(n for n, one in enumerate(block, line) if _ESCAPED.search(one))
        line += len(block)
        findings.mended |= was_mended()
        if not findings.protected:
            findings.protected = may_be_protected(text)
        yield block


def _too_long(line: int, letters: int) -> Invalid:
    return Invalid(
        f"Line {line:,} is longer than {letters:,} letters, too long for a table. "
        "Is this really one?"
    )


class _Rows:
    """Makes rows of lines, and notes those with text behind a closing quotation mark."""

    def __init__(self, dialect: Dialect, lines: Iterator[str], findings: Findings) -> None:
        self._dialect = dialect
        self._findings = findings
        self._taken: list[str] = []
        self._lines = self._kept(lines)
        self._reader = dialect.reader(self._lines, strict=True)

    @property
    def lines(self) -> int:
        """How many lines the last batch took."""
        return len(self._taken)

    def some(self, done: int) -> tuple[list[list[str]], bool]:
        """Return a batch of rows and whether they ended, at the end or at a monstrous cell.

        `done` is how many lines of the file stand before them.
        """
        self._taken.clear()
        rows: list[list[str]] = []
        while len(rows) < BATCH:
            try:
                rows.extend(islice(self._reader, BATCH - len(rows)))
                break
            except csv.Error:
                before = sum(map(lines_of, rows))
                row = self._loosely(self._taken[before:])
            if not row:
                return rows, True
            rows.append(row)
            self._findings.behind_marks.append(done + before + 1)
            if len(self._findings.behind_marks) == _MOST_BEHIND_MARKS:
                self._reader = self._dialect.reader(self._lines)
        return rows, not rows or _is_last(rows[-1])

    def _loosely(self, begun: list[str]) -> list[str]:
        """Read the row that begins with these lines; return nothing if it never ends."""
        try:
            row = next(self._dialect.reader(chain(begun, self._lines)))
        except csv.Error:
            return []
        return [] if _is_last(row) else row

    def _kept(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            self._taken.append(line)
            yield line


def _is_last(row: list[str]) -> bool:
    return bool(row) and row[-1].endswith(_END)


def look_for_long_cells(rows: list[list[str]], first: int, last: int, findings: Findings) -> None:
    """Note the cells of too many lines among rows that stand in these lines."""
    if last - first + 1 - len(rows) <= MANY_LINES:
        return
    line = first
    for row in rows:
        if lines_of(row) > MANY_LINES:
            findings.long_cells.append(line)
        line += lines_of(row)


def lines_of(row: list[str]) -> int:
    """Return how many lines of the file the row takes."""
    return 1 + sum(len(_BREAK.findall(cell)) for cell in row if "\n" in cell or "\r" in cell)
