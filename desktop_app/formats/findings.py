"""What was odd in one reading of a text file, and how to say it; line numbers begin at 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.formats.base import WORKBOOKS
from desktop_app.formats.formula_guard import unprotect

MENDED = "Some letters did not fit the rest of the file; please look at accents."
"""What a person should know where single bytes did not fit the encoding."""

_NAMED = 5
"""Line numbers that a note lists before it says “and others”."""

_SHOWN = 60
"""Letters of a title that a note repeats."""


@dataclass
class Findings:
    """Filled while reading; complete when the reading is."""

    stray_marks: list[int] = field(default_factory=list)
    """Lines with a quotation mark that is never closed."""

    behind_marks: list[int] = field(default_factory=list)
    """The first lines of rows in which text stands behind a closing quotation mark."""

    long_cells: list[int] = field(default_factory=list)
    """Lines where a cell begins that spans suspiciously many lines."""

    escaped: set[int] = field(default_factory=set)
    """Lines in which a quotation mark has a backslash in front."""

    mended: bool = False
    """Whether single bytes did not fit the encoding."""

    protected: bool = False
    """Whether some cell may begin with an apostrophe that protects a formula."""

    unprotected: int = 0
    """Cells whose protecting apostrophe was taken away."""

    def unprotect(self, rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """Take the protecting apostrophes away, counting them."""
        if not self.protected:
            return rows
        bare = [[unprotect(cell) for cell in row] for row in rows]
        self.unprotected += sum(
            one is not other
            for row, old in zip(bare, rows, strict=True)
            for one, other in zip(row, old, strict=True)
        )
        return bare

    @property
    def odd_lines(self) -> list[int]:
        """The lines that could not be read beyond doubt, in their order."""
        return sorted({*self.stray_marks, *self.behind_marks, *self.long_cells, *self.escaped})

    def notes(self) -> list[str]:
        """Say all of it in whole sentences."""
        notes = []
        if self.stray_marks:
            notes.append(
                f"{places('Line', self.stray_marks)} has a quotation mark that is never closed; "
                "it was kept as an ordinary sign."
            )
        if self.behind_marks:
            notes.append(
                f"{places('Line', self.behind_marks)} has text behind a closing quotation mark; "
                "the text stays, but the marks around what stands before it were left out."
            )
        if self.long_cells:
            notes.append(
                f"{places('Line', self.long_cells)} begins a cell of more than 20 lines. "
                "If that is not meant, look for a missing quotation mark there."
            )
        if self.escaped:
            notes.append(
                f'{places("Line", sorted(self.escaped))} has \\" in a cell, which not every '
                "program means as a quotation mark; please look whether the cells are cut as you "
                "mean them."
            )
        if self.mended:
            notes.append(MENDED)
        if self.unprotected:
            notes.append(
                f"{counted(self.unprotected, 'cell')} began with an apostrophe that protects "
                "from formulas; the apostrophe was left out."
            )
        return notes


def said_in(rows: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Return what rows at the top of a file say, with their numbers; not those that say nothing."""
    lines = enumerate((" ".join(filter(None, row)) for row in rows), 1)
    return [(number, text) for number, text in lines if text]


def title_notes(above: Sequence[tuple[int, str]]) -> list[str]:
    """Say that these lines above the table were left out, if there are any."""
    if not above:
        return []
    lines = "A line" if len(above) == 1 else f"{len(above)} lines"
    return [f"{lines} above the table (“{above[0][1][:_SHOWN]}”) did not become a row."]


def blank_notes(blank: int) -> list[str]:
    """Say how many rows without anything in them were left out, if there were any."""
    return [f"{counted(blank, 'blank row')} did not become a row."] if blank else []


_ODD: Mapping[str, tuple[str, str, str, str]] = {
    "error": ("cell", "shows", "show", "{verb} an error in the workbook{first}; left empty here."),
    "no_day": (
        "cell",
        "shows",
        "show",
        "{verb} a number as a date that is none{first}; left empty here.",
    ),
    "parts": (
        "moment",
        "has",
        "have",
        "{verb} parts of a second{first}; rounded here to the second.",
    ),
    "endless": (
        "cell",
        "holds",
        "hold",
        "{verb} a number that no program can calculate with{first}; left empty here.",
    ),
    "long": (
        "cell",
        "has",
        "have",
        "{verb} more digits than numbers of a workbook keep{first}; rounded here, as Excel does. "
        "Store them as text there.",
    ),
    "digits": (
        "column",
        "shows",
        "show",
        "{verb} all numbers with zeros or signs in front or between digits{first}; they came in "
        "as they look there, as text.",
    ),
    "numbers": (
        "column",
        "shows",
        "show",
        "{verb} all numbers with zeros or signs in front or between digits{first}; where they "
        "went holds numbers, so the numbers alone came in.",
    ),
    "lost": (
        "sheet",
        "",
        "",
        "does not let its number formats be read; if it shows numbers in percent, in a currency or "
        "with zeros in front, the numbers alone came in.",
    ),
    "zeros": (
        "column",
        "shows",
        "show",
        "{verb} some numbers with zeros or signs in front or between digits{first}, and others "
        "otherwise; the numbers alone came in. Store codes as text there.",
    ),
    "traces": (
        "amount",
        "has",
        "have",
        "{verb} more digits than the 15 that such programs show{first}, as calculating leaves "
        "them; rounded here to what is shown there.",
    ),
    "unstored": (
        "cell",
        "holds",
        "hold",
        "{verb} a formula without a stored result{first}; left empty here. To have the results, "
        "open the workbook in its own program, save it and import anew.",
    ),
    "signs": (
        "column",
        "shows",
        "show",
        "{verb} some numbers with a sign such as % or € and others without or with another{first}; "
        "the numbers alone came in.",
    ),
    "merged": (
        "group",
        "",
        "",
        "of merged cells{first}: what is in one came into its first cell only.",
    ),
    "comment": ("cell", "has", "have", "{verb} a comment{first}, which did not come in."),
    "hidden": (
        "hidden sheet",
        "was",
        "were",
        "{first} {verb} left out. To import one, show it in its own program first.",
    ),
}
"""What is counted, the verb for one and for several, and the rest of the sentence."""


def name_note(path: Path, what: str) -> list[str]:
    """Say so where a file is called a workbook and is something else."""
    ending = path.suffix.lower()
    if ending not in WORKBOOKS:
        return []
    return [f"The file is named like a workbook ({ending}), but it is {what} and was read as that."]


def odd_note(kind: str, number: int, place: str, shown: str) -> str:
    """Say what there is in a workbook that does not come in as it looks there."""
    first = f" (first: {place}{', ' if place and shown else ''}{shown})" if place or shown else ""
    noun, one, several, rest = _ODD[kind]
    said = rest.format(verb=one if number == 1 else several, first=first)
    return f"{counted(number, noun)} {said.lstrip()}"


def counted(number: int, noun: str) -> str:
    """Return “1 cell”, “1,284 cells”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def places(noun: str, lines: Sequence[int]) -> str:
    """Return “Line 7”, or “Each of lines 7, 9, 12 and others”."""
    if len(lines) == 1:
        return f"{noun} {lines[0]}"
    named = ", ".join(map(str, lines[:_NAMED]))
    return f"Each of {noun.lower()}s {named}" + (" and others" if len(lines) > _NAMED else "")
