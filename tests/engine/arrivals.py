"""Rows that arrive in a file beside the document, for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.column_types.base import Form
from desktop_app.domain.sheet import Held, Misfit, Value
from desktop_app.engine import side_keys
from desktop_app.engine.arriving import Arrival, Wanted, arrived
from desktop_app.engine.catalog import Column
from desktop_app.engine.side import SideColumn, SideFile
from desktop_app.engine.work import Work


@dataclass(frozen=True)
class AsGiven:
    """Values as they are."""

    column: Column

    @property
    def form(self) -> Form:
        kind: Any = self.column.type
        return kind.form(self.column.options)

    def read(self, cells: Sequence[Value], before: int) -> Sequence[Value]:  # noqa: ARG002
        return cells

    def read_text(self, cell: str, row: int) -> Value:  # noqa: ARG002 - the contract
        return cell


def side_file(path: Path, columns: Sequence[Column], rows: Sequence[Sequence[Held]]) -> None:
    """Write such a file."""
    path.unlink(missing_ok=True)
    sides = [SideColumn(at, c.type, c.options, AsGiven(c)) for at, c in enumerate(columns)]
    odd = [
        (number, at, held.text)
        for number, row in enumerate(rows, 1)
        for at, held in enumerate(row)
        if isinstance(held, Misfit)
    ]
    with SideFile(path, sides) as side:
        cells = [[None if isinstance(h, Misfit) else h for h in row] for row in rows]
        if rows:
            side.add(list(zip(*cells, strict=True)))
        side.finish(odd)


@contextmanager
def arriving(
    w: Work, wanted: Wanted, path: Path, rows: Sequence[Sequence[Held]]
) -> Iterator[Arrival]:
    """Let these rows arrive; no key may be there twice with something else beside it."""
    side_file(path, wanted.columns, rows)
    assert side_keys.settle(path, [c.id for c in wanted.columns], wanted.key) is None
    with arrived(w, wanted, path, lambda _: None) as arrival:
        yield arrival
