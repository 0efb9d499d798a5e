"""From the first page into a database on a server, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

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
