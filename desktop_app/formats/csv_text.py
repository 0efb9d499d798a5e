"""CSV and its relatives: text, one row per line, some sign between the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import chain, filterfalse, islice
from pathlib import Path
from typing import ClassVar

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet
from desktop_app.formats.base import WORKBOOKS
from desktop_app.formats.beginnings import beginning_of
from desktop_app.formats.csv_records import Batch, TextFile, lines_of, look_for_long_cells
from desktop_app.formats.dialects import dialect_of, sample_rows
from desktop_app.formats.encodings import encoding_of, is_text, plainly, told_encoding
from desktop_app.formats.even_rows import WIDEST, EvenRows, is_blank, too_wide
from desktop_app.formats.findings import Findings, name_note, said_in, title_notes
from desktop_app.formats.formula_guard import may_be_protected, unprotect
from desktop_app.formats.passages import (
    Passage,
    cut,
    is_plain,
    lines_in,
    with_commas,
    without_quoted,
)
from desktop_app.formats.places import places_of
from desktop_app.formats.readings import FURTHEST, SIGNS, separator_of

_SUSPICIOUS = tuple(set(WORKBOOKS) - {".xls", ".xlt"})
"""Endings that text has less often than damaged workbooks, and sentences instead of one."""

_SAMPLE = 1 << 20
"""Bytes at the beginning from which encoding, delimiter and header are found out."""


class CsvText:
    """Text with commas, semicolons, tabs or bars between the cells."""

    name: ClassVar[str] = "csv"
    label: ClassVar[str] = "Text with separators (CSV)"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab", ".psv", ".txt")

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Whatever looks like text; of what is called a workbook, only what has columns."""
        return is_text(beginning) and (suffix not in _SUSPICIOUS or _has_columns(beginning))

    def sheets(self, path: Path, name: str = "") -> list[str]:
        """A text file is one sheet, called like the file."""
        return [Path(name or path.name).stem]

    def open(self, path: Path, sheet: str, reading: Reading = AS_FOUND) -> Sheet:
        """Find out from the beginning what was not told. Raises Invalid."""
        try:
            with path.open("rb") as file:
                sample = file.read(_SAMPLE)
            return CsvSheet(path, sheet, sample, reading)
        except OSError as error:
            raise _unreadable(error) from error

    def open_first(
        self, path: Path, name: str = "", reading: Reading = AS_FOUND
    ) -> tuple[list[str], Callable[[], Sheet]]:
        """Return the name of the one sheet there is, and what opens it."""
        (sheet,) = self.sheets(path, name)
        return [sheet], partial(self.open, path, sheet, reading)

    def open_all(self, path: Path, sheets: Sequence[str]) -> list[Callable[[], Sheet]]:
        """Return what opens the one sheet there is."""
        return [partial(self.open, path, sheet) for sheet in sheets]


class CsvSheet:
    """The rows of one text file."""

    def __init__(self, path: Path, name: str, sample: bytes, told: Reading = AS_FOUND) -> None:
        self._name = name
        encoding = told_encoding(told.encoding, sample) if told.encoding else encoding_of(sample)
        text = _whole_lines(sample.decode(encoding.codec, encoding.errors), len(sample))
        dialect = dialect_of(text, SIGNS.get(told.separator or ""))
        self._file = TextFile(path, encoding, dialect)
        rows = self._first_rows() if told.header else sample_rows(text, dialect)
        self._beginning = beginning_of(rows, told.header)
        above = self._beginning.above
        self.above = said_in(rows[:above])
        """What stands above the table."""
        titles = sum(not is_blank(row) for row in rows[:above])
        self._passed_over = titles + self._beginning.names  # so many lines that are not blank
        first = next(filterfalse(is_blank, rows[above:]), [])
        if len(first) > WIDEST:
            raise too_wide("The first line of the table", len(first))
        self._header = [unprotect(cell) if self._beginning.names else "" for cell in first]
        self._headings = len(first)
        guessed = [] if told.encoding else encoding.notes()
        called = name_note(path, "text with separators")
        self._opening_notes = [*called, *guessed, *title_notes(self.above)]
        self._told = told
        self._begin()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._name

    @property
    def header(self) -> Sequence[str]:
        """The row that names the columns, if one does."""
        return self._header

    @property
    def reading(self) -> Reading:
        """All of it, since a text file says none of it."""
        return replace(
            self._told,
            encoding=plainly(self._file.encoding.codec),
            separator=separator_of(self._file.dialect.delimiter),
            header=self._beginning.header,
        )

    @property
    def notes(self) -> Sequence[str]:
        """What was odd in the last reading."""
        findings, even = self._reading
        return [*self._opening_notes, *findings.notes(), *even.notes()]

    @property
    def odd_lines(self) -> Sequence[int]:
        """The lines that the last reading could not read beyond doubt."""
        return self._reading[0].odd_lines

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows below the header as text. Raises Invalid."""
        self._begin()
        try:
            for line, rows in self._body(self._reading[0]):
                if batch := self._evened(rows, line):
                    yield batch
        except OSError as error:
            raise _unreadable(error) from error

    def passages(self) -> Iterator[Passage]:
        """Give the same rows in large pieces, most of them for a plain reader. Raises Invalid."""
        self._begin()
        try:
            yield from self._passages()
        except OSError as error:
            raise _unreadable(error) from error

    def places(self, rows: Sequence[int]) -> list[int]:
        """Count the blank lines, the title and the header as a spreadsheet program does."""
        batches = self._file.batches(Findings())
        records = (record for _, batch in batches for record in batch)
        filled = (number for number, record in enumerate(records, 1) if not is_blank(record))
        return places_of(rows, islice(filled, self._passed_over, None))

    def _first_rows(self) -> list[list[str]]:
        """Return the first rows as they will be read, counted as a spreadsheet program does."""
        batches = self._file.batches(Findings())
        return list(islice(chain.from_iterable(rows for _, rows in batches), FURTHEST))

    def _begin(self) -> None:
        self._reading = (Findings(), EvenRows(self._headings, len(self._header)))

    def _passages(self) -> Iterator[Passage]:
        findings, _ = self._reading
        line, _ = next(self._body(Findings()), (1, []))
        for text, whole in cut(self._file.blocks(findings, line - 1)):
            commas, back = with_commas(text, self._file.dialect.delimiter)
            rest = without_quoted(commas or text)
            if self._file.dialect.blanks or not whole or b'"' in rest:
                break
            narrow = self._headings == 1
            plain = commas if commas and is_plain(commas, rest, narrow=narrow) else None
            yield Passage(plain, partial(self._rows_of, text, line), self._headings, back)
            line += lines_in(text)
        else:
            return
        for start, odd in self._file.batches(findings, line - 1):
            yield Passage(None, partial(list, self._evened(odd, start)), self._headings)

    def _rows_of(self, text: bytes, line: int) -> Sequence[Row]:
        """Read sound rows that begin in this line."""
        findings, _ = self._reading
        lines = text.decode()
        findings.protected |= may_be_protected(lines)
        reader = self._file.dialect.reader(StringIO(lines, newline=""))
        rows = list(reader)
        look_for_long_cells(rows, line, line + reader.line_num - 1, findings)
        return self._evened(rows, line)

    def _evened(self, rows: list[list[str]], line: int) -> Sequence[Row]:
        findings, even = self._reading
        batch = even.even(rows, line)
        self._header += [""] * (even.width - len(self._header))
        return findings.unprotect(batch)

    def _body(self, findings: Findings) -> Iterator[Batch]:
        """Leave out the title and the header: the first rows that are not blank."""
        above = self._passed_over
        for start, rows in self._file.batches(findings):
            line, kept = start, rows
            while above and kept:
                line += lines_of(kept[0])
                above -= not is_blank(kept[0])
                kept = kept[1:]
            yield line, kept


def _has_columns(beginning: bytes) -> bool:
    """Say whether several lines have cells beside each other."""
    encoding = encoding_of(beginning)
    text = beginning.decode(encoding.codec, encoding.errors).lstrip("\ufeff")
    dialect = dialect_of(text[: text.rfind("\n") + 1] or text)
    cells = map(len, sample_rows(text, dialect))
    return sum(number > 1 for number in cells) > 1


def _whole_lines(text: str, size: int) -> str:
    """Leave out the last line if the sample may have cut it."""
    if size < _SAMPLE:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text


def _unreadable(error: OSError) -> Invalid:
    return Invalid(f"The file could not be read ({error.strerror}). Is it still there?")
