"""A table on paper. The window or the browser prints it, or keeps it as a PDF.

So all scripts of the world come out as they look on the screen, without a font of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.engine import catalog
from desktop_app.engine.exporting import Extract
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import OutColumn, shown
from desktop_app.services.transfer.export import Scope
from desktop_app.services.transfer.going_out import outgoing, shown_columns

MOST = 5_000
"""Rows on one page of a browser; more are better kept in a spreadsheet."""


@dataclass(frozen=True)
class Sheet:
    """What stands on paper; `left_out` says whether there are more rows than that."""

    name: str
    columns: Sequence[OutColumn]
    rows: Sequence[Sequence[str]]
    left_out: bool


def sheet(store: Store, scope: Scope) -> Sheet:
    """Return a table as it is shown, of its rows the first few thousand. Raises NotFound."""
    with store.look() as look:
        table = catalog.table(look, scope.table or 0)
        columns = shown_columns(table, hidden=scope.hidden)
        going = outgoing(look, Extract(store, table, columns, scope.query))
    texts = (row for batch in going.batches() for row in shown(going.columns, batch))
    found = list(islice(texts, MOST + 1))
    return Sheet(table.name, going.columns, found[:MOST], len(found) > MOST)
