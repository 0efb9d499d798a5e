"""What was sent is read as declared, and what is otherwise is refused in plain words."""

from __future__ import annotations

from typing import Annotated, TypedDict

import pytest
from flask import Flask
from flask.testing import FlaskClient
from msgspec import Meta

from desktop_app.web.api import Given, Id, Place, answers
from desktop_app.web.reading import LARGEST_BODY

PATH = "/api/v1/songs"


class Verse(Given):
    lines: Annotated[list[str], Meta(max_length=2)]
    loud: bool = False


class Song(Given):
    name: Annotated[str, Meta(min_length=2, max_length=5)]
    verses: list[Verse] = []  # noqa: RUF012 - msgspec gives each its own
    year: Annotated[int, Meta(ge=1500, le=2100)] | None = None


class Wanted(Given):
    offset: Place = 0
    near: Id | None = None


class Told(TypedDict):
    name: str
    place: int


@answers(201)
def sing(given: Song, asked: Wanted) -> Told:
    """Sing a song."""
    return {"name": given.name, "place": asked.offset}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.add_url_rule(PATH, "sing", sing, methods=["POST"])
    return app.test_client()


def test_what_is_as_declared_is_read(client: FlaskClient) -> None:
    answer = client.post(f"{PATH}?offset=7", json={"name": "Air", "verses": [{"lines": ["la"]}]})
    assert (answer.status_code, answer.json) == (201, {"name": "Air", "place": 7})


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({}, "name", "“name” is missing."),
        ({"name": 7}, "name", "“name” must be text."),
        ({"name": "x"}, "name", "“name” is shorter than 2 characters."),
        ({"name": "xxxxxx"}, "name", "“name” is longer than 5 characters."),
        ({"name": "Air", "tune": 1}, "tune", "There is no “tune” here."),
        ({"name": "Air", "year": "x"}, "year", "“year” must be a whole number or nothing."),
        ({"name": "Air", "year": 7}, "year", "“year” must be 1500 or more."),
        ({"name": "Air", "year": 10**9}, "year", "“year” must be 2100 or less."),
        ({"name": "Air", "verses": {}}, "verses", "“verses” must be a list."),
        ({"name": "Air", "verses": [{}]}, "verses[0].lines", "“lines” is missing."),
        (
            {"name": "Air", "verses": [{"lines": ["a", "b", "c"]}]},
            "verses[0].lines",
            "“verses[0].lines” must have 2 at most.",
        ),
        (
            {"name": "Air", "verses": [{"lines": [], "loud": 1}]},
            "verses[0].loud",
            "“verses[0].loud” must be true or false.",
        ),
    ],
)
def test_what_is_otherwise_is_refused_in_words(
    client: FlaskClient, given: object, field: str, message: str
) -> None:
    answer = client.post(PATH, json=given)
    assert answer.status_code == 422
    assert answer.json["error"] == {"code": "invalid", "message": message, "field": field}


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("offset=x", "offset", "“offset” must be a whole number."),
        ("offset=-1", "offset", "“offset” must be 0 or more."),
        ("offset=", "offset", "“offset” must be a whole number."),
        ("near=null", "near", "“near” must be filled in or left out."),
        ("ofset=1", "ofset", "There is no “ofset” here."),
        ("offset=1&offset=2", "offset", "“offset” is there more than once."),
    ],
)
def test_what_is_asked_otherwise_is_refused_in_words(
    client: FlaskClient, query: str, field: str, message: str
) -> None:
    answer = client.post(f"{PATH}?{query}", json={"name": "Air"})
    assert answer.json["error"] == {"code": "invalid", "message": message, "field": field}


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b"null", b'{"name": "\\ud800"}'])
def test_a_body_that_is_no_object_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post(PATH, data=body, content_type="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid")


def test_a_body_that_is_no_json_is_an_unsupported_kind(client: FlaskClient) -> None:
    answer = client.post(PATH, data="name=Air", content_type="text/plain")
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "unsupported_media_type")


def test_a_body_beyond_all_need_is_too_large(client: FlaskClient) -> None:
    huge = b" " * (LARGEST_BODY + 1)
    answer = client.post(PATH, data=huge, content_type="application/json")
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "request_entity_too_large")


def test_nothing_at_all_counts_as_an_empty_object(client: FlaskClient) -> None:
    assert client.post("/api/v1/tables").status_code == 201


def test_a_method_that_is_not_there_is_told_which_are(client: FlaskClient) -> None:
    answer = client.put(PATH)
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_what_stands_in_an_error_is_what_was_sent_not_markup(client: FlaskClient) -> None:
    answer = client.post(PATH, json={"name": "Air", "<b>{x}": 1})
    assert answer.json["error"]["message"] == "There is no “<b>{x}” here."
