"""Problems as people and programs meet them: a calm page, or `{"error": {...}}` with a status."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from desktop_app.domain import errors
from desktop_app.web.refusals import is_for_programs
from desktop_app.web.shapes import Error, ErrorWords

log = logging.getLogger("tidybase")

STATUS: Mapping[type[errors.Problem], int] = {
    errors.NotFound: 404,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.NotAllowed: 403,
    errors.DocumentAway: 503,
    errors.DocumentBusy: 423,
    errors.DocumentFull: 507,
    errors.DocumentMoved: 409,
    errors.DocumentReadOnly: 409,
    errors.DocumentProblem: 422,
    errors.Problem: 400,
}

AWAY_SECONDS = 5
"""After which to ask again for what a server that is away has."""

_IN_WORDS: Mapping[int, str] = {
    404: "There is nothing at this address. It may have been removed or renamed.",
    405: "This address cannot be used that way.",
    413: "That is too much at once. Try again with less.",
    415: "This address expects JSON.",
}


def init_app(app: Flask) -> None:
    """Answer every problem of this app."""
    app.register_error_handler(errors.Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _accident)


def wants_json() -> bool:
    """Say whether the request came from a script."""
    return is_for_programs(request.path) or "X-Tidybase-Form" in request.headers


def as_json(problem: errors.Problem) -> Error:
    """Return the shape in which every problem is sent."""
    error: ErrorWords = {"code": problem.code, "message": problem.message}
    if problem.field is not None:
        error["field"] = problem.field
    if problem.details is not None:
        error["details"] = dict(problem.details)
    if problem.place is not None:
        error["place"] = problem.place
    return {"error": error}


def _problem(problem: errors.Problem) -> Response:
    kinds = type(problem).__mro__
    answer = _answer(problem, next(STATUS[kind] for kind in kinds if kind in STATUS))
    if isinstance(problem, errors.DocumentAway):
        answer.headers["Retry-After"] = str(AWAY_SECONDS)
    return answer


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    problem = errors.Problem(_IN_WORDS.get(status, "This could not be done."))
    problem.code = error.name.lower().replace(" ", "_")
    response = _answer(problem, status)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _accident(error: Exception) -> Response:
    mark = secrets.token_hex(4)
    log.error("accident %s on %s", mark, request.endpoint, exc_info=error)
    message = (
        "Something went wrong that should not have. Your file was not changed by it. "
        f"Please try again; if it stays, tell us the mark {mark}."
    )
    return _answer(errors.Problem(message), 500)


def _answer(problem: errors.Problem, status: int) -> Response:
    if wants_json():
        return make_response(jsonify(as_json(problem)), status)
    title = {404: "Not found", 500: "An accident"}.get(status, "That did not work")
    page = render_template(
        "errors/problem.html", title=title, message=problem.message, status=status
    )
    return make_response(page, status)
