"""The engine's promises hold on every back-end: `any_store` is each of them in turn."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from desktop_app.engine.store import Store
from tests.support import postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on a server that runs as long as the tests."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("the Python package psycopg is not installed")
    with postgres.running() as address:
        yield address + "postgres"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_uri(request: pytest.FixtureRequest, document: Path) -> str:
    """The address of a new database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{document}"
    address: str = request.getfixturevalue("postgresql")
    _empty(address)
    return address


@pytest.fixture
def any_store(any_uri: str) -> Iterator[Store]:
    """An open, new document on each back-end."""
    opened = Store()
    opened.open(any_uri)
    yield opened
    opened.close()


def _empty(address: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
