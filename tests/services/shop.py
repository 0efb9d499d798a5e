"""A shop over HTTP: guests, and orders that can be linked to them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.services.test_tables import API, make

GUESTS, ORDERS = f"{API}/1", f"{API}/2"
NAME, WHAT, PRICE, MANY = 1, 2, 3, 4


@pytest.fixture
def shop(client: FlaskClient) -> FlaskClient:
    """Three guests and four orders."""
    make(client, name="Guests", columns=[{"name": "Name"}])
    kinds = [("What", "text"), ("Price", "decimal_number"), ("Many", "whole_number")]
    make(client, name="Orders", columns=[{"name": n, "type": t} for n, t in kinds])
    add(client, GUESTS, *({"1": name} for name in ("Ada", "Bo", "Ada")))
    for what, price, many in (("Tea", "2.5", "2"), ("Cake", "4", "0"), ("Jam", "0.1", "3")):
        add(client, ORDERS, {"2": what, "3": price, "4": many})
    return client


@pytest.fixture
def linked(shop: FlaskClient) -> FlaskClient:
    """Each order has a guest: column 5 there, and 6, “Orders”, on the other side."""
    assert send(shop, "POST", f"{ORDERS}/links", table=1, name="Guest").status_code == 201
    edit(shop, ORDERS, (1, 5, "bo"), (2, 5, "#1"), (3, 5, "BO"))
    return shop


def send(client: FlaskClient, method: str, address: str, **given: Any) -> Any:
    return client.open(address, method=method, json=given)


def add(client: FlaskClient, table: str, *rows: dict[str, str]) -> None:
    answer = send(client, "POST", f"{table}/rows", rows=[{"cells": row} for row in rows])
    assert answer.status_code == 201, answer.json


def edit(client: FlaskClient, table: str, *edits: tuple[int, int, str], **more: Any) -> Any:
    given = [{"row": row, "column": column, "text": text} for row, column, text in edits]
    answer = send(client, "PATCH", f"{table}/cells", edits=given, **more)
    assert answer.status_code == 200, answer.json
    return answer.json


def rows(client: FlaskClient, table: str, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{table}/rows", query_string=asked)
    assert answer.status_code == 200, answer.json
    return answer.json["rows"]


def column(client: FlaskClient, table: str, number: int, **asked: Any) -> list[Any]:
    listed = [each["id"] for each in client.get(f"{table}/rows").json["columns"]]
    return [row["cells"][listed.index(number)] for row in rows(client, table, **asked)]


def worked_out(client: FlaskClient, table: str, **given: Any) -> int:
    answer = send(client, "POST", f"{table}/worked-out", **given)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def named(number: int, label: str) -> dict[str, Any]:
    return {"id": number, "label": label}
