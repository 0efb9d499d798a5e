"""The engine's promises hold on every back-end: `any_store` is each of them in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine import catalog, linking
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support import mariadb, postgres

MEMBERS, FEES = 1, 2


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def any_uri(request: pytest.FixtureRequest, document: Path) -> str:
    """The address of a new database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{document}"
    if request.param == "postgresql":
        return postgres.emptied(request.getfixturevalue("postgresql"))
    return mariadb.emptied(request.getfixturevalue("mariadb"))


@pytest.fixture
def any_store(any_uri: str) -> Iterator[Store]:
    """An open, new document on each back-end."""
    opened = Store()
    opened.open(any_uri)
    yield opened
    opened.close()


@pytest.fixture
def choir(any_store: Store) -> Store:
    """Two fees of Ada's, who leads Bo; each fee is for both of them."""
    with any_store.work(ADA) as w:
        w.apply(AddTable("Members", [("Name", "text", {})]))
        w.apply(AddTable("Fees", [("What", "text", {})]))
        w.apply(AddRows(MEMBERS, [1], [["Ada"], ["Bo"]]))
        w.apply(AddRows(FEES, [2], [["Tea"], ["Jam"]]))
        members, fees = catalog.table(w, MEMBERS), catalog.table(w, FEES)
        leads = linking.link_to_one(w, members, members, "Leader")
        paid = linking.link_to_one(w, fees, members, "By")
        of = linking.link_to_several(w, catalog.table(w, FEES), members, "For")
        linking.set_links(w, catalog.table(w, MEMBERS), leads, 2, [1])
        for fee in (1, 2):
            linking.set_links(w, catalog.table(w, FEES), paid, fee, [1])
            linking.set_links(w, catalog.table(w, FEES), of, fee, [1, 2])
    return any_store


@pytest.fixture(params=["postgresql", "mariadb", "mysql"])
def server_uri(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; MySQL's name is tried on the MariaDB server."""
    if request.param == "postgresql":
        return postgres.emptied(request.getfixturevalue("postgresql"))
    empty = mariadb.emptied(request.getfixturevalue("mariadb"))
    return empty.replace("mariadb:", f"{request.param}:")


@pytest.fixture
def maria_uri(request: pytest.FixtureRequest) -> str:
    """The address of an empty database on MariaDB."""
    return mariadb.emptied(request.getfixturevalue("mariadb"))


@pytest.fixture
def on_server(server_uri: str) -> Iterator[Store]:
    """A document with two guests on a server, under every name of one."""
    yield from made(server_uri)


@pytest.fixture
def on_maria(maria_uri: str) -> Iterator[Store]:
    """The same on MariaDB alone."""
    yield from made(maria_uri)


def made(uri: str) -> Iterator[Store]:
    """Give a new document with two guests, and close it."""
    store = Store()
    store.open(uri)
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {}), ("Age", "whole_number", {})]))
        w.apply(AddRows(1, [1, 2], [["Ada", 36], ["Bo", None]]))
    yield store
    store.close()
