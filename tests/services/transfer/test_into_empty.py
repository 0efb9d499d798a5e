"""Where a file has nothing for a row that is there, its cell is left, unless it is emptied."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.services.transfer.test_into import NAME, PAID, brought, choir, looked, rows, sent
from tests.support.contents import contents

__all__ = ["choir"]

CSV = "Name,Voice,Paid\nAda,,20\nCy,,\nDee,,\n"
UPDATE: dict[str, Any] = {"mode": "update", "key": [NAME]}


def read(client: FlaskClient, text: str = CSV, **into: object) -> dict[str, Any]:
    """Return what was told beforehand about an update that was then done."""
    token = sent(client, text)
    found = looked(client, token, **UPDATE, **into)
    assert brought(client, token, **UPDATE, **into)["state"] == "done"
    return found


@pytest.mark.usefixtures("choir")
def test_what_is_there_stays_where_the_file_has_nothing(client: FlaskClient) -> None:
    found = read(client)
    assert [found[each] for each in ("changed", "cells", "same", "added")] == [1, 1, 1, 1]
    ada = found["rows"][0]["cells"]
    assert [(cell["after"], cell["changes"]) for cell in ada] == [
        ("Ada", False),
        ("Alto", False),
        ("20", True),
    ]
    assert rows(client) == [
        ["Ada", "Alto", None, 20],
        ["Cy", "Alto", None, 3],
        ["Dee", None, None, None],
    ]


@pytest.mark.usefixtures("choir")
def test_it_is_emptied_if_a_person_says_so(client: FlaskClient) -> None:
    found = read(client, clear=True)
    assert [found[each] for each in ("changed", "cells")] == [2, 4]
    assert [row[1:] for row in rows(client)[:2]] == [[None, None, 20], [None, None, None]]
    receipt = client.get("/api/v1/receipts").json["receipts"][0]["id"]
    assert client.get(f"/api/v1/receipts/{receipt}").json["wanted"]["into"]["clear"] is True


@pytest.mark.parametrize(("clear", "kept"), [(False, "much"), (True, None)])
def test_a_text_that_does_not_fit_stays_and_goes_alike(
    client: FlaskClient, choir: Store, clear: bool, kept: str | None
) -> None:
    read(client, "Name,Paid\nAda,much\nCy,many\n")
    before = contents(choir)
    found = read(client, "Name,Voice,Paid\nAda,Tenor,\nCy,,7\n", clear=clear)
    assert (found["changed"], found["cells"]) == (2, 4 if clear else 2)
    texts = {(row, column): text for _, row, column, text in contents(choir)["misfits"]}
    assert texts == ({(1, PAID): kept} if kept else {})
    client.post("/api/v1/undo")
    assert contents(choir) == before


def test_what_stays_in_a_row_that_changes_is_still_there_once(
    client: FlaskClient, choir: Store
) -> None:
    with choir.work(ADA) as w:
        w.apply(SetOptions(1, PAID, {"unique": True}))
    found = read(client, "Name,Voice,Paid\nAda,Tenor,\nCy,,12.5\n")
    assert found["misfits"] == 1
    assert [row[3] for row in rows(client)] == [12.5, None]
