"""What goes out of a document: tables as a writer sees them, and the contract of a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, ClassVar, Literal, Protocol, TypeAlias

from desktop_app.domain.sheet import Media, Medium, Row

_NAMED = 12
"""Columns that a note lists."""

UNIT, RECORD = b"\x1f", b"\x1e"
"""What stands in front of every cell, and between the rows, of a batch of "cells"."""

Batch: TypeAlias = Sequence[Row]
"""Some rows; each begins with its id. A text in a column of another kind did not fit it."""

Ready: TypeAlias = Literal["cells", "json"]
"""What a database can put together by itself.

"cells": the rows as people read them in UTF-8, UNIT in front of every cell, RECORD between rows.
"json": the rows as JSON objects, a comma and a line feed between them.
"""

Measure: TypeAlias = Literal[
    "text", "number", "truth", "day", "moment", "time", "list", "reference"
]


class Misfit(str):
    """A text that did not fit its column, as it was written."""

    __slots__ = ()


@dataclass(frozen=True)
class CellForm:
    """How a workbook shows a column: Excel's code, and what its numbers are multiplied by.

    `currency` is the one that all of its numbers are amounts in, if there is one.
    """

    code: str = "General"
    scale: float = 1
    currency: str = ""


@dataclass(frozen=True)
class OutColumn:
    """A column on its way out; `show` gives the text a person reads, for any of its cells."""

    name: str
    measure: Measure
    show: Callable[[Any], str]
    form: CellForm = CellForm()
    align: str = "start"
    refers_to: str | None = None
    """The table whose rows its cells name by their ids, where they stay ids."""
    kind: str = ""
    """What people call the kind it is, if that may be lost."""
    found_in: Media = ()
    """The media in which an import finds that kind again by itself."""
    seen: Callable[[Any], str] | None = None
    """As `show`, where the grid writes it in another way: for people only, never read again."""


@dataclass(frozen=True)
class Between:
    """The table between two tables whose rows are linked, for a writer that keeps ids.

    `ends` are its two columns, each with the table whose rows it names.
    """

    name: str
    ends: tuple[tuple[str, str], tuple[str, str]]
    pairs: Callable[[], Iterator[Batch]]


def no_rows() -> Iterator[Batch]:
    """Give nothing."""
    return iter(())


@dataclass(frozen=True)
class Outgoing:
    """A table on its way out. Each reading begins at the first row."""

    name: str
    columns: Sequence[OutColumn]
    batches: Callable[[], Iterator[Batch]] = no_rows
    ready: Callable[[Ready], Iterator[bytes | Batch]] | None = None
    """The same rows, some batches of them put together by the database, if it can do that."""
    key: str = "id"
    """What the column that numbers the rows is called."""
    between: Sequence[Between] = ()
    """The tables between this one and others, for a writer that keeps ids."""

    def made(self, how: Ready) -> Iterator[bytes | Batch]:
        """Give the rows, put together where the database can do it."""
        return self.ready(how) if self.ready else iter(self.batches())


@dataclass(frozen=True)
class Wishes:
    """What a person may choose about a file."""

    mark: bool = True
    """Begin a text file with the mark by which Excel knows its accents."""
    guard: bool = True
    """Disarm what a spreadsheet program would run as a formula."""


class Writer(Protocol):
    """One kind of file that tables can be written to, row by row, in little memory.

    `medium` says what it keeps of a cell: what people read, what is stored, or, as workbooks, both.
    `wishes` names the fields of Wishes that mean something here. `many` says whether one file
    holds several tables; `with_ids` whether cells that refer to rows are given as ids.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    ending: ClassVar[str]
    mime: ClassVar[str]
    medium: ClassVar[Medium]
    wishes: ClassVar[tuple[str, ...]]
    many: ClassVar[bool]
    with_ids: ClassVar[bool]

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:
        """Write the tables and return what a person should know, in whole sentences.

        `file` need not be able to go back. Raises OSError.
        """


class Plain:
    """What most writers have in common."""

    medium: ClassVar[Medium] = "texts"
    wishes: ClassVar[tuple[str, ...]] = ()
    many: ClassVar[bool] = False
    with_ids: ClassVar[bool] = False


def kinds_note(tables: Sequence[Outgoing], medium: Medium) -> list[str]:
    """Say of which columns the kind is not in such a file, if there are any."""
    lost = [
        f"“{column.name}” ({column.kind})"
        for table in tables
        for column in table.columns
        if column.kind and medium not in column.found_in
    ]
    if not lost:
        return []
    more = f" and {len(lost) - _NAMED:,} more" if len(lost) > _NAMED else ""
    return [
        "The kind of some columns is not kept in such a file and may have to be chosen again after "
        f"an import: {', '.join(lost[:_NAMED])}{more}."
    ]


def by_column(batch: Batch) -> list[tuple[Any, ...]]:
    """Turn rows, of which there is at least one, into columns, without the ids."""
    return list(zip(*batch, strict=True))[1:]


def shown(columns: Sequence[OutColumn], batch: Batch) -> Iterator[tuple[str, ...]]:
    """Give the rows of a batch as people read them; there may be none."""
    if not batch:
        return iter(())
    texts = [
        ["" if cell is None else column.show(cell) for cell in cells]
        for column, cells in zip(columns, by_column(batch), strict=True)
    ]
    return zip(*texts, strict=True)
