"""The API described for programs: OpenAPI 3.1, made from the signatures of the routes that run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any, TypeAlias

import msgspec
from flask import Flask, Response, current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.routing import Rule

from desktop_app import __version__
from desktop_app.web.api import JSON, Operation
from desktop_app.web.shapes import Error, Repeated

Object: TypeAlias = dict[str, Any]

_PROOF = "X-Tidybase-CSRF"
_ABOUT = f"""\
Start with `tidybase serve FILE --json`. Following the address it prints as `boot` gives the
cookie; it works once. Everything but GET also wants the header {_PROOF}, with the value that this
description comes with, in a header of the same name. Only /healthz asks for neither.
"""
_SCHEMAS = "#/components/schemas/"
_PROBLEM = {"$ref": "#/components/responses/Problem"}
_KEY = "Idempotency-Key"
_ONCE = {
    "name": _KEY,
    "in": "header",
    "description": (
        "1 to 80 letters, digits and signs that name what is to be done. Asked again under the "
        "same name, as after an answer that got lost, it is not done twice; what it made is named."
    ),
    "schema": {"type": "string", "pattern": "^[!-~]{1,80}$"},
}
_BYTES = {"type": "string", "format": "binary"}
_FILE = {"type": "object", "properties": {"file": _BYTES}, "required": ["file"]}
_FILES = {**_FILE, "properties": {"file": {"type": "array", "items": _BYTES, "minItems": 1}}}
_PICTURED = {**_FILE, "properties": {"file": _BYTES, "preview": _BYTES}}


def init_app(app: Flask) -> None:
    """Let the app describe itself."""
    app.add_url_rule("/openapi.json", "openapi", _openapi)


def operations(app: Flask) -> Iterator[tuple[str, Rule, Operation]]:
    """Give each declared route of the API with its method and its rule, by address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        view = app.view_functions[rule.endpoint]
        if isinstance(view, Operation) and rule.rule.startswith(("/api/", "/healthz")):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule, view


def summary(operation: Operation) -> str:
    """Return in a sentence what it does."""
    return (operation.__doc__ or "").partition("\n")[0]


def describe(app: Flask, cookie: str) -> Object:
    """Return the OpenAPI document of an app whose gate sets a cookie of that name."""
    found = list(operations(app))
    schemas = _Schemas([operation for _, _, operation in found])
    paths: dict[str, Object] = {}
    for method, rule, operation in found:
        described = _described(method, rule, operation, schemas)
        paths.setdefault(address(rule), {})[method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tidybase", "version": __version__, "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "parameters": {_KEY: _ONCE},
            "responses": {"Problem": _json("What was wrong, for a person", schemas.of(Error))},
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": cookie},
                "csrf": {"type": "apiKey", "in": "header", "name": _PROOF},
            },
        },
    }


class _Schemas:
    """The JSON schemas of all that some operations speak of."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        shapes: list[Any] = [Error, Repeated]
        for each in operations:
            shapes += [each.answer if each.media == JSON else str, *each.address.values()]
            shapes += [shape for shape in (each.given, each.asked) if shape is not None]
        schemas, everything = msgspec.json.schema_components(
            shapes, ref_template=_SCHEMAS + "{name}"
        )
        # By identity: an annotated type need not be hashable.
        self._schemas = {id(shape): each for shape, each in zip(shapes, schemas, strict=True)}
        asked = {self._name(each.asked) for each in operations if each.asked is not None}
        self._asked = {name: everything[name] for name in asked}
        self.components = {name: each for name, each in everything.items() if name not in asked}
        for each in self.components.values():
            each["description"] = cleandoc(each.get("description", ""))

    def of(self, shape: Any) -> Object:
        """Return the schema of a type, or where it is."""
        return self._schemas[id(shape)]

    def asked(self, shape: Any) -> Iterator[Object]:
        """Give the parameters that the fields of a type are, behind the "?" of an address."""
        schema = self._asked[self._name(shape)]
        for name, field in schema["properties"].items():
            must = name in schema["required"]
            yield {"name": name, "in": "query", "required": must, "schema": _unless_null(field)}

    def has_musts(self, shape: Any) -> bool:
        """Say whether any field of a type must be there."""
        return bool(self.components[self._name(shape)]["required"])

    def _name(self, shape: Any) -> str:
        return str(self.of(shape)["$ref"]).removeprefix(_SCHEMAS)


def _unless_null(schema: Object) -> Object:
    """Return the schema of a field for an address, where “null” is left out instead."""
    kinds = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else schema


def _described(method: str, rule: Rule, operation: Operation, schemas: _Schemas) -> Object:
    found: Object = {
        "operationId": operation.name,
        "summary": summary(operation),
        "description": _description(operation),
        "tags": [rule.endpoint.partition(".")[0]],
        "security": _security(method, rule),
        "parameters": _parameters(method, operation, schemas),
        "responses": _responses(method, operation, schemas),
    }
    if operation.sent is not None:
        found["requestBody"] = _body("multipart/form-data", _form_of(operation))
    if operation.given is not None:
        found["requestBody"] = _body(JSON, schemas.of(operation.given))
        found["requestBody"]["required"] = schemas.has_musts(operation.given)
    return found


def _description(operation: Operation) -> str:
    """Return what more there is to say of it, and of what stands behind the "?"."""
    more = cleandoc(operation.__doc__ or "").partition("\n")[2]
    asked = cleandoc(operation.asked.__doc__ or "") if operation.asked is not None else ""
    return f"{more}\n\n{asked}".strip()


def _form_of(operation: Operation) -> Object:
    if operation.pictured:
        return _PICTURED
    return _FILE if operation.sent is FileStorage else _FILES


def _parameters(method: str, operation: Operation, schemas: _Schemas) -> list[Object]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": schemas.of(shape)}
        for name, shape in operation.address.items()
    ]
    if operation.asked is not None:
        found += schemas.asked(operation.asked)
    return found if method == "GET" else [*found, {"$ref": f"#/components/parameters/{_KEY}"}]


def _responses(method: str, operation: Operation, schemas: _Schemas) -> Object:
    found: Object = {str(operation.status): _answered(operation, schemas)}
    if method != "GET":
        done = [schemas.of(operation.answer)] if operation.status == 200 else []
        found["200"] = _json("Done, now or before", {"anyOf": [*done, schemas.of(Repeated)]})
    return {**found, "4XX": _PROBLEM, "5XX": _PROBLEM}


def _answered(operation: Operation, schemas: _Schemas) -> Object:
    if operation.media != JSON:
        return {"description": "The file", "content": {operation.media: {}}}
    return _json("Done", schemas.of(operation.answer))


def _json(description: str, schema: Object) -> Object:
    return {"description": description, "content": {JSON: {"schema": schema}}}


def _body(media: str, schema: Object) -> Object:
    return {"required": True, "content": {media: {"schema": schema}}}


def _security(method: str, rule: Rule) -> list[Object]:
    if rule.rule == "/healthz":
        return []
    return [{"cookie": []} if method == "GET" else {"cookie": [], "csrf": []}]


def address(rule: Rule) -> str:
    """Return where it is, the parts that vary in braces."""
    return re.sub(r"<(?:[^<>]*:)?([^<>:]+)>", r"{\1}", rule.rule)


def _openapi() -> Response:
    # The gate names its cookie after the port that it answers on.
    cookie = f"tb_{request.environ['SERVER_PORT']}"
    # Not as other answers, which send as text what a page cannot hold, such as our largest number.
    description = msgspec.json.encode(describe(current_app, cookie))
    proof = {_PROOF: request.environ.get("tidybase.csrf", "")}
    return Response(description, mimetype=JSON, headers=proof)
