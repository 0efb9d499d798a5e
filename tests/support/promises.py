"""Every answer of the API that a test gets, compared with what /openapi.json promises of it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
from flask import Flask, Response, request

from desktop_app.web.api import JSON, Operation
from desktop_app.web.openapi import describe


class Promises:
    """The schemas of every answer of an app.

    Stricter than the description, which lets answers grow: what it does not name must not come.
    """

    def __init__(self, app: Flask) -> None:
        description = describe(app, "cookie")
        self._components = description["components"]
        for schema in self._components["schemas"].values():
            if "properties" in schema:
                schema["additionalProperties"] = False
        self._answers = {
            operation["operationId"]: operation["responses"]
            for methods in description["paths"].values()
            for operation in methods.values()
        }
        self._validators: dict[tuple[str, int], Any] = {}

    def breaches(self, name: str, status: int, answer: Any) -> list[str]:
        """Return what is wrong with an answer of the operation of that name."""
        if (name, status) not in self._validators:
            schema = self._schema(name, status)
            self._validators[name, status] = jsonschema_rs.validator_for(schema)
        found = self._validators[name, status].iter_errors(answer)
        return [f"{name} {status}: {error.message} at {error.instance_path}" for error in found]

    def _schema(self, name: str, status: int) -> dict[str, Any]:
        answers = self._answers[name]
        promised = answers.get(str(status)) or answers[f"{status // 100}XX"]
        if "$ref" in promised:
            promised = self._components["responses"][promised["$ref"].rpartition("/")[2]]
        return {**promised["content"][JSON]["schema"], "components": self._components}


def watch(app: Flask) -> list[str]:
    """Compare every JSON answer of an app with its description; the list fills with breaches."""
    found: list[str] = []
    promises: list[Promises] = []

    @app.after_request
    def compare(response: Response) -> Response:
        view = app.view_functions.get(request.endpoint or "")
        if isinstance(view, Operation) and view.media == JSON:
            if not promises:
                promises.append(Promises(app))
            answer = json.loads(response.get_data())
            found.extend(promises[0].breaches(view.name, response.status_code, answer))
        return response

    return found
