"""The clock of the computer is set back, or far ahead: what came later has the higher number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.engine import base, trimming
from desktop_app.engine.trimming import Rule

Set = Callable[[timedelta], None]

DEAD_BATTERY, AHEAD = timedelta(days=-9000), timedelta(days=3650)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    off = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:
            return datetime.now(UTC) + off

    def to(by: timedelta) -> None:
        nonlocal off
        off = by

    monkeypatch.setattr(base, "datetime", Clock)
    return to


def write(client: FlaskClient, text: str) -> None:
    edits = [{"row": 1, "column": 1, "text": text}]
    assert client.patch("/api/v1/tables/1/cells", json={"edits": edits}).status_code == 200


def cell(client: FlaskClient) -> str:
    return client.get("/api/v1/tables/1/rows").json["rows"][0]["cells"][0]


@pytest.mark.parametrize("order", [(AHEAD, DEAD_BATTERY), (DEAD_BATTERY, AHEAD)])
def test_history_goes_by_number_whatever_the_clock_says(
    one_guest: FlaskClient, set_clock: Set, order: tuple[timedelta, ...]
) -> None:
    for number, by in enumerate((*order, timedelta())):
        set_clock(by)
        write(one_guest, f"edit {number}")
    told = [each["id"] for each in one_guest.get("/api/v1/history").json["entries"]]
    assert told == sorted(told, reverse=True)
    for number in (1, 0):
        one_guest.post("/api/v1/undo")
        assert cell(one_guest) == f"edit {number}"
    assert one_guest.get("/history").status_code == 200


def test_an_edit_under_a_wrong_clock_makes_nothing_before_it_old(
    app: Flask, one_guest: FlaskClient, set_clock: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "ALWAYS", 1)
    for by in (timedelta(), DEAD_BATTERY, timedelta()):
        set_clock(by)
        write(one_guest, "edited")
    store = app.extensions["tidybase"]
    with store.look() as look:
        assert trimming.due(look, Rule(days=30)).entries == 0
    set_clock(AHEAD)
    with store.look() as look:
        assert trimming.due(look, Rule(days=30)).entries == 4
    write(one_guest, "later")
    set_clock(timedelta())
    with store.look() as look:
        assert trimming.due(look, Rule(days=30)).entries == 0
