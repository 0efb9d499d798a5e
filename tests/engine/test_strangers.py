"""Tables and views that another program made in a database are left alone, on every back-end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.errors import Conflict, DocumentProblem
from desktop_app.engine import catalog, linking, schema
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable
from desktop_app.engine.store import Store
from tests.conftest import ADA

THEIRS = sa.Table("orders", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("of", sa.Text))


@pytest.fixture
def shared(any_store: Store) -> Iterator[Store]:
    """A document with a table of ours, and a table and a view of somebody else's."""
    with any_store._writer.begin() as connection:
        connection.execute(sa.schema.CreateTable(THEIRS))
        connection.execute(THEIRS.insert(), {"id": 1, "of": "flour"})
        connection.exec_driver_sql("CREATE VIEW bills AS SELECT id FROM orders")
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
    yield any_store
    with any_store.look() as look:
        assert look.connection.execute(sa.select(THEIRS)).all() == [(1, "flour")]
        assert look.connection.exec_driver_sql("SELECT id FROM bills").all() == [(1,)]


@pytest.mark.parametrize("name", ["orders", "bills"])
def test_no_table_is_given_a_name_that_somebody_else_uses(shared: Store, name: str) -> None:
    with pytest.raises(Conflict, match="called"), shared.work(ADA) as w:
        w.apply(AddTable(name, [("Name", "text", {})]))
    with pytest.raises(Conflict, match="called"), shared.work(ADA) as w:
        w.apply(RenameTable(1, name))
    with shared.look() as look:
        assert [table.name for table in catalog.tables(look)] == ["Guests"]


def test_what_somebody_makes_at_the_same_moment_is_not_taken_back_as_ours(shared: Store) -> None:
    ours = sa.Table("orders", sa.MetaData(), sa.Column("id", sa.Integer))
    with pytest.raises((Conflict, DBAPIError)), shared.work(ADA) as w:
        schema.create_table(w.connection, ours)
    with shared.work(ADA) as w:
        w.apply(AddTable("Songs", []))


def test_what_somebody_else_removed_is_missed_in_words(shared: Store) -> None:
    with shared._writer.begin() as connection:
        schema.drop_table(connection, sa.Table("Guests", sa.MetaData()))
    with (
        pytest.raises(DocumentProblem, match="another program has removed"),
        shared.work(ADA) as w,
    ):
        w.apply(AddRows(1, [1], [["Eve"]]))


def test_no_table_is_called_what_links_two_others_is_called(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        one, other = (w.apply(AddTable(name, [("Name", "text", {})])) for name in ("A", "B"))
        near, far = catalog.table(w, one.table), catalog.table(w, other.table)
        linking.link_to_several(w, near, far, "B")
    with pytest.raises(Conflict, match="called"), any_store.work(ADA) as w:
        w.apply(AddTable("A B", []))


def test_a_table_comes_back_only_where_nobody_took_its_name(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("orders", [("Name", "text", {})]))
    with any_store.work(ADA) as w:
        way_back = w.apply(RemoveTable(1))
    with any_store._writer.begin() as connection:
        connection.execute(sa.schema.CreateTable(THEIRS))
    with pytest.raises(Conflict, match="called"), any_store.work(ADA) as w:
        w.apply(way_back)
