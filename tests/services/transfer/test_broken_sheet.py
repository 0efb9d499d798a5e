"""A sheet that breaks only far down does not keep the others of its file from coming in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from flask.testing import FlaskClient

from tests.services.test_transfer import ready, send
from tests.support.jobs import until_over

LATE = """
CREATE TABLE numbers(n INTEGER);
WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 4000)
INSERT INTO numbers SELECT n FROM up;
CREATE VIEW few AS SELECT n FROM numbers WHERE n < 10;
CREATE VIEW late AS SELECT CASE n WHEN 3000 THEN abs(-9223372036854775808) ELSE n END m
FROM numbers;
CREATE VIEW never AS SELECT * FROM nowhere;
"""

BREAKS = "asks for something that is not in this file"


def broken(path: Path) -> Path:
    """A database with a view that fails at row 3,000, and one that fails at once."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(LATE)
    return path


def sent(client: FlaskClient, folder: Path) -> str:
    path = broken(folder / "late.sqlite")
    return send(client, path.name, path.read_bytes())


def test_what_broke_is_said_with_the_rows_before_it_and_the_other_sheets(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, tmp_path)
    told = ready(client, token, sheet="late")
    assert (told["state"], told["rows"][:2], told["total"]) == ("broken", [["1"], ["2"]], None)
    assert told["problem"].startswith(f"“late” after row 2,500 {BREAKS}")
    assert [one["sheet"] for one in told["left_out"]] == ["late", "never"]
    assert {"numbers", "few"} <= set(told["sheets"])
    assert ready(client, token, sheet="few")["total"] == 9


def test_a_sheet_of_which_nothing_can_be_read_says_so_too(
    client: FlaskClient, tmp_path: Path
) -> None:
    told = ready(client, sent(client, tmp_path), sheet="never")
    assert (told["state"], told["rows"], told["columns"]) == ("broken", [], [])
    assert BREAKS in told["problem"]


def test_a_broken_sheet_cannot_be_imported_and_the_others_can(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, tmp_path)
    ready(client, token, sheet="late")
    refused = client.post(f"/api/v1/imports/{token}", json={"sheet": "late"})
    assert (refused.status_code, BREAKS in refused.json["error"]["message"]) == (422, True)
    begun = client.post("/api/v1/imports", json={"uploads": [token]})
    done = until_over(client, begun.json["job"])
    assert "in 2 tables now" in done["message"]
    assert "“late” was left out. “late” after row 2,500" in done["message"]


def test_the_only_sheet_that_breaks_is_the_file_that_cannot_be_read(client: FlaskClient) -> None:
    token = send(client, "a.json", b'[{"a": 1}, {"a": 2}')
    assert "JSON" in ready(client, token)["error"]["message"]
