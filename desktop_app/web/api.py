"""The JSON API: the signature of a route says what it takes and gives, and all else follows.

    class NewTable(Given):
        name: str | None = None
        columns: list[NewColumn] = []

    class Made(TypedDict):
        id: Id
        name: str

    @bp.post("/api/v1/tables")
    @answers(201)
    def add_table(given: NewTable) -> Made:
        '''Make a table.'''
        with work() as w:
            table = service.add(w, given.name, given.columns)
        return {"id": table.id, "name": table.name}

A route may take, besides what is in its address:

    given: a Given         the JSON object that was sent, read and checked (422 in words if it is
                           not as declared; 415 if it is no JSON; nothing sent counts as {})
    asked: a Given         what stands behind the "?" of the address, checked likewise
    sent: FileStorage      the file in the field `file` of a form with files; all of them
                           if it is a `list[FileStorage]`
    preview: FileStorage | None   a small picture of it, in the field `preview`

What it returns is a TypedDict. mypy compares the code with it, the tests compare every real answer
with it, and nothing looks at it at run time: answers are too many for that. A route that answers
with a file says so, `@answers(media="text/csv")`, and returns a Response.

From the same signature comes the description at /openapi.json (web/openapi.py): the operation is
called as the function is, its summary is the docstring's first sentence, errors need not be named.
So neither the functions of two services nor their shapes are called the same. Every route below
/api/ must be declared this way; a test asks all of them.

Say what numbers, names and texts may be with the words below, or with `Annotated[…, Meta(…)]`.
Pages read forms with `form(Shape)` and what is behind their "?" with `query(Shape)`.
A rule that needs the document, such as "no two alike", belongs into the service. The shapes of a
service lie in its `shapes.py`; those that several share in `web/shapes.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import msgspec
from flask import request
from flask.typing import ResponseReturnValue
from msgspec import Meta
from werkzeug.datastructures import FileStorage

from desktop_app.domain.errors import Invalid
from desktop_app.web import reading

JSON = "application/json"

Id = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""The number of a table, a column, a row, an entry: as many as a database can count."""

Place = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""A place in a list, from 0: as far as a page can count exactly."""


class Given(msgspec.Struct, forbid_unknown_fields=True):
    """What a route is given. A field without a default must be there; no others may be."""


class Operation:
    """A view function for Flask around a route: reads what was sent, calls it, answers."""

    def __init__(self, route: Callable[..., Any], status: int, media: str) -> None:
        functools.update_wrapper(self, route)
        hints = get_type_hints(route, include_extras=True)
        self.name = route.__name__
        self.status = status
        self.media = media
        self.answer: Any = hints.pop("return")
        self.given: type[Given] | None = hints.get("given")
        self.asked: type[Given] | None = hints.get("asked")
        self.sent: Any = hints.get("sent")
        self.pictured = "preview" in hints
        self.address = {name: hint for name, hint in hints.items() if name not in _READ}
        self._route = route
        self._readers = {name: _READ[name](hint) for name, hint in hints.items() if name in _READ}

    def __call__(self, **given: Any) -> ResponseReturnValue:
        """Answer the request; `given` is what Flask found in the address. Raises Problem."""
        for name, read in self._readers.items():
            given[name] = read()
        answer = self._route(**given)
        return answer if self.status == 200 else (answer, self.status)


def answers(status: int = 200, media: str = JSON) -> Callable[[Callable[..., Any]], Operation]:
    """Declare a route of the API by its signature; it answers with that status when all is well."""
    return lambda route: Operation(route, status, media)


def query(shape: type[reading.T]) -> reading.T:
    """Return what stands behind the "?" of the address, for a page. Raises Invalid."""
    return reading.fields(shape, request.args)


def form(shape: type[reading.T]) -> reading.T:
    """Return the fields of the form that was sent, for a page. Raises Invalid."""
    return reading.fields(shape, request.form)


def _body(shape: type[Given]) -> Callable[[], Given]:
    decoder = msgspec.json.Decoder(shape)
    return lambda: reading.body(decoder, request)


def _query(shape: type[Given]) -> Callable[[], Given]:
    return lambda: query(shape)


def _file(shape: Any) -> Callable[[], FileStorage | list[FileStorage]]:
    return _one_sent if shape is FileStorage else _all_sent


def _one_sent() -> FileStorage:
    return _all_sent()[0]


def _all_sent() -> list[FileStorage]:
    found = [file for file in request.files.getlist("file") if file.filename]
    if not found:
        raise Invalid("Please choose a file.", field="file")
    return found


_READ: dict[str, Callable[[Any], Callable[[], Any]]] = {
    "given": _body,
    "asked": _query,
    "sent": _file,
    "preview": lambda _: lambda: request.files.get("preview"),
}
