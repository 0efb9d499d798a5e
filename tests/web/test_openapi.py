"""The description of the API: true, whole, and the same as what the app does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.app import SERVICES, chosen, close, create_app
from desktop_app.column_types import COLUMN_TYPES
from desktop_app.config import Config
from desktop_app.domain.query import OPERATORS
from desktop_app.web.api import Operation
from desktop_app.web.openapi import describe
from desktop_app.web.service import Service
from tests.support.promises import Promises, watch
from tests.web.describing import Program, program


@pytest.fixture
def known(app: Flask) -> Program:
    return program(app)


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_route_of_the_api_is_declared(app: Flask) -> None:
    routes = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    views = {rule.rule: app.view_functions[rule.endpoint] for rule in routes}
    assert len(views) > 15
    assert [path for path, view in views.items() if not isinstance(view, Operation)] == []


def test_what_is_described_is_what_is_there(app: Flask, known: Program) -> None:
    there = {
        (method, rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(("/api/", "/healthz"))
    }
    told = {(method.upper(), path) for method, path, _ in operations(known.description)}
    assert told == there


def test_no_two_operations_are_called_the_same(known: Program) -> None:
    names = [operation["operationId"] for _, _, operation in operations(known.description)]
    assert len(set(names)) == len(names) > 25
    assert {"list_rows", "edit_cells", "undo", "add_user"} <= set(names)


def test_no_two_shapes_are_called_the_same(known: Program) -> None:
    # Else they are told apart by where in our code they are, which is nobody's business.
    assert [name for name in known.description["components"]["schemas"] if "." in name] == []


def test_every_operation_says_what_it_does_and_how_it_refuses(known: Program) -> None:
    for method, path, operation in operations(known.description):
        assert operation["summary"].endswith("."), (method, path)
        problem = {"$ref": "#/components/responses/Problem"}
        assert operation["responses"]["4XX"] == problem, (method, path)
    schema = known.description["components"]["schemas"]["ErrorWords"]
    assert schema["required"] == ["code", "message"]


def test_only_health_is_open_and_changes_need_the_proof(known: Program) -> None:
    for method, path, operation in operations(known.description):
        needed = {name for each in operation["security"] for name in each}
        expected = {"cookie"} if method == "get" else {"cookie", "csrf"}
        assert needed == (set() if path == "/healthz" else expected), (method, path)
    schemes = known.description["components"]["securitySchemes"]
    assert schemes["cookie"]["name"] == known.gate.cookie


def test_the_description_itself_is_behind_the_cookie(known: Program) -> None:
    known.client.delete_cookie(known.gate.cookie)
    refused = known.client.get("/openapi.json")
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "signed_out")


def test_bounds_and_registries_are_told(known: Program) -> None:
    schemas = known.description["components"]["schemas"]
    names = [kind.name for kind in COLUMN_TYPES if kind.choosable]
    assert schemas["NewColumn"]["properties"]["type"]["enum"] == names
    assert schemas["Edit"]["properties"]["row"]["maximum"] == 2**63 - 1
    assert schemas["EditCells"]["properties"]["edits"]["maxItems"] == 100_000
    limit = known.description["paths"]["/api/v1/tables/{table_id}/rows"]["get"]["parameters"][2]
    assert (limit["name"], limit["schema"]["maximum"]) == ("limit", 1000)


def test_a_program_is_told_how_to_ask_for_rows(known: Program) -> None:
    rows = known.description["paths"]["/api/v1/tables/{table_id}/rows"]["get"]
    asked = {each["name"]: each["schema"] for each in rows["parameters"]}
    assert [word for word in OPERATORS if f"`{word}`" not in asked["filter"]["description"]] == []
    assert "`3,-5`" in rows["description"]


def test_no_description_speaks_of_the_code(known: Program) -> None:
    for method, path, operation in operations(known.description):
        assert "Raises" not in operation["summary"] + operation["description"], (method, path)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_alone_answers_and_describes_just_itself(
    config: Config, tmp_path: Path, service: Service
) -> None:
    app = create_app(config.opening(f"sqlite:///{tmp_path}/alone.tidy"), [service])
    alone = program(app)
    assert alone.client.get("/healthz").json == {"status": "ok"}
    tags = {tag for _, _, operation in operations(alone.description) for tag in operation["tags"]}
    assert tags - {"jobs", "healthz"} == ({service.name} if service.name != "help" else set())
    for method, path, operation in operations(alone.description):
        address = path.format(
            **{each["name"]: 1 for each in operation["parameters"] if "in" in each}
        )
        answer = alone.ask(method.upper(), address)
        assert answer.status_code < 500, (method, address, answer.text)
        assert answer.mimetype in ("application/json", "text/csv"), (method, address)
    close(app)


FILE = {"file": (io.BytesIO(b"a,b"), "guests.csv")}
DEEDS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "tables": ("PATCH", "/api/v1/tables/1", {"json": {"name": "People"}}, 200),
    "columns": ("POST", "/api/v1/tables/1/columns", {"json": {"name": "Age"}}, 201),
    "records": ("POST", "/api/v1/tables/1/rows", {"json": {"count": 2}}, 201),
    "links": ("GET", "/api/v1/tables/1/pick", {}, 200),
    "files": ("POST", "/api/v1/files", {"data": {"file": (io.BytesIO(b"x"), "x.txt")}}, 201),
    "transfer": ("POST", "/api/v1/uploads", {"data": FILE}, 201),
    "history": ("POST", "/api/v1/undo", {}, 200),
    "users": ("POST", "/api/v1/users", {"json": {"username": "bo", "email": "b@x"}}, 201),
    "home": ("POST", "/api/v1/home/close", {}, 404),  # there is no window
    "help": ("GET", "/help", {}, 200),
}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_alone_does_its_work(config: Config, tmp_path: Path, service: Service) -> None:
    opening = config.opening(f"sqlite:///{tmp_path}/alone.tidy")
    before = create_app(opening, chosen("tables"))  # nobody in particular is at work without users
    program(before).ask("POST", "/api/v1/tables", json={"name": "Guests"})
    close(before)
    app = create_app(opening, [service])
    breaches = watch(app)
    method, path, given, status = DEEDS[service.name]
    assert program(app).ask(method, path, **given).status_code == status
    assert breaches == []
    close(app)


def test_the_welcome_page_describes_itself_too(config: Config) -> None:
    app = create_app(config)
    assert "/api/v1/home/new" in describe(app, "tb_1")["paths"]
    assert "/api/v1/tables" not in describe(app, "tb_1")["paths"]
    close(app)


def test_an_answer_other_than_described_is_found(app: Flask) -> None:
    promises = Promises(app)
    assert promises.breaches("show_me", 200, {"id": 1, "username": "ada"}) == []
    assert promises.breaches("show_me", 200, {"id": 1, "username": "ada", "more": 1})
    assert promises.breaches("show_me", 200, {"id": "1", "username": "ada"})
    assert promises.breaches("show_me", 404, {"error": {"code": "x", "message": "x"}}) == []
    assert promises.breaches("show_me", 404, {"error": "x"})
    assert promises.breaches("add_user", 200, {"repeated": True, "undo": None, "redo": None}) == []


def test_what_is_asked_twice_under_one_name_is_answered_as_described(client: FlaskClient) -> None:
    key = {"Idempotency-Key": "a-song-of-ours"}
    assert client.post("/api/v1/tables", json={"name": "Songs"}, headers=key).status_code == 201
    again = client.post("/api/v1/tables", json={"name": "Songs"}, headers=key)
    assert (again.status_code, again.json["repeated"]) == (200, True)
    assert [table["name"] for table in client.get("/api/v1/tables").json["tables"]] == ["Songs"]
