"""Every route there is, through the gate: without the cookie, and without the CSRF value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import Client

from desktop_app.app import SERVICES, chosen, close, create_app
from desktop_app.config import Config
from desktop_app.web.guard import Gate
from tests.support.contents import contents

PORT = 8123
ORIGIN = f"http://127.0.0.1:{PORT}"
OPEN = {"/healthz"}


@pytest.fixture
def gate(app: Flask) -> Gate:
    return Gate(app, "127.0.0.1", PORT)


@pytest.fixture
def signed_in(gate: Gate) -> Client:
    client = Client(gate)
    answer = client.get(gate.mint().removeprefix(ORIGIN), base_url=ORIGIN)
    assert answer.status_code == 200
    return client


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Give every method and address of the app, numbers and names filled in."""
    for rule in app.url_map.iter_rules():
        given = {
            name: 1 if name.endswith("_id") or name in {"place", "row"} else "x"
            for name in rule.arguments
        }
        _, path = rule.build(given, append_unknown=False)
        for method in rule.methods - {"OPTIONS", "HEAD"}:
            yield method, path


def test_the_walk_sees_every_service(app: Flask) -> None:
    walked = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}
    assert walked >= {service.name for service in SERVICES}
    assert len(list(routes(app))) > 40


def test_no_route_answers_without_the_cookie(app: Flask, gate: Gate) -> None:
    for method, path in routes(app):
        answer = Client(gate).open(path, method=method, base_url=ORIGIN)
        expected = 200 if path in OPEN else 403
        assert answer.status_code == expected, (method, path)


def test_nothing_is_changed_without_the_csrf_value(app: Flask, signed_in: Client) -> None:
    store = app.extensions["tidybase"]
    signed_in.get("/users", base_url=ORIGIN)
    before = contents(store)
    walked = [(method, path) for method, path in routes(app) if method != "GET"]
    for method, path in walked:
        for value in ({}, {"X-Tidybase-CSRF": ""}, {"X-Tidybase-CSRF": "x" * 43}):
            answer = signed_in.open(path, method=method, base_url=ORIGIN, headers=value, json={})
            assert answer.status_code == 403, (method, path)
    assert len(walked) > 20
    assert contents(store) == before


def test_every_page_and_answer_carries_the_strict_policy(app: Flask, signed_in: Client) -> None:
    for method, path in routes(app):
        answer = signed_in.open(path, method=method, base_url=ORIGIN)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), (method, path)
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_no_get_has_an_accident(app: Flask, signed_in: Client) -> None:
    for method, path in routes(app):
        if method == "GET":
            assert signed_in.get(path, base_url=ORIGIN).status_code < 500, path


def test_every_page_carries_the_csrf_value(signed_in: Client) -> None:
    for path in ("/tables", "/users", "/history", "/help"):
        page = signed_in.get(path, base_url=ORIGIN, follow_redirects=True).text
        assert '<meta name="tidybase-csrf" content="' in page, path
        assert '<meta name="tidybase-csrf" content=""' not in page, path


@pytest.mark.parametrize(
    "names", ["users", "records", "users,records", "tables,history", "help", "transfer,home"]
)
def test_any_few_services_run_without_the_others(config: Config, tmp_path, names: str) -> None:
    app = create_app(config.opening(f"sqlite:///{tmp_path}/few.tidy"), chosen(names))
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    for method, path in routes(app):
        if method == "GET":
            assert client.get(path).status_code < 500, path
    for path, name in (
        ("/api/v1/users", "users"),
        ("/api/v1/history", "history"),
        ("/help", "help"),
    ):
        assert (client.get(path).status_code == 200) == (name in names.split(",")), path
    pages = [path for path in ("/users", "/help", "/tables") if path[1:] in names.split(",")]
    for page in pages:
        assert ('href="/history"' in client.get(page).text) == ("history" in names), page
    close(app)


def test_the_welcome_app_has_no_document(config: Config) -> None:
    app = create_app(config)
    client = app.test_client()
    assert client.get("/", follow_redirects=True).status_code == 200
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/api/v1/tables").status_code == 404
    assert client.post("/api/v1/home/new").status_code == 404
    close(app)
