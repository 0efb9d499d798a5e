"""What tests of services share: somebody who hands files over, and a table to put them into."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.filing import Put, posted


@pytest.fixture
def put(client: FlaskClient) -> Put:
    """Hand a file over; return the answer."""

    def put(content: bytes, name: str = "a.png", preview: bytes | None = None) -> Any:
        form: dict[str, Any] = {"file": (io.BytesIO(content), name)}
        if preview is not None:
            form["preview"] = (io.BytesIO(preview), "small")
        return posted(client, form)

    return put


@pytest.fixture
def table(client: FlaskClient) -> str:
    """The address of a table of two rows with a column of files."""
    columns = [{"name": "Name"}, {"name": "Photo", "type": "file"}]
    made = client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
    address = f"/api/v1/tables/{made.json['id']}"
    assert client.post(f"{address}/rows", json={"count": 2}).status_code == 201
    return address
