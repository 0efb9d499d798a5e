"""Adding and deleting rows. A few lie in the journal itself; a great many are kept in an image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from desktop_app.domain.errors import NotFound
from desktop_app.domain.sheet import Held
from desktop_app.engine import catalog, filled, former, images, rows
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.former import Kinds
from desktop_app.engine.work import Look, Work

FEW = 500
"""Rows up to which the journal itself holds them."""


def _counted(number: int) -> str:
    return "a row" if number == 1 else f"{number:,} rows"


@dataclass(frozen=True)
class AddRows:
    """Add rows with values in these columns; `ids` brings deleted ones back as they were."""

    name: ClassVar[str] = "add_rows"
    checks_itself: ClassVar[bool] = False

    table: int
    columns: Sequence[int]
    cells: Sequence[Sequence[Held]]
    ids: Sequence[int] | None = None
    kinds: Kinds | None = None
    """Of which kinds the columns were; None: of those that they are now."""

    def sentence(self, look: Look) -> str:
        """Say how many."""
        return f"add {_counted(len(self.cells))} to {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> DeleteRows:
        """The inverse names the ids of the new rows."""
        table = catalog.table(w, self.table)
        if self.ids is not None:
            return self._bring_back(w, table, self.ids)
        columns = [table.column(column) for column in self.columns]
        itself = filled.on_add(w, table, self.columns, len(self.cells))
        more = list(zip(*itself.values(), strict=True)) or [()] * len(self.cells)
        cells = [[*row, *extra] for row, extra in zip(self.cells, more, strict=True)]
        return DeleteRows(self.table, rows.add(w, table, [*columns, *itself], cells))

    def today(self, w: Work, table: Table) -> tuple[list[Column], list[list[Held]]]:
        """Return the columns that are not gone for good, and what they can hold now of the rows."""
        there = {column.id: column for column in _everything(table)}
        places = [place for place, column in enumerate(self.columns) if column in there]
        columns = [there[self.columns[place]] for place in places]
        held = [
            former.today(w, now, former.column(now, self.kinds), [row[at] for row in self.cells])
            for now, at in zip(columns, places, strict=True)
        ]
        return columns, [list(row) for row in zip(*held, strict=True)] or [[] for _ in self.cells]

    def filled(self, w: Work, table: Table) -> dict[tuple[int, int], Held]:
        """Return what the rows would hold now, by row id and column id."""
        columns, cells = self.today(w, table)
        return {
            (row, column.id): held
            for row, line in zip(self.ids or (), cells, strict=True)
            for column, held in zip(columns, line, strict=True)
            if held is not None
        }

    def _bring_back(self, w: Work, table: Table, ids: Sequence[int]) -> DeleteRows:
        columns, cells = self.today(w, table)
        added = rows.add(w, table, columns, cells, ids=ids)
        if all(former.column(column, self.kinds) is column for column in columns):
            return DeleteRows(self.table, added)
        return DeleteRows(self.table, added, [self.columns, self.cells, ids, self.kinds])


@dataclass(frozen=True)
class DeleteRows:
    """Delete the rows with these ids."""

    name: ClassVar[str] = "delete_rows"
    checks_itself: ClassVar[bool] = False

    table: int
    rows: Sequence[int]
    were: Sequence[Any] | None = None
    """What they were brought back from, if their columns were of another kind: as in AddRows."""

    def sentence(self, look: Look) -> str:
        """Say how many."""
        return f"delete {_counted(len(self.rows))} in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> AddRows | BringBack:
        """Raises NotFound if one of them is gone already."""
        table = catalog.table(w, self.table)
        if len(self.rows) > FEW:
            return self._apply_many(w, table)
        columns = _everything(table)
        found = rows.held(w, table, self.rows, columns)
        if len(found) < len(set(self.rows)):
            raise NotFound(f"Some of these rows of {table.name} are no longer there.")
        rows.remove(w, table, self.rows)
        ids = sorted(found)
        cells = [found[row] for row in ids]
        kinds = former.kinds(columns)
        back = AddRows(self.table, [column.id for column in columns], cells, ids, kinds)
        # As long as they are what was made of that, that is what brings them back exactly.
        exactly = AddRows(self.table, *self.were) if self.were else back
        return exactly if exactly.filled(w, table) == back.filled(w, table) else back

    def _apply_many(self, w: Work, table: Table) -> BringBack:
        which = images.among(w, table, self.rows)
        return _delete_all_of(w, table, which, len(set(self.rows)))


@dataclass(frozen=True)
class DeleteMany:
    """Delete all rows that meet any of the conditions, each row one of them at most.

    It is never in a journal: its inverse is, and the inverse of that.
    """

    name: ClassVar[str] = "delete_many"
    checks_itself: ClassVar[bool] = False

    table: int
    which: Sequence[Any]
    rows: int

    def sentence(self, look: Look) -> str:
        """Say how many."""
        return f"delete {_counted(self.rows)} in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> BringBack:
        """Raises NotFound when the table is gone."""
        return delete(w, catalog.table(w, self.table), self.which)


@dataclass(frozen=True)
class DeleteSpans:
    """Delete the rows whose ids lie in these spans."""

    name: ClassVar[str] = "delete_spans"
    checks_itself: ClassVar[bool] = False

    table: int
    spans: Sequence[Sequence[int]]
    """The first and the last id of each, both included."""

    def sentence(self, look: Look) -> str:
        """Say where."""
        number = sum(last - first + 1 for first, last in self.spans)
        return f"delete {_counted(number)} in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> BringBack:
        """Raises NotFound when one of them is gone already."""
        table = catalog.table(w, self.table)
        which = [table.row_id.between(first, last) for first, last in self.spans]
        number = sum(last - first + 1 for first, last in self.spans)
        return _delete_all_of(w, table, which, number)


@dataclass(frozen=True)
class BringBack:
    """Bring back the rows of an image; `columns` are those it has."""

    name: ClassVar[str] = "bring_back"
    checks_itself: ClassVar[bool] = False

    table: int
    image: int
    columns: Sequence[int]
    kinds: Kinds | None = None
    """Of which kinds the columns were; None: of those that they are now."""

    def sentence(self, look: Look) -> str:
        """Say where."""
        return f"bring back rows of {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> DeleteKept:
        """Raises NotFound when the table is gone; a column gone for good takes its values along."""
        table = catalog.table(w, self.table)
        columns = [column for column in _everything(table) if column.id in set(self.columns)]
        former.bring_back(w, table, self.image, columns, self.kinds)
        if all(former.column(column, self.kinds) is column for column in columns):
            return DeleteKept(self.table, self.image)
        made = images.keep(w, table, columns, [table.row_id.in_(images.ids(self.image))])
        were = [self.image, self.columns, self.kinds]
        return DeleteKept(self.table, made, were, former.kinds(columns))

    def forget(self, w: Work) -> None:
        """Let go of the image."""
        images.drop(w, self.image)


@dataclass(frozen=True)
class DeleteKept:
    """Delete the rows whose ids are in an image, and keep them anew."""

    name: ClassVar[str] = "delete_kept"
    checks_itself: ClassVar[bool] = False

    table: int
    image: int
    were: Sequence[Any] | None = None
    """What they were brought back from, if their columns were of another kind: as in BringBack."""
    kinds: Kinds | None = None
    """Of which kinds the columns were then."""

    def sentence(self, look: Look) -> str:
        """Say where."""
        return f"delete rows in {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> BringBack:
        """Raises NotFound when one of them is gone already."""
        table = catalog.table(w, self.table)
        which = [table.row_id.in_(images.ids(self.image))]
        kept = _delete_all_of(w, table, which, images.size(w, self.image))
        if self.were and self._is_still_in(w, table, kept.image):
            # As long as they are what was made of that, that is what brings them back exactly.
            kept.forget(w)
            images.drop(w, self.image)
            return BringBack(self.table, *self.were)
        self.forget(w)
        return kept

    def forget(self, w: Work) -> None:
        """Let go of the images."""
        images.drop(w, self.image)
        if self.were:
            images.drop(w, self.were[0])

    def _is_still_in(self, w: Work, table: Table, image: int) -> bool:
        """Say whether another image holds just what this one does, in columns of the same kinds."""
        then = {number: kind for number, kind, _ in self.kinds or ()}
        there = [column for column in _everything(table) if column.id in then]
        new = [column for column in _everything(table) if column.id not in then]
        same_kinds = all(then[column.id] == column.type.name for column in there)
        return same_kinds and images.same(w, image, self.image, there, empty=new)


def delete(w: Work, table: Table, which: Sequence[Any]) -> BringBack:
    """Delete the rows that meet any of the conditions, in a handful of statements."""
    columns = _everything(table)
    image = images.keep(w, table, columns, which)
    images.delete_rows(w, table, image, which)
    return BringBack(table.id, image, [column.id for column in columns], former.kinds(columns))


def _delete_all_of(w: Work, table: Table, which: Sequence[Any], number: int) -> BringBack:
    kept = delete(w, table, which)
    if images.size(w, kept.image) < number:
        raise NotFound(f"Some of these rows of {table.name} are no longer there.")
    return kept


def _everything(table: Table) -> list[Column]:
    return [*table.stored, *table.kept]
