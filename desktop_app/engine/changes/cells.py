"""Setting cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.domain.sheet import Value
from desktop_app.engine import catalog, rows
from desktop_app.engine.work import Look, Work

Cell = tuple[int, int, Value]
"""Row id, column id, value."""


@dataclass(frozen=True)
class SetCells:
    """Give cells new values; `expected` are those they must have before, in the same order."""

    name: ClassVar[str] = "set_cells"
    checks_itself: ClassVar[bool] = True

    table: int
    cells: Sequence[Cell]
    expected: Sequence[Value] | None = None

    def sentence(self, look: Look) -> str:
        """Name the column if it is one cell."""
        table = catalog.table(look, self.table)
        if len(self.cells) == 1:
            return f"change “{table.column(self.cells[0][1]).name}” in {table.name}"
        return f"change {len(self.cells):,} cells in {table.name}"

    def apply(self, w: Work) -> SetCells:
        """Raises NotFound for a row or column that is gone, Conflict for an unexpected value."""
        table = catalog.table(w, self.table)
        before = self._before(w, table)
        if self.expected is not None and list(self.expected) != before:
            raise Conflict(
                f"These cells in {table.name} were changed again since, so they were left as "
                "they are. Look at them and change them by hand if you want the old values."
            )
        values: dict[int, dict[int, Value]] = {}
        for row, column, value in self.cells:
            values.setdefault(column, {})[row] = value
        for column, of_rows in values.items():
            rows.write(w, table, table.column(column), of_rows)
        latest = [values[column][row] for row, column, _ in self.cells]
        restored = [
            (row, column, old) for (row, column, _), old in zip(self.cells, before, strict=True)
        ]
        return SetCells(self.table, restored, latest)

    def _before(self, w: Work, table: catalog.Table) -> list[Value]:
        columns = [table.column(each) for each in dict.fromkeys(c for _, c, _ in self.cells)]
        place = {column.id: at for at, column in enumerate(columns, start=1)}
        found = rows.read(w, table, list({row for row, _, _ in self.cells}), columns)
        try:
            return [found[row][place[column]] for row, column, _ in self.cells]
        except KeyError as error:
            raise NotFound(f"That row of {table.name} is no longer there.") from error
