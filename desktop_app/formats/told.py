"""Sheets of files that say themselves what their columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet
from desktop_app.formats.answers import Numbered
from desktop_app.formats.asked import AskedFormat
from desktop_app.formats.child import Answer
from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.places import places_of


class ToldFormat(AskedFormat):
    """A format in which the columns have names."""

    def sheet_of(self, answers: Numbered, name: str, reading: Reading) -> Sheet:
        """Return the sheet that these answers tell of. Raises Invalid."""
        return ToldSheet(answers, name, reading)


class ToldSheet:
    """The rows of one sheet, its columns and what else the child said about it.

    Answers are {"rows": [[cells]]}, with any of `header` (all column names so far), `lines` (where
    each row stands in the file), `notes` (sentences; the last ones count), `unread` (the lines
    that could not be), `key` (the columns by which a row is known) and `links` (column to the other
    table and its column).
    """

    keeps_values = True

    def __init__(self, answers: Numbered, name: str, told: Reading = AS_FOUND) -> None:
        self._name = name
        self.reading = replace(told, encoding=None, separator=None, header=None)
        self.answers = answers
        self._header: list[str] = []
        self._notes: list[str] = []
        self._unread: list[int] = []
        self.key: Sequence[str] = ()
        """The columns by which the file itself tells its rows apart."""
        self.links: Mapping[str, tuple[str, str]] = {}
        """Where the cells of a column lead: to which table, and to which column there."""
        if first := answers.at(0):
            self._learn(first)

    @property
    def name(self) -> str:
        """What the sheet is called in the file, or what the file is called."""
        return self._name

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns met so far."""
        return self._header

    @property
    def notes(self) -> Sequence[str]:
        """What was odd in the reading, as far as it went."""
        return self._notes

    @property
    def odd_lines(self) -> Sequence[int]:
        """The lines that could not be read, where the file is made of lines."""
        return self._unread

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give the rows as typed values. Raises Invalid."""
        for answer in self._all():
            self._learn(answer)
            if answer["rows"]:
                yield answer["rows"]

    def places(self, rows: Sequence[int]) -> list[int]:
        """Return the lines, where the file is made of lines, or else the numbers of the rows."""
        lines = chain.from_iterable(answer.get("lines", ()) for answer in self._all())
        return places_of(rows, lines)

    def _all(self) -> Iterator[Answer]:
        for number in count():
            answer = self.answers.at(number)
            if answer is None:
                return
            yield answer

    def _learn(self, answer: Answer) -> None:
        header = answer.get("header", self._header)
        if len(header) > WIDEST:
            raise Invalid(
                f"“{self._name}” has {len(header):,} columns; a table can have {WIDEST:,}. "
                "Leave out what does not matter, in the program it comes from, and try again."
            )
        if len(header) >= len(self._header):
            self._header = header
        self._notes = answer.get("notes", self._notes)
        self._unread = answer.get("unread", self._unread)
        self.key = answer.get("key", self.key)
        links: Mapping[str, Sequence[str]] = answer.get("links", {})
        self.links = self.links or {one: (to[0], to[1]) for one, to in links.items()}
