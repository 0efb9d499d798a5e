"""How the first rows suit kinds chosen by hand is told at once, and counted in all rows."""

from __future__ import annotations

import time
from typing import Any

from flask.testing import FlaskClient

from tests.services.test_transfer import CSV, finish, ready, send

TIMES = "".join(f"{n},{n if n % 10 else 'many'}\n" for n in range(1, 101))
COUNTED = f"No,Times\n{TIMES}"


def fit(client: FlaskClient, token: str, **asked: object) -> dict[str, Any]:
    """What is told once all rows are counted."""
    deadline = time.monotonic() + 20
    while True:
        told = client.post(f"/api/v1/imports/{token}/fit", json=asked)
        assert told.status_code == 200, told.json
        if not told.json["counting"]:
            return told.json["columns"]
        assert time.monotonic() < deadline
        time.sleep(0.01)


def wishes(*kinds: str | None) -> list[dict[str, str]]:
    return [{"type": kind} if kind else {} for kind in kinds]


def test_cells_that_do_not_fit_are_told_row_by_row_and_counted(client: FlaskClient) -> None:
    token = send(client, "times.csv", COUNTED.encode())
    ready(client, token)
    number, times = fit(client, token, columns=wishes("date", "whole_number"))
    assert (number["odd"], number["misfits"]) == (list(range(1, 21)), 100)
    assert (times["odd"], times["misfits"]) == ([10, 20], 10)
    assert times["shown"][8:10] == ["9", "many"]


def test_what_fits_is_shown_as_the_kind_shows_it(client: FlaskClient) -> None:
    token = send(client, "paid.csv", b"Who,Paid\nAda,5\nBo,soon\nCy,\n")
    ready(client, token)
    _, paid = fit(client, token, columns=wishes(None, "money"))
    assert paid == {"shown": ["5.00", "soon", ""], "odd": [2], "misfits": 1}


def test_the_import_keeps_as_many_as_were_counted(client: FlaskClient) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    wanted = wishes("date", "whole_number", None, "text", None)
    told = fit(client, token, columns=wanted)
    assert [column["misfits"] for column in told] == [2, 2, 0, 0, 0]
    assert finish(client, token, columns=wanted)["state"] == "done"
    kept = client.get("/api/v1/receipts/1").json["parts"][0]["aside"]
    assert [each["cells"] for each in kept] == [2, 2]


def test_a_column_that_is_left_out_needs_to_suit_nothing(client: FlaskClient) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    told = fit(client, token, columns=[{"type": "date", "skip": True}, *wishes(*[None] * 4)])
    assert told[0] == {"shown": ["Ada", "Bo"], "odd": [], "misfits": 0}


def test_cells_for_a_table_that_is_there_are_read_by_its_columns(client: FlaskClient) -> None:
    first = send(client, "guests.csv", CSV.encode())
    ready(client, first)
    finish(client, first, table="Guests")
    newer = send(client, "newer.csv", b"Age,Born\nold,14.3.2020\n37,2020-02-01\n")
    ready(client, newer)
    age, born = fit(client, newer, into={"table": 1, "mode": "update"})
    assert (age["shown"], age["odd"]) == (["old", "37"], [1])
    assert (born["shown"], born["odd"]) == (["2020-03-14", "2020-02-01"], [])
