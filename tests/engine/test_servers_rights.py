"""Who may do little on a server does what is allowed, and is told of the rest in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine

from desktop_app.domain.errors import DocumentReadOnly
from desktop_app.engine import catalog
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.engine.conftest import made
from tests.support import mariadb, postgres
from tests.support.contents import contents

ROWS = [(1, "Ada", 36), (2, "Bo", None)]
GRANTED = {
    "postgresql": [
        "DROP ROLE IF EXISTS little",
        "CREATE ROLE little LOGIN",
        "GRANT USAGE ON SCHEMA public TO little",
        "GRANT {} ON ALL TABLES IN SCHEMA public TO little",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO little",
    ],
    "mariadb": [
        "DROP USER IF EXISTS little@'%'",
        "CREATE USER little@'%'",
        "GRANT {} ON choir.* TO little@'%'",
    ],
}


@pytest.fixture(params=["postgresql", "mariadb"])
def opened_as(request: pytest.FixtureRequest) -> Iterator[Callable[..., Store]]:
    """Open a document, with two guests unless it is `empty`, as somebody with these rights."""
    kind = request.param
    server = request.getfixturevalue(kind)
    uri = postgres.emptied(server) if kind == "postgresql" else mariadb.emptied(server)
    driver = "postgresql+psycopg:" if kind == "postgresql" else "mariadb+pymysql:"
    admin = create_engine(uri.replace(f"{kind}:", driver), isolation_level="AUTOCOMMIT")
    store = Store()

    def open_as(rights: str, *, empty: bool = False) -> Store:
        if not empty:
            next(made(uri)).close()
        with admin.connect() as connection:
            for statement in GRANTED[kind]:
                connection.exec_driver_sql(statement.format(rights).replace("%", "%%"))
        store.open(uri.replace("tester@", "little@").replace("root@", "little@"))
        return store

    yield open_as
    store.close()
    admin.dispose()


def test_who_may_only_read_looks(opened_as: Callable[..., Store]) -> None:
    store = opened_as("SELECT")
    assert "lets Tidybase only look" in (store.read_only or "")
    assert contents(store)["tables"]["Guests"]["rows"] == ROWS


def test_who_may_not_change_the_structure_can_change_rows(opened_as: Callable[..., Store]) -> None:
    store = opened_as("SELECT, INSERT, UPDATE, DELETE")
    with store.work(ADA) as w:
        w.apply(SetCells(1, [(2, 1, "Eve")]))
    with pytest.raises(DocumentReadOnly, match="does not let Tidybase do that"):
        with store.work(ADA) as w:
            w.apply(AddTable("Songs", []))
    assert contents(store)["tables"]["Guests"]["rows"] == [ROWS[0], (2, "Eve", None)]
    with store.look() as look:
        assert [table.name for table in catalog.tables(look)] == ["Guests"]


def test_who_may_make_no_tables_is_told_so_at_once(opened_as: Callable[..., Store]) -> None:
    with pytest.raises(DocumentReadOnly, match="does not let Tidybase do that"):
        opened_as("SELECT", empty=True)
