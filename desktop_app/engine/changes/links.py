"""Links between tables: columns with foreign keys, and junction tables of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import delete, insert, select

from desktop_app.domain.errors import NotFound
from desktop_app.engine import catalog, images, links, misfits, schema
from desktop_app.engine.catalog import ASIDE, ColumnRecord
from desktop_app.engine.changes.columns import put_on_record, record_of_column, refuse_if_taken
from desktop_app.engine.rows import CHUNK, chunks
from desktop_app.engine.work import Look, Work

Pair = tuple[int, int]
"""A row here and a row there."""


@dataclass(frozen=True)
class AddLink:
    """Add an empty column that links each row to one row of another table, or none."""

    name: ClassVar[str] = "add_link"
    checks_itself: ClassVar[bool] = False

    table: int
    title: str
    target: int
    position: int | None = None

    def sentence(self, look: Look) -> str:
        """Name both tables."""
        of, to = catalog.table(look, self.table), catalog.table(look, self.target)
        return f"link {of.name} to {to.name}"

    def apply(self, w: Work) -> RemoveLink:
        """The inverse names the id of the new column. Raises Conflict if the name is taken."""
        table = catalog.table(w, self.table)
        record = ColumnRecord(name=self.title, type="link", options={"table": self.target})
        column = put_on_record(w, table, record, self.position)
        _make(w, table, column)
        return RemoveLink(table.id, column.id)


@dataclass(frozen=True)
class RemoveLink:
    """Take a column of links away; they are kept in an image, where no foreign key holds them."""

    name: ClassVar[str] = "remove_link"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int
    rests: Sequence[int] = ()
    """Images of links whose rows were gone when the column came back: kept with the others."""

    def sentence(self, look: Look) -> str:
        """Name it."""
        table = catalog.table(look, self.table)
        return f"remove the column “{table.column(self.column).name}” from {table.name}"

    def apply(self, w: Work) -> RestoreLink:
        """Raises NotFound."""
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        if not schema.is_there(w.connection, table.name):
            # Another program dropped it, and the links with it.
            record_of_column(w, column.id).kept = True
            w.structure_changed()
            return RestoreLink(table.id, column.id, self.rests)
        odd = table.row_id.in_(misfits.rows_with(table, column.id))
        filled = table.core.c[column.name].is_not(None) | odd
        image = images.keep(w, table, [column], [filled])
        rests = [
            rest
            for each in reversed(self.rests)
            for rest in images.take_gone(w, table, image, each, [column])
        ]
        misfits.clear_all(w, table, images.ids(image), [column.id])
        schema.drop_link(w.connection, table.name, column.name, column.id)
        record = record_of_column(w, column.id)
        record.kept, record.options = True, {**column.options, ASIDE: image}
        w.structure_changed()
        w.cells_changed(table.id)
        return RestoreLink(table.id, column.id, rests[::-1])

    def forget(self, w: Work) -> None:
        """Let go of the links of rows that are gone."""
        for rest in self.rests:
            images.drop(w, rest)


@dataclass(frozen=True)
class RestoreLink:
    """Bring a removed column of links back, with its links."""

    name: ClassVar[str] = "restore_link"
    checks_itself: ClassVar[bool] = False

    table: int
    column: int
    rests: Sequence[int] = ()
    """Images of links that were kept although the rows were there: they stay so."""

    def sentence(self, look: Look) -> str:
        """Name it."""
        title = record_of_column(look, self.column).name
        return f"bring back the column “{title}” of {catalog.table(look, self.table).name}"

    def apply(self, w: Work) -> RemoveLink:
        """Raises Conflict if its name was given to another column."""
        record, table = record_of_column(w, self.column), catalog.table(w, self.table)
        refuse_if_taken(table, record.name)
        options = dict(record.options)
        image = options.pop(ASIDE)
        record.kept, record.options = False, options
        w.structure_changed()
        table = catalog.table(w, self.table)
        column = table.column(self.column)
        _make(w, table, column)
        images.put(w, table, image, [column])
        rests = [*self.rests, *images.drop_used(w, table, image)]
        return RemoveLink(table.id, record.id, rests)

    def forget(self, w: Work) -> None:
        """Let go of the links for good."""
        for rest in self.rests:
            images.drop(w, rest)
        record = w.session.get(ColumnRecord, self.column)
        if record is not None and ASIDE in record.options:
            images.drop(w, record.options[ASIDE])
            w.session.delete(record)
            w.structure_changed()


@dataclass(frozen=True)
class AddJunction:
    """Make the table between two others; `pairs` are row ids of the one and the other."""

    name: ClassVar[str] = "add_junction"
    checks_itself: ClassVar[bool] = False

    title: str
    near: str
    table: int
    far: str
    far_table: int
    pairs: Sequence[Pair] = ()

    def sentence(self, look: Look) -> str:
        """Name both tables."""
        of, to = catalog.table(look, self.table), catalog.table(look, self.far_table)
        return f"link {of.name} and {to.name}"

    def apply(self, w: Work) -> RemoveJunction:
        """Raises NotFound."""
        near, far = catalog.table(w, self.table), catalog.table(w, self.far_table)
        schema.create_table(w.connection, _with_keys(self, near, far))
        between = links.junction(self.title, self.near, self.far)
        for some in chunks(self.pairs, CHUNK):
            rows = [{self.near: one, self.far: other} for one, other in some]
            w.connection.execute(insert(between), rows)
        w.cells_changed(near.id)
        w.cells_changed(far.id)
        return RemoveJunction(self.title, self.near, self.table, self.far, self.far_table)


@dataclass(frozen=True)
class RemoveJunction:
    """Take the table between two others away, with its links."""

    name: ClassVar[str] = "remove_junction"
    checks_itself: ClassVar[bool] = False

    title: str
    near: str
    table: int
    far: str
    far_table: int

    def sentence(self, look: Look) -> str:
        """Name it."""
        of, to = catalog.table(look, self.table), catalog.table(look, self.far_table)
        return f"unlink {of.name} and {to.name}"

    def apply(self, w: Work) -> AddJunction:
        """The inverse carries the links."""
        between = links.junction(self.title, self.near, self.far)
        found = select(between.c[self.near], between.c[self.far]).order_by(*between.c)
        pairs = [(near, far) for near, far in w.connection.execute(found)]
        if w.connection.dialect.name != "sqlite":
            # Some drop the table only at the very end, and it must hold nothing until then; SQLite
            # drops it at once, also where one of the two others was dropped by another program.
            w.connection.execute(delete(between))
        schema.drop_table(w.connection, between)
        w.cells_changed(self.table)
        w.cells_changed(self.far_table)
        return AddJunction(self.title, self.near, self.table, self.far, self.far_table, pairs)


@dataclass(frozen=True)
class SetPairs:
    """Link rows, and unlink others, through the junction of a column of links to several."""

    name: ClassVar[str] = "set_pairs"
    checks_itself: ClassVar[bool] = True

    table: int
    column: int
    added: Sequence[Sequence[int]]
    removed: Sequence[Sequence[int]]
    found: Sequence[Sequence[int]] = ()
    """Links that were to be made and were there: left alone here, but made on the way forth."""
    missed: Sequence[Sequence[int]] = ()
    """Links that were to be taken away and were gone, in the same manner."""

    def sentence(self, look: Look) -> str:
        """Name the column."""
        table = catalog.table(look, self.table)
        return f"change “{table.column(self.column).name}” in {table.name}"

    def apply(self, w: Work) -> SetPairs:
        """Links that are there already, or gone, are left as they are. Raises NotFound."""
        options = catalog.table(w, self.table).column(self.column).options
        near, far = options["near"], options["far"]
        between = links.junction(options["junction"], near, far)
        there = _there(w, between, near, far, [*self.added, *self.removed])
        gone, missed = _parted(self.removed, there)
        found, new = _parted(self.added, there)
        for one, other in gone:
            mine = (between.c[near] == one) & (between.c[far] == other)
            w.connection.execute(delete(between).where(mine))
        if new:
            w.connection.execute(insert(between), [{near: a, far: b} for a, b in new])
        w.cells_changed(self.table)
        w.cells_changed(options["table"])
        back = [*gone, *self.found], [*new, *self.missed]
        return SetPairs(self.table, self.column, *back, found, missed)


def _make(w: Work, table: catalog.Table, column: catalog.Column) -> None:
    there = links.target(w, column)
    to = (there.name, there.key)
    schema.add_link(w.connection, table.name, column.core(), to, column.id)
    w.cells_changed(table.id)


def _with_keys(change: AddJunction, near: catalog.Table, far: catalog.Table) -> sa.Table:
    between = links.junction(change.title, change.near, change.far)
    for name, table in ((change.near, near), (change.far, far)):
        key = sa.ForeignKeyConstraint([name], [table.row_id])
        between.append_constraint(key)
    # Names of indexes are common to all tables of some databases.
    mark = blake2s(change.title.encode(), digest_size=8).hexdigest()
    sa.Index(f"tidybase_far_{mark}", between.c[change.far])
    return between


def _there(
    w: Work, between: sa.Table, near: str, far: str, pairs: Sequence[Sequence[int]]
) -> set[Pair]:
    found: set[Pair] = set()
    for some in chunks(sorted({one for one, _ in pairs}), CHUNK):
        mine = select(between.c[near], between.c[far]).where(between.c[near].in_(some))
        found.update((a, b) for a, b in w.connection.execute(mine))
    return found


def _parted(pairs: Sequence[Sequence[int]], there: set[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return those that are there and those that are not, each once."""
    each = dict.fromkeys((one, other) for one, other in pairs)
    return [pair for pair in each if pair in there], [pair for pair in each if pair not in there]


def refuse_missing(w: Look, table: catalog.Table, ids: Sequence[int]) -> None:
    """Raise NotFound if one of these rows is not in the table."""
    there = sum(
        w.connection.scalar(select(sa.func.count()).where(table.row_id.in_(some))) or 0
        for some in chunks(sorted(set(ids)), CHUNK)
    )
    if there < len(set(ids)):
        raise NotFound(f"That row of {table.name} is no longer there.")
