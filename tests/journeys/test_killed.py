"""The program is killed while people edit: whatever was acknowledged is there."""

from __future__ import annotations

import http.client
import json
import os
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.support.served import Client, served

MOMENTS = int(os.environ.get("TIDYBASE_KILLS", "50"))
ROWS = 40


def test_every_acknowledged_edit_survives_a_kill_at_any_moment(document: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    acknowledged: dict[int, int] = {}
    edits = 0
    with served(document) as client:
        client.post(
            "/api/v1/tables", {"name": "T", "columns": [{"name": "n", "type": "whole_number"}]}
        )
        client.post("/api/v1/tables/1/rows", {"count": ROWS})
    for moment in range(MOMENTS):
        with served(document) as client:
            assert stored(document) == stored(document) | acknowledged, f"lost before kill {moment}"
            edits += edit_until_killed(client, chance, acknowledged, start=moment * 10**6)
        check(document, acknowledged)
    assert edits > MOMENTS * 3, "the edits were too few to prove anything"


def edit_until_killed(
    client: Client, chance: random.Random, acknowledged: dict[int, int], start: int
) -> int:
    """Edit random cells as fast as it goes; SIGKILL in between; return how many were acknowledged.

    The kill comes at a random moment of one of the first dozen edits, however slow the disk is.

    A cell whose edit was under way when the kill came may hold either value; it is taken out of
    `acknowledged`, so that only promises that were made are checked.
    """
    timer = threading.Timer(chance.uniform(0, 0.03), client.process.kill)
    last = chance.randrange(12)
    done = 0
    while True:
        if done == last:
            timer.start()
        row, value = chance.randrange(1, ROWS + 1), start + done
        held = acknowledged.pop(row, None)
        body = {"edits": [{"row": row, "column": 1, "text": str(value)}]}
        try:
            answer = client.patch("/api/v1/tables/1/cells", body)
        except (OSError, http.client.HTTPException):
            break
        if answer.status != 200:
            raise AssertionError((answer, held))
        acknowledged[row] = value
        done += 1
    timer.join()
    client.process.wait(60)
    return done


def check(document: Path, acknowledged: dict[int, int]) -> None:
    found = stored(document)
    lost = {row: (value, found[row]) for row, value in acknowledged.items() if found[row] != value}
    assert not lost
    with closing(sqlite3.connect(document)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        steps = connection.execute("SELECT steps FROM tidybase_entry ORDER BY id").fetchall()
    journaled: dict[int, int] = {}
    for (text,) in steps:
        for step in json.loads(text):
            for row, _, _ in step.get("cells", []) if step["change"] == "set_cells" else []:
                journaled[row] = step["expected"][0]
    assert {row: found[row] for row in journaled} == journaled, "the history and the data differ"


def stored(document: Path) -> dict[int, int]:
    with closing(sqlite3.connect(document)) as connection:
        return dict(connection.execute("SELECT id, n FROM T"))
