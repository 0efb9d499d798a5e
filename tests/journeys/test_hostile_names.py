"""Names, cells and files that would be script elsewhere are only words, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import watched
from tests.support.served import Client, served

pytestmark = pytest.mark.browser

WORDS = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(2)</script>',
    "'-alert(3)-'",
    "javascript:alert(4)",
    "</title><svg onload=alert(5)>",
    "{{7*7}}${7*7}",
    '<a href="data:text/html,<script>alert(6)</script>">x</a>',
]
KINDS = ["text", "long_text", "web_link", "choice", "several_choices"]
ALIVE = (
    "img[onerror], svg[onload], script:not([src]), iframe, "
    "a[href^='javascript:' i], a[href^='data:' i]"
)


def fill(client: Client, word: str) -> None:
    """Put a word wherever one can be put."""
    columns = [{"name": f"{kind} {word}", "type": kind} for kind in KINDS]
    table = client.post("/api/v1/tables", {"name": word, "columns": columns}).json()["id"]
    address = f"/api/v1/tables/{table}"
    ids = [each["id"] for each in client.get(f"{address}/columns").json()["columns"]]
    rows = [{"cells": {str(column): each for column in ids}} for each in WORDS]
    answers = [
        client.patch(f"{address}/cells", {"edits": [], "rows": rows, "keep": True}),
        client.patch(f"{address}/columns/{ids[0]}", {"options": {"default": word}}),
        client.post("/api/v1/users", {"username": word, "email": f"{table}@x.org"}),
    ]
    assert {answer.status for answer in answers} <= {200, 201}


def pages(client: Client) -> list[str]:
    names = [word.replace('"', "%22").replace("/", "-") for word in WORDS[:2]]
    content = "\n".join('"' + word.replace('"', '""') + '",x' for word in WORDS).encode()
    uploads = [client.upload("/api/v1/uploads", f"{each}.csv", content).json() for each in names]
    tables = [f"/tables/{number}" for number, _ in enumerate(WORDS, 1)]
    others = ["/users", "/history", "/receipts", "/history/deleted/1", "/tables/1/print"]
    return [*tables, *others, *(each["go"] for each in uploads)]


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator(ALIVE)).to_have_count(0)


def test_no_word_comes_alive(chromium: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "choir.tidy") as client, watched(chromium) as page:
        for word in WORDS:
            fill(client, word)
        page.on("dialog", lambda dialog: pytest.fail(f"{page.url} said {dialog.message}"))
        name, _, value = (client.cookie or "").partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": client.origin}])
        for address in pages(client):
            look_at(page, client.origin + address)
