"""The engine's promises hold on every back-end: `any_store` is each of them in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine.store import Store
from tests.support import mariadb, postgres


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
