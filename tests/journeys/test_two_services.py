"""Small services over the network: people and rows as two programs on one shared database."""

from __future__ import annotations

from pathlib import Path

from tests.support.postgres import emptied
from tests.support.served import Client, served

TABLE = {"name": "Guests", "columns": [{"name": "Name"}, {"name": "Age", "type": "whole_number"}]}


def names(client: Client) -> list[str]:
    rows = client.get("/api/v1/tables/1/rows").json()["rows"]
    return [row["cells"][0] for row in rows]


def test_people_and_rows_are_served_by_two_programs(postgresql: str, tmp_path: Path) -> None:
    uri, own = emptied(postgresql), {"TIDYBASE_HOME": str(tmp_path)}
    with served(uri, "--services", "tables", env=own) as client:
        assert client.post("/api/v1/tables", TABLE).status == 201
    with (
        served(uri, "--services", "users,tables", env=own) as people,
        served(uri, "--services", "records,tables,history", env=own) as rows,
    ):
        assert rows.get("/api/v1/users").status == 404
        assert people.get("/api/v1/tables/1/rows").status == 404
        assert people.post("/api/v1/users", {"username": "bo", "email": "bo@x"}).status == 201
        added = rows.post("/api/v1/tables/1/rows", {"rows": [{"cells": {"1": "Ada", "2": "36"}}]})
        assert added.json()["rows"] == [{"id": 1, "cells": ["Ada", 36]}]
        assert people.get("/api/v1/tables").json()["tables"][0]["rows"] == 1
        assert people.patch("/api/v1/tables/1", {"name": "People"}).status == 200
        edit = {"edits": [{"row": 1, "column": 1, "text": "Ada L"}]}
        assert rows.patch("/api/v1/tables/1/cells", edit).status == 200
        assert names(rows) == ["Ada L"]
        assert rows.post("/api/v1/undo").json()["done"] == "change “Name” in People"
        assert names(rows) == ["Ada"]
