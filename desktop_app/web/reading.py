"""Reading what was sent, as it was declared; what is otherwise is refused in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from desktop_app.domain.errors import Invalid

T = TypeVar("T")

LARGEST_BODY = 64 << 20
"""Bytes of JSON in one request: a hundred thousand cells and room to spare."""


def body(decoder: msgspec.json.Decoder[T], request: Request) -> T:
    """Return the JSON object of a request; nothing at all counts as an empty one.

    Raises Invalid; UnsupportedMediaType when it is something else.
    """
    request.max_content_length = LARGEST_BODY
    sent = request.get_data()  # kept, since the request may be tried again
    if sent and not request.is_json:
        raise UnsupportedMediaType
    try:
        return decoder.decode(sent or b"{}")
    except msgspec.ValidationError as error:
        raise refused(str(error)) from error
    except msgspec.DecodeError as error:
        raise Invalid("The request must be a JSON object.") from error


def fields(shape: type[T], given: MultiDict[str, str]) -> T:
    """Return the fields of a form, or of an address behind its "?". Raises Invalid."""
    for name, values in given.lists():
        if len(values) > 1:
            raise Invalid(f"“{name}” is there more than once.", field=name)
    try:
        found = msgspec.convert(dict(given.items()), shape, strict=False)
    except msgspec.ValidationError as error:
        raise refused(str(error)) from error
    for name in given:
        if getattr(found, name) is None:  # somebody wrote “null”
            raise Invalid(f"“{name}” must be filled in or left out.", field=name)
    return found


def refused(complaint: str) -> Invalid:
    """Return in words what msgspec complains of; `field` is the path, such as `edits[3].row`."""
    what, _, place = complaint.partition(" - at ")
    path = place.strip("`").removeprefix("key` in `").removeprefix("$").removeprefix(".")
    for pattern, words in _WORDS:
        found = re.match(pattern, what)
        if found is None:
            continue
        if "field" in found.groupdict():
            path = f"{path}.{found['field']}".removeprefix(".")
        said = {**found.groupdict(), "kind": _kind(found.groupdict().get("kind", ""))}
        return Invalid(words.format(path=path or "The request", **said), field=path or None)
    return Invalid(f"“{path or 'The request'}” is not as it must be.", field=path or None)


_WORDS: tuple[tuple[str, str], ...] = (
    (r"Object missing required field `(?P<name>(?P<field>.*))`", "“{name}” is missing."),
    (r"Object contains unknown field `(?P<name>(?P<field>.*))`", "There is no “{name}” here."),
    (r"Expected `.*` >= (?P<least>\S+)", "“{path}” must be {least} or more."),
    (r"Expected `.*` <= (?P<most>\S+)", "“{path}” must be {most} or less."),
    (r"Expected `str` of length >= (?P<least>\d+)", "“{path}” is shorter than {least} characters."),
    (r"Expected `str` of length <= (?P<most>\d+)", "“{path}” is longer than {most} characters."),
    (r"Expected `\w+` of length >= (?P<least>\d+)", "“{path}” must have {least} or more."),
    (r"Expected `\w+` of length <= (?P<most>\d+)", "“{path}” must have {most} at most."),
    (r"Expected `(?P<kind>[^`]+)`, got", "“{path}” must be {kind}."),
)

_KINDS: Mapping[str, str] = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object with names and values",
    "null": "nothing",
}


def _kind(kinds: str) -> str:
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds.split(" | "))
