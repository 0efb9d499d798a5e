"""Thousands of requests made from the description, right ones and wrong ones, to all services."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.engine import events, from_schema

from desktop_app.app import close, create_app
from desktop_app.config import Config
from tests.services.test_home import PaperDesk
from tests.web.describing import Program, program

EXAMPLES = 5
"""Requests made up at random for each operation, besides those at the edge of each bound."""

# Valid by its shape, a request may still meet a rule that only the document knows: a name taken,
# a row that is gone, a window that is not there.
# 400 is for addresses that no browser sends, such as those with control characters.
ACCEPTED = ["2xx", "400", "404", "409", "422"]


def settings(known: Program) -> schemathesis.Config:
    return schemathesis.Config.from_dict(
        {
            "seed": 1,
            "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
            "auth": {
                "openapi": {"cookie": {"api_key": known.cookie}, "csrf": {"api_key": known.csrf}}
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ACCEPTED},
                # It cannot ask a WSGI app; tests/web/test_walk.py asks every route.
                "ignored_auth": {"enabled": False},
            },
        }
    )


def with_no_key_twice(description: dict[str, Any]) -> dict[str, Any]:
    """The description without Idempotency-Key: made-up keys are alike, so nothing would be done."""
    found = copy.deepcopy(description)
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["parameters"] = [p for p in operation["parameters"] if "$ref" not in p]
    return found


def failures(schema: Any, asked: list[str]) -> Iterator[str]:
    for event in from_schema(schema).execute():
        if isinstance(event, (events.NonFatalError, events.FatalError)):
            yield repr(event)
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                asked += [check.name for check in checks]
                for check in checks:
                    if check.failure_info is not None:
                        yield f"{check.failure_info.failure}\n{check.failure_info.code_sample}"


@pytest.fixture
def app(config: Config, document: Path) -> Iterator[Flask]:
    """The whole app with a desk of paper: no file of this computer is made, opened or written."""
    desk = PaperDesk(answer=document.with_name("choir.csv"))
    made = create_app(config.opening(f"sqlite:///{document}"), desk=desk)
    yield made
    close(made)


@pytest.fixture
def known(app: Flask) -> Program:
    found = program(app)
    columns = [{"name": "Name"}, {"name": "Age", "type": "whole_number"}]
    for given in ({"name": "Guests", "columns": columns}, {"name": "Songs"}):
        assert found.ask("POST", "/api/v1/tables", json=given).status_code == 201
    rows = [{"cells": {"1": "Ada", "2": "36"}}] * 3
    assert found.ask("POST", "/api/v1/tables/1/rows", json={"rows": rows}).status_code == 201
    return found


def test_the_api_does_as_it_says(known: Program) -> None:
    description = with_no_key_twice(known.description)
    schema = schemathesis.openapi.from_dict(description, config=settings(known))
    schema.app = known.gate
    asked: list[str] = []
    assert list(failures(schema, asked)) == []
    assert len(asked) > 5000
    assert {"not_a_server_error", "response_schema_conformance", "negative_data_rejection"} <= set(
        asked
    )


def test_a_broken_promise_is_found(app: Flask, known: Program) -> None:
    description = {**with_no_key_twice(known.description)}
    path = "/api/v1/column-types"
    description["paths"] = {path: description["paths"][path]}
    description["components"]["schemas"]["ColumnKind"]["properties"]["label"] = {"type": "integer"}
    schema = schemathesis.openapi.from_dict(description, config=settings(known))
    schema.app = known.gate
    assert any("is not of type" in failure for failure in failures(schema, []))
