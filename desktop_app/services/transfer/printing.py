"""A table on paper. The window or the browser prints it, or keeps it as a PDF.

So all scripts of the world come out as they look on the screen, without a font of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, repeat
from typing import Literal, TypeAlias

from desktop_app.engine import catalog
from desktop_app.engine.exporting import Extract
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import OutColumn, shown
from desktop_app.services.transfer.export import Scope
from desktop_app.services.transfer.going_out import outgoing, shown_columns

MOST = 5_000
"""Rows on one page of a browser; more are better kept in a spreadsheet."""


_LONGEST_WORD = 24
"""Letters of a word, or of a figure, that is never broken."""

_WIDTHS = ((7, "narrow"), (12, "wide"), (20, "crowded"), (36, "large"))
"""So many columns fit a page that stands upright, that lies, in small letters, twice the size."""

_LINE = 60
"""Letters of a text that needs some room, so as not to become a tower of single words."""

Flow: TypeAlias = Literal["whole", "words", "lines", "anywhere"]


@dataclass(frozen=True)
class PaperColumn:
    """A column on paper; `flow` says where its lines may be broken."""

    name: str
    align: str
    flow: Flow


@dataclass(frozen=True)
class Sheet:
    """What stands on paper; `left_out` says whether there are more rows than that."""

    name: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    left_out: bool
    day: date

    @property
    def width(self) -> str:
        """How much of a page its columns need."""
        return next((name for most, name in _WIDTHS if len(self.columns) <= most), "huge")


def sheet(store: Store, scope: Scope) -> Sheet:
    """Return a table as it is shown, of its rows the first few thousand. Raises NotFound."""
    with store.look() as look:
        table = catalog.table(look, scope.table or 0)
        columns = shown_columns(table, hidden=scope.hidden)
        going = outgoing(look, Extract(store, table, columns, scope.query))
    as_seen = [replace(column, show=column.seen or column.show) for column in going.columns]
    texts = (row for batch in going.batches() for row in shown(as_seen, batch))
    found = list(islice(texts, MOST + 1))
    rows = found[:MOST]
    cells = zip(*rows, strict=True) if rows else repeat(())
    on_paper = [
        PaperColumn(column.name, column.align, _flow(column, texts))
        for column, texts in zip(going.columns, cells, strict=False)
    ]
    return Sheet(table.name, on_paper, rows, len(found) > MOST, date.today())  # noqa: DTZ011 - here


def _flow(column: OutColumn, texts: Sequence[str]) -> Flow:
    longest = max(map(len, texts), default=0)
    if longest <= _LONGEST_WORD:
        return "words" if column.measure in ("text", "list") else "whole"
    if any(map(_has_long_word, texts)):
        return "anywhere"
    return "lines" if longest > _LINE else "words"


def _has_long_word(text: str) -> bool:
    return max(map(len, text.split()), default=0) > _LONGEST_WORD
