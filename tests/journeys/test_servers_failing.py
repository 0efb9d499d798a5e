"""A database server that restarts, dies or hangs while people work: nothing lost, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.support import postgres
from tests.support.load import load
from tests.support.patience import until
from tests.support.postgres import Cluster
from tests.support.served import Client, served

CLIENTS = 8


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server that may be treated badly."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with postgres.cluster() as server:
        yield server


@pytest.fixture
def client(cluster: Cluster, tmp_path: Path) -> Iterator[Client]:
    """A client of a program that serves a table on that server."""
    uri = postgres.emptied(cluster.address + "postgres")
    with served(uri, env={"TIDYBASE_HOME": str(tmp_path)}) as signed_in:
        table = {"name": "Guests", "columns": [{"name": "Name"}]}
        assert signed_in.post("/api/v1/tables", table).status == 201
        yield signed_in


def stored(cluster: Cluster) -> Counter[str]:
    engine = create_engine(
        cluster.address.replace("postgresql:", "postgresql+psycopg:") + "postgres"
    )
    with engine.connect() as connection:
        found = Counter(connection.exec_driver_sql('SELECT "Name" FROM "Guests"').scalars())
    engine.dispose()
    return found


def test_restarts_and_power_cuts_of_the_server_lose_nothing_and_repeat_nothing(
    cluster: Cluster, client: Client
) -> None:
    with load(client, CLIENTS) as working:
        working.goes_on()
        for _ in range(3):
            cluster.restart()
            working.goes_on()
        cluster.kill()
        until(lambda: not cluster.is_there(), "the end of every process")
        cluster.start()
        working.goes_on()
    print("answers", dict(working.answers))
    found = stored(cluster)
    assert working.acknowledged - set(found) == set(), "acknowledged and lost"
    assert [text for text, times in found.items() if times > 1] == [], "done twice"
    assert set(working.answers) <= {200, 201, 503}, working.bodies


def test_while_the_server_hangs_everybody_gets_an_answer_and_then_it_goes_on(
    cluster: Cluster, client: Client
) -> None:
    client.patience = 30
    with load(client, CLIENTS) as working:
        working.goes_on()
        cluster.hold()
        try:
            held = working.answers[503]
            until(lambda: working.answers[503] >= held + CLIENTS, "everybody's answer")
        finally:
            cluster.go_on()
        working.goes_on()
    found = stored(cluster)
    assert working.acknowledged - set(found) == set(), "acknowledged and lost"
    assert [text for text, times in found.items() if times > 1] == [], "done twice"
    assert set(working.answers) <= {200, 201, 503}, working.bodies
