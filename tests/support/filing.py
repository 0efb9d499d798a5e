"""Files to be kept in a document, and a person who puts them into the cells of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from desktop_app.services.files.models import Piece

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 small"
PDF = b"%PDF-1.7\na letter"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HTML = b"<!doctype html><script>alert(1)</script>"

Put: TypeAlias = Callable[..., Any]


def posted(client: FlaskClient, form: dict[str, Any]) -> Any:
    answer = client.post("/api/v1/files", data=form)
    # What is larger was laid on the disk by the client too.
    answer.request.input_stream.close()
    return answer


def cells(client: FlaskClient, table: str) -> list[Any]:
    return [row["cells"][1] for row in client.get(f"{table}/rows").json["rows"]]


def edit(client: FlaskClient, table: str, text: str, row: int = 1) -> Any:
    edits = [{"row": row, "column": 2, "text": text}]
    return client.patch(f"{table}/cells", json={"edits": edits})


def pieces(app: Flask) -> int:
    with app.extensions["tidybase"].look() as look:
        return int(look.session.scalar(select(func.count()).select_from(Piece)) or 0)
