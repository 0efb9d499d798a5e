"""From the first page into a database on a server, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from desktop_app.config import Config
from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, overflow, watched
from tests.support import postgres

pytestmark = pytest.mark.browser


def test_a_database_on_a_server_is_opened_from_the_first_page(
    chromium: Browser, desk: Desktop, postgresql: str
) -> None:
    where, _, database = postgres.emptied(postgresql).rpartition("/")
    user, _, address = where.partition("//")[2].rpartition("@")
    host, _, port = address.partition(":")
    with watched(chromium) as page:
        arrive(page, desk.welcome())
        page.get_by_role("link", name="A database on a server").click()
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_text("Name the computer that has the database.")).to_be_visible()
        expect(page.get_by_label("Server", exact=True)).to_be_focused()
        page.get_by_label("Server", exact=True).fill(host)
        page.get_by_label("Port").fill(port)
        page.get_by_label("Database", exact=True).fill(database)
        page.get_by_label("Your name there").fill("nobody")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_text("does not let Tidybase in")).to_be_visible()
        page.set_viewport_size({"width": 600, "height": 800})
        assert overflow(page) == 0
        page.get_by_label("Your name there").fill(user)
        page.get_by_role("button", name="Open").click()
        expect(
            page.get_by_role("heading", name="An empty file, ready for your lists")
        ).to_be_visible()
        page.get_by_role("button", name="Other files").click()
        expect(page.get_by_role("heading", name="Put your lists somewhere safe.")).to_be_visible()


def test_what_was_opened_before_is_taken_off_the_list_and_only_asked_for_a_password(
    chromium: Browser, desk: Desktop, config: Config, document: Path
) -> None:
    pytest.importorskip("psycopg")
    desk.new(document)
    address = {"address": "postgresql://ada@db.example.org/club", "when": 0}
    (config.folder / "servers.json").write_text(json.dumps([address]))
    with watched(chromium, size=(800, 700)) as page:
        arrive(page, desk.welcome())
        page.get_by_role("link", name="Club on db.example.org").click()
        expect(page.get_by_label("Password")).to_be_focused()
        page.get_by_role("link", name="Cancel").click()
        page.get_by_role("button", name="Take Club on db.example.org off the list").click()
        expect(page.get_by_role("heading", name="On servers")).to_have_count(0)
        expect(page.locator(".toast")).to_contain_text("The database stays as it is.")
        page.get_by_role("button", name="Take my choir off the list").click()
        expect(page.get_by_text("Files you make or open are listed here")).to_be_visible()
        assert document.is_file()
