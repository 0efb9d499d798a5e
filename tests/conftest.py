"""What every test may ask for: a document on disk, a store, an app."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.domain.access import Actor
from desktop_app.engine.store import Store
from tests.support import mariadb as maria
from tests.support import postgres, promises

ADA = Actor(1, "ada")

# A test of what is right says nothing of how fast a busy machine is.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The path of a document that does not exist yet; odd on purpose."""
    folder = tmp_path / "Müller & Söhne 100%"
    folder.mkdir()
    return folder / "my choir.tidy"


@pytest.fixture
def store(document: Path) -> Iterator[Store]:
    """An open, new document without an app."""
    opened = Store()
    opened.open(f"sqlite:///{document}")
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings that keep everything inside the test's folder."""
    return Config(folder=tmp_path / "home", documents=tmp_path / "documents", account="ada")


@pytest.fixture
def app(config: Config, document: Path) -> Iterator[Flask]:
    """The whole app over a new document, without the gate. It must answer as it describes."""
    made = create_app(config.opening(f"sqlite:///{document}"))
    breaches = promises.watch(made)
    yield made
    close(made)
    assert breaches == []


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of that app."""
    return app.test_client()


@pytest.fixture
def one_guest(client: FlaskClient) -> FlaskClient:
    """The same, with a table of guests that has one column of text and one empty row."""
    columns = [{"name": "Name", "type": "text"}]
    client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
    client.post("/api/v1/tables/1/rows", json={"count": 1})
    return client


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on a server that runs as long as the tests."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("the Python package psycopg is not installed")
    with postgres.running() as address:
        yield address + "postgres"


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    """The address of a server that runs as long as the tests; a database's name can be added."""
    if maria.programs() is None:
        pytest.skip("MariaDB is not installed (Debian: mariadb-server-core, mariadb-client-core)")
    if importlib.util.find_spec("pymysql") is None:
        pytest.skip("the Python package PyMySQL is not installed")
    with maria.running() as address:
        yield address
