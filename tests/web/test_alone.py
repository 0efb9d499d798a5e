"""Services without any page say at their front what they are there for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.app import SERVICES, chosen, close, create_app
from desktop_app.config import Config
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import DeleteRows
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
from desktop_app.web.service import Service
from tests.conftest import ADA
from tests.web.test_walk import routes

Alone = Callable[[str], FlaskClient]


@pytest.fixture
def alone(config: Config, document: Path) -> Iterator[Alone]:
    """The client of an app of some services."""
    made = []

    def composed(names: str) -> FlaskClient:
        made.append(create_app(config.opening(f"sqlite:///{document}"), chosen(names)))
        return made[-1].test_client()

    yield composed
    for app in made:
        close(app)


def test_a_lone_service_lists_what_it_answers(alone: Alone) -> None:
    client = alone("records")
    answer = client.get("/")
    assert answer.status_code == 200
    assert "<h1>records</h1>" in answer.text
    assert "a part of Tidybase that runs alone on My choir" in answer.text
    said = unescape(re.sub("</?code>", "", answer.text))
    assert "`" not in said
    assert "Let go to read this file" not in said
    described = client.get("/openapi.json").json["paths"]
    for address, methods in described.items():
        for method, operation in methods.items():
            assert f"<code>{method.upper()} {address}</code>" in answer.text
            assert operation["summary"].replace("`", "") in said
    assert client.get("/healthz").json == {"status": "ok"}


def test_several_are_named(alone: Alone) -> None:
    assert "<h1>columns, records</h1>" in alone("records,columns").get("/").text


@pytest.fixture
def used(document: Path, tmp_path: Path) -> None:
    """The document holds a list that came in, one cell of which does not fit, and a deleted row."""
    file, store = tmp_path / "guests.csv", Store()
    file.write_text("Name,Age\nAda,36\nBo,many\n")
    store.open(f"sqlite:///{document}")
    import_file(store, opened(file), "Guests", lambda _: None)
    with store.work(ADA) as w:
        w.apply(ChangeKind(1, 2, "whole_number"))
        w.apply(DeleteRows(1, [1]))
    store.close()


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_no_page_leads_to_one_of_a_service_that_is_not_there(
    alone: Alone, service: Service
) -> None:
    client = alone(service.name)
    addresses = client.application.url_map.bind("")
    for method, path in routes(client.application):
        page = client.get(path) if method == "GET" else None
        if page is None or page.mimetype != "text/html" or path.startswith("/help"):
            continue
        for there in re.findall('<a [^>]*href="(/[^"?#]*)', page.text):
            assert addresses.test(there, "GET"), (path, there)


def test_where_there_are_pages_the_front_leads_to_them(alone: Alone) -> None:
    assert alone("records,users").get("/").status_code == 302
