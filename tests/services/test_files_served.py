"""What is sent of a file: harmless, whatever is in it and whatever it is called."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.services.files import kinds, names
from tests.support.filing import HTML, PDF, PNG, SVG, WEBP, Put
from tests.web.describing import program


@pytest.mark.parametrize(
    ("content", "name"),
    [(HTML, "page.html"), (SVG, "logo.svg"), (b"alert(1)", "code.js"), (HTML, "photo.png")],
)
@pytest.mark.parametrize("asked", ["", "?show=1"])
def test_what_could_run_is_only_saved(
    client: FlaskClient, put: Put, content: bytes, name: str, asked: str
) -> None:
    answer = client.get(f"/files/{put(content, name).json['id']}{asked}")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.mimetype == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("content", "kind"), [(PNG, "image/png"), (WEBP, "image/webp"), (PDF, "application/pdf")]
)
def test_a_picture_is_shown_only_when_asked_for(
    client: FlaskClient, put: Put, content: bytes, kind: str
) -> None:
    address = f"/files/{put(content, 'a.html').json['id']}"
    saved, shown = client.get(address), client.get(f"{address}?show=1")
    assert saved.headers["Content-Disposition"].startswith("attachment;")
    assert shown.headers["Content-Disposition"].startswith("inline;")
    assert shown.mimetype == kind
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_gate_lets_a_file_keep_its_sandbox_and_its_cache(app: Flask, put: Put) -> None:
    number = put(PNG).json["id"]
    answer = program(app).ask("GET", f"/files/{number}")
    assert "default-src 'none'; sandbox" in answer.headers.getlist("Content-Security-Policy")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


def test_what_was_seen_before_is_not_sent_again(client: FlaskClient, put: Put) -> None:
    address = f"/files/{put(PNG).json['id']}"
    mark = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\cv.pdf", "cv.pdf"),
        ('a"b\r\nSet-Cookie: x.txt', "a_bSet-Cookie_ x.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("con.txt", "_con.txt"),
        ("...", "file"),
        (" . hidden", "hidden"),
        ("x" * 300 + ".jpeg", "x" * 175 + ".jpeg"),
        ("a\u0301.png", "á.png"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert names.harmless(given) == kept


def test_a_name_is_sent_in_letters_that_every_browser_reads(client: FlaskClient, put: Put) -> None:
    made = put(b"text", "Grüße 100%; alle.txt").json
    header = client.get(f"/files/{made['id']}").headers["Content-Disposition"]
    exact = "Gr%C3%BC%C3%9Fe%20100%25%3B%20alle.txt"
    assert header == f"attachment; filename=\"Grue 100__ alle.txt\"; filename*=UTF-8''{exact}"
    assert names.disposition('a"\\b', shown=True).startswith('inline; filename="a__b";')


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"GIF89a", "image/gif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml xl/workbook.xml", "sheet"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", ".text"),
        (b"PK\x03\x04" + b"\0" * 26 + b"anything.txt", "application/zip"),
        ("Grüße\n".encode(), "text/plain"),
        (b"a\x00b", kinds.UNKNOWN),
        ("ü".encode("latin-1"), kinds.UNKNOWN),
    ],
)
def test_a_kind_is_told_by_the_first_bytes(content: bytes, kind: str) -> None:
    assert kinds.kind(content).endswith(kind)


def test_a_preview_must_be_a_small_picture(client: FlaskClient, put: Put) -> None:
    assert put(PNG, preview=SVG).json["error"]["field"] == "preview"
    assert "64 kB" in put(PNG, preview=PNG + b"x" * (64 << 10)).json["error"]["message"]
    made = put(PNG, preview=WEBP).json
    small = client.get(f"/files/{made['id']}/preview")
    assert (small.data, small.mimetype) == (WEBP, "image/webp")
    assert small.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"/api/v1/files/{made['id']}").json["small"] is True


def test_without_a_preview_there_is_nothing_to_show(client: FlaskClient, put: Put) -> None:
    assert client.get(f"/files/{put(PDF).json['id']}/preview").status_code == 204
    assert client.get("/files/1/preview").status_code == 404
