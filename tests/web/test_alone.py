"""Services without any page say at their front what they are there for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.app import chosen, close, create_app
from desktop_app.config import Config

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


def test_where_there_are_pages_the_front_leads_to_them(alone: Alone) -> None:
    assert alone("records,users").get("/").status_code == 302
