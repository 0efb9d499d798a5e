"""One call after the other on the file fails during an edit: what is answered is what is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from desktop_app.app import close, create_app
from desktop_app.config import Config
from tests.support.contents import contents
from tests.support.disk import ERRORS, Call, between

FULL = 13
"""https://sqlite.org/rescode.html#full"""


class Failing:
    """Lets so many calls pass, and then refuses one, or every one from there on."""

    def __init__(self) -> None:
        self.passing: int | None = None
        self.once = True
        self.writing = ERRORS["write"]
        self.failed = ""

    def __call__(self, call: Call) -> int:
        if self.passing is None:
            return 0
        self.passing -= 1
        if self.passing > 0 or (self.once and self.failed):
            return 0
        self.failed = self.failed or call.kind
        return self.writing if call.kind == "write" else ERRORS[call.kind]


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
@pytest.mark.parametrize("writing", [ERRORS["write"], FULL], ids=["broken", "full"])
def test_whatever_fails_what_is_answered_is_what_is_in_the_file(
    config: Config, document: Path, writing: int, *, once: bool
) -> None:
    disk = Failing()
    disk.once, disk.writing = once, writing
    with between(disk):
        app = create_app(config.opening(f"sqlite:///{document}"))
        client = app.test_client()
        columns = [{"name": "Name", "type": "text"}]
        client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
        client.post("/api/v1/tables/1/rows", json={"count": 1})
        failures = set()
        for number in range(1, 1000):
            before = contents(app.extensions["tidybase"])
            disk.passing, disk.failed = number, ""
            status, said = edited(app, str(number))
            disk.passing = None
            held = contents(app.extensions["tidybase"])
            if status == 200:
                assert held["tables"]["Guests"]["rows"] == [(1, str(number))]
            else:
                assert (status, held) == (status, before), f"{disk.failed} {number}: {said}"
            assert status in (200, 422, 507), f"{disk.failed} {number}: {said}"
            failures.add(disk.failed)
            if not disk.failed:
                break
        close(app)
    assert failures >= {"write", "sync", "delete", "open", ""}


def edited(app: Flask, text: str) -> tuple[int, str]:
    edits = [{"row": 1, "column": 1, "text": text}]
    answer = app.test_client().patch("/api/v1/tables/1/cells", json={"edits": edits})
    return answer.status_code, answer.get_data(as_text=True)
