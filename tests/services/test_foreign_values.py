"""Values that another program wrote, and that fit no column, are shown as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

TABLE = "/api/v1/tables/1"
KINDS = ["date", "date_time", "yes_no", "whole_number", "decimal_number"]


def cell(client: FlaskClient) -> object:
    """The one cell there is, as the grid gets it."""
    answer = client.get(f"{TABLE}/rows")
    assert answer.status_code == 200
    return (answer.json or {})["rows"][0]["cells"][0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stored", ["soon", 20260101, 2, 2.5, b"\xff\x00"])
def test_a_value_that_does_not_fit_is_seen_mended_and_brought_back(
    client: FlaskClient, document: Path, kind: str, stored: object
) -> None:
    client.post("/api/v1/tables", json={"name": "T", "columns": [{"name": "c", "type": kind}]})
    client.post(f"{TABLE}/rows", json={"count": 1})
    with closing(sqlite3.connect(document)) as other:
        other.execute("UPDATE T SET c = ?", (stored,))
        other.commit()
    shown = "(2 bytes)" if isinstance(stored, bytes) else stored
    assert cell(client) == shown
    assert client.get("/api/v1/tables/1/export.csv", buffered=True).status_code == 200
    edit = {"edits": [{"row": 1, "column": 1, "text": ""}]}
    assert client.patch(f"{TABLE}/cells", json=edit).status_code == 200
    assert cell(client) is None
    assert client.post("/api/v1/undo").status_code == 200
    assert cell(client) == shown
