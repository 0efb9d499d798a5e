"""How long history is kept and what it costs, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from desktop_app.config import Config
from desktop_app.engine import trimming
from desktop_app.engine.base import now
from desktop_app.engine.entries import Entry
from desktop_app.engine.store import Store
from desktop_app.engine.trimming import Rule
from desktop_app.services.history import keeping
from tests.conftest import ADA
from tests.services.test_history import cells, edit, guests
from tests.support.jobs import until_over
from tests.support.patience import until


def finished(client: FlaskClient, answer: TestResponse) -> str:
    """Wait for the work that was begun, and return how it ended."""
    assert answer.status_code == 202
    job = until_over(client, answer.json["job"])
    assert job["state"] == "done", job
    return str(job["message"])


def test_the_cost_is_told_and_a_rule_is_set_once_it_was_rehearsed(client: FlaskClient) -> None:
    guests(client, "Ada")
    for number in range(105):
        edit(client, 1, f"Ada {number}")
    cost = client.get("/api/v1/history/cost").json
    assert 0 < cost["history"] < cost["document"]
    assert cost["words"].startswith("The history takes ")
    assert client.get("/api/v1/history/rule").json == {"days": None, "megabytes": None}
    assert client.get("/api/v1/history/due?megabytes=1").json == {"entries": 0, "until": None}
    set_rule = client.put("/api/v1/history/rule", json={"days": 90})
    assert finished(client, set_rule) == "The history is tidy."
    assert client.get("/api/v1/history/rule").json == {"days": 90, "megabytes": None}
    assert len(client.get("/api/v1/history?limit=1000").json["entries"]) == 108
    for wrong in ({"days": 0}, {"megabytes": -1}):
        assert client.put("/api/v1/history/rule", json=wrong).status_code == 422


def test_what_a_rule_forgets_goes_when_the_file_is_opened(
    app: Flask, client: FlaskClient, config: Config
) -> None:
    guests(client, "Ada")
    for number in range(105):
        edit(client, 1, f"Ada {number}")
    store: Store = app.extensions["tidybase"]
    with store.work(ADA) as w:
        w.session.execute(update(Entry).values(at=now() - timedelta(days=91)))
        trimming.set_rule(w, Rule(days=90))
    assert client.get("/api/v1/history/due?days=90").json["entries"] == 8
    keeping.at_opening(store, config)
    until(lambda: len(client.get("/api/v1/history?limit=1000").json["entries"]) <= 100)
    with store.look() as look:
        assert trimming.due(look, Rule(days=90)).entries == 0


def test_the_file_is_made_smaller_only_when_asked(client: FlaskClient, document: Path) -> None:
    guests(client, *("a long name " * 50 for _ in range(400)))
    for number in range(102):
        edit(client, 1, f"Ada {number}")
    client.put("/api/v1/history/rule", json={"megabytes": 1})
    large = document.stat().st_size
    client.delete("/api/v1/tables/1/rows", json={"all": True})
    assert finished(client, client.post("/api/v1/history/tidy")) == "The history is tidy."
    assert document.stat().st_size >= large
    client.post("/api/v1/undo")
    assert "smaller now" in finished(client, client.post("/api/v1/history/smaller"))
    assert len(cells(client)) == 100
    assert client.get("/api/v1/history/cost").json["free"] == 0
