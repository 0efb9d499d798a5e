"""What failed because the database was away is done again, and never twice."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pymysql
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, MetaData, Table, make_url

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.domain.access import Actor
from desktop_app.engine import schema
from desktop_app.engine.opening import open_at
from desktop_app.engine.store import Store
from tests.support import mariadb as maria
from tests.support import postgres
from tests.support.contents import contents

TABLE = {"name": "Guests", "columns": [{"name": "Name"}]}
ROW = {"rows": [{"cells": {"1": "Ada"}}]}
ROWS, KEY = "/api/v1/tables/1/rows", {"Idempotency-Key": "a-name-of-a-deed"}


@pytest.fixture(params=["postgresql", "mariadb"])
def server(request: pytest.FixtureRequest) -> str:
    """The address of an empty database on each kind of server."""
    given = request.getfixturevalue(request.param)
    return postgres.emptied(given) if request.param == "postgresql" else maria.emptied(given)


@pytest.fixture
def app(server: str, config: Config) -> Iterator[Flask]:
    """The whole app over it, with one table."""
    made = create_app(config.opening(server))
    assert made.test_client().post("/api/v1/tables", json=TABLE).status_code == 201
    yield made
    close(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def writer(app: Flask) -> Engine:
    return app.extensions["tidybase"]._writer


def names(app: Flask) -> list[str]:
    return [name for _, name in contents(app.extensions["tidybase"])["tables"]["Guests"]["rows"]]


def lose(engine: Engine, *, after: bool) -> None:
    """Let the next commit lose its connection, before or after the server has done it."""
    usual: Callable[[Any], None] = engine.dialect.do_commit

    def commit(connection: Any) -> None:
        engine.dialect.do_commit = usual
        if after:
            usual(connection)
        if isinstance(connection.dbapi_connection, psycopg.Connection):
            connection.dbapi_connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        connection.dbapi_connection._force_close()
        raise pymysql.err.OperationalError(2013, "Lost connection to MySQL server during query")

    engine.dialect.do_commit = commit


def test_a_connection_lost_before_the_save_is_done_again(app: Flask, client: FlaskClient) -> None:
    lose(writer(app), after=False)
    answer = client.post(ROWS, json=ROW)
    assert answer.status_code == 201
    assert names(app) == ["Ada"]


def test_a_connection_lost_after_the_save_is_not_done_again(
    app: Flask, client: FlaskClient
) -> None:
    lose(writer(app), after=True)
    answer = client.post(ROWS, json=ROW)
    assert (answer.status_code, answer.json["repeated"]) == (200, True)
    assert answer.json["undo"] == "Undo: add a row to Guests"
    assert answer.json["rows"] == [{"id": 1}]
    assert names(app) == ["Ada"]


def test_a_page_that_asks_again_under_the_same_name_gets_it_once(
    app: Flask, client: FlaskClient
) -> None:
    assert client.post(ROWS, json=ROW, headers=KEY).status_code == 201
    again = client.post(ROWS, json=ROW, headers=KEY)
    said = {"undo": "Undo: add a row to Guests", "redo": None}
    assert again.json == {"repeated": True, **said, "rows": [{"id": 1}]}
    assert names(app) == ["Ada"]


def test_undo_asked_for_twice_under_one_name_takes_back_one_step(
    app: Flask, client: FlaskClient
) -> None:
    client.post(ROWS, json=ROW)
    client.post(ROWS, json=ROW)
    for _ in range(2):
        assert client.post("/api/v1/undo", headers=KEY).status_code == 200
    assert names(app) == ["Ada"]


def test_a_lost_undo_takes_back_one_step(app: Flask, client: FlaskClient) -> None:
    client.post(ROWS, json=ROW)
    client.post(ROWS, json=ROW)
    lose(writer(app), after=True)
    assert client.post("/api/v1/undo").json["repeated"] is True
    assert names(app) == ["Ada"]


def test_while_another_process_writes_one_is_asked_to_come_back(
    server: str, client: FlaskClient
) -> None:
    other = Store()
    other.open(server)
    with other.work(Actor(2, "bob")):
        answer = client.post(ROWS, json=ROW)
    other.close()
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "document_away")
    assert answer.headers["Retry-After"] == "5"
    assert client.post(ROWS, json=ROW).status_code == 201


def test_a_table_that_another_program_dropped_is_missed_at_once(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(app).begin() as connection:
        schema.drop_table(connection, Table("Guests", MetaData()))
    pauses: list[float] = []
    clock = SimpleNamespace(monotonic=time.monotonic, sleep=pauses.append)
    monkeypatch.setattr("desktop_app.web.retries.time", clock)
    for ask in (lambda: client.get(ROWS), lambda: client.post(ROWS, json=ROW)):
        pauses.clear()
        answer = ask()
        assert "another program has removed" in answer.json["error"]["message"]
        assert pauses
        assert sum(pauses) < 1


def test_a_server_that_is_gone_is_said_to_be_away(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: Store = app.extensions["tidybase"]
    store.close()
    nowhere = make_url(store.uri).set(port=1)
    store._open = open_at(nowhere, store._backend)
    monkeypatch.setattr("desktop_app.web.retries.LONGEST", 0.5)
    for answer in (client.post(ROWS, json=ROW), client.get(ROWS), client.get("/tables/1")):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"


def test_a_file_that_another_program_holds_for_a_while_is_asked_for_once_more(
    config: Config, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engine.backends.sqlite.BUSY_TIMEOUT", 0.05)
    app = create_app(config.opening(f"sqlite:///{document}"))
    client = app.test_client()
    assert client.post("/api/v1/tables", json=TABLE).status_code == 201
    holder = sqlite3.connect(document, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert client.post(ROWS, json=ROW).status_code == 423
    holder.close()
    assert client.post(ROWS, json=ROW).status_code == 201
    close(app)
