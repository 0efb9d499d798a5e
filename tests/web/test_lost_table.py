"""A table that another program dropped keeps no page from showing, and is removed like others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

TABLES = "/api/v1/tables"


@pytest.fixture
def lost(client: FlaskClient, document: Path) -> FlaskClient:
    """Guests, whom another program dropped, and Towns."""
    for name in ("Guests", "Towns"):
        client.post(TABLES, json={"name": name, "columns": [{"name": "Name"}]})
    with closing(sqlite3.connect(document)) as other:
        other.execute("DROP TABLE Guests")
        other.commit()
    return client


@pytest.mark.parametrize("page", ["/tables/1", "/tables/2", "/history", TABLES])
def test_every_page_shows_and_lists_the_tables(lost: FlaskClient, page: str) -> None:
    answer = lost.get(page)
    assert answer.status_code == 200
    assert "Guests" in answer.text
    assert "Towns" in answer.text


def test_it_says_what_happened_and_can_be_removed(lost: FlaskClient) -> None:
    missed = lost.get(f"{TABLES}/1/rows")
    assert missed.status_code == 422
    assert "another program has removed" in missed.json["error"]["message"]
    assert lost.delete(f"{TABLES}/1").status_code == 200
    assert [each["name"] for each in lost.get(TABLES).json["tables"]] == ["Towns"]
    undone = lost.post("/api/v1/undo")
    assert undone.status_code == 409
    assert "cannot be brought back" in undone.json["error"]["message"]
