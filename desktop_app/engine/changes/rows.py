"""Adding and deleting rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from desktop_app.domain.errors import NotFound
from desktop_app.domain.sheet import Row
from desktop_app.engine import catalog, rows
from desktop_app.engine.work import Look, Work


def _counted(number: int) -> str:
    return "a row" if number == 1 else f"{number:,} rows"


@dataclass(frozen=True)
class AddRows:
    """Add rows with values in these columns; `ids` brings deleted ones back as they were."""

    name: ClassVar[str] = "add_rows"
    checks_itself: ClassVar[bool] = False

    table: int
    columns: Sequence[int]
    cells: Sequence[Row]
    ids: Sequence[int] | None = None

    def sentence(self, look: Look) -> str:
        """Say how many."""
        return f"add {_counted(len(self.cells))} to {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> DeleteRows:
        """The inverse names the ids of the new rows."""
        table = catalog.table(w, self.table)
        columns = [table.column(column) for column in self.columns]
        return DeleteRows(self.table, rows.add(w, table, columns, self.cells, self.ids))


@dataclass(frozen=True)
class DeleteRows:
    """Delete the rows with these ids."""

    name: ClassVar[str] = "delete_rows"
    checks_itself: ClassVar[bool] = False

    table: int
    rows: Sequence[int]

    def sentence(self, look: Look) -> str:
        """Say how many."""
        return f"delete {_counted(len(self.rows))} in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> AddRows:
        """Raises NotFound if one of them is gone already."""
        table = catalog.table(w, self.table)
        found = rows.read(w, table, self.rows, table.columns)
        if len(found) < len(set(self.rows)):
            raise NotFound(f"Some of these rows of {table.name} are no longer there.")
        rows.remove(w, table, self.rows)
        ids = sorted(found)
        cells = [list(found[row][1:]) for row in ids]
        return AddRows(self.table, [column.id for column in table.columns], cells, ids)
