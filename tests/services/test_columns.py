"""Columns over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.services.test_tables import API, columns, make


def test_every_kind_is_told(client: FlaskClient) -> None:
    kinds = client.get("/api/v1/column-types").json["types"]
    looks = {"name": "text", "label": "Text", "icon": "text", "align": "start"}
    can = {"importable": True, "target": True, "settings": []}
    can |= {"rules": ["required", "unique", "pattern", "default"]}
    assert kinds[0] == looks | can | {"about": kinds[0]["about"]}
    assert len({kind["name"] for kind in kinds}) == len(kinds) >= 6
    filled = next(kind for kind in kinds if kind["name"] == "created_time")
    assert filled["importable"] is False


def test_columns_are_added_in_their_place_renamed_and_removed(client: FlaskClient) -> None:
    table = make(client, name="Guests", columns=[{"name": "Name"}, {"name": "Town"}])
    made = client.post(
        f"{API}/{table}/columns", json={"name": "Born", "type": "date", "position": 1}
    )
    assert (made.status_code, made.json["type"], made.json["align"]) == (
        201,
        "date",
        made.json["align"],
    )
    client.post(f"{API}/{table}/columns", json={})
    assert columns(client, table) == ["Name", "Born", "Town", "Column 1"]
    client.patch(f"{API}/{table}/columns/{made.json['id']}", json={"name": "Birthday"})
    client.delete(f"{API}/{table}/columns/1")
    assert columns(client, table) == ["Birthday", "Town", "Column 1"]
    for expected in (
        ["Name", "Birthday", "Town", "Column 1"],
        ["Name", "Born", "Town", "Column 1"],
        ["Name", "Born", "Town"],
        ["Name", "Town"],
    ):
        client.post("/api/v1/undo", json={})
        assert columns(client, table) == expected


@pytest.mark.parametrize("name", ["Town", "town", "id", ""])
def test_a_column_name_that_is_taken_is_refused(client: FlaskClient, name: str) -> None:
    table = make(client, name="Guests", columns=[{"name": "Name"}, {"name": "Town"}])
    answer = client.patch(f"{API}/{table}/columns/1", json={"name": name})
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "name")


def test_a_kind_that_is_made_of_other_columns_is_not_picked(client: FlaskClient) -> None:
    table = make(client, name="Guests")
    for kind in ("formula", "link", "nonsense"):
        answer = client.post(f"{API}/{table}/columns", json={"type": kind})
        assert (answer.status_code, answer.json["error"]["field"]) == (422, "column_type")
        given = {"columns": [{"name": "a", "type": kind}]}
        assert client.post(API, json=given).status_code == 422
