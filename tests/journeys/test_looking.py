"""A file that is to be looked at only, in a browser: it says so, and nothing there changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from desktop_app.app import create_app
from desktop_app.config import Config
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.migrate import VERSION
from desktop_app.engine.store import Store
from desktop_app.shell.site import Site
from tests.conftest import ADA
from tests.journeys.browsing import arrive, watched

SORTS = ["Sort A to Z, 0 to 9", "Sort Z to A, 9 to 0"]
FILTERS = ["Only rows like the chosen one", "Only what does not fit"]
LOOKING = [*SORTS, *FILTERS, "Fit width to contents", "Select column"]


@pytest.fixture
def newer(document: Path, config: Config) -> Iterator[Site]:
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {}), ("Paid", "yes_no", {})]))
        w.apply(AddRows(1, [1, 2], [["Ada", True], ["Bo", False]]))
    store.close()
    with closing(sqlite3.connect(document)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    site = Site(create_app(config.opening(f"sqlite:///{document}")))
    yield site
    site.close()


def test_a_newer_file_is_looked_at_and_never_written(
    chromium: Browser, newer: Site, document: Path
) -> None:
    before = document.read_bytes()
    with watched(chromium) as page:
        arrive(page, newer.boot("/tables/1"))
        expect(page.get_by_role("note")).to_contain_text("newer Tidybase")
        cell = page.get_by_role("gridcell", name="Bo")
        expect(cell).to_be_visible()
        for words in ("Add row", "New table", "Import", "Add column", "Undo"):
            expect(page.get_by_role("button", name=words, exact=True)).to_have_count(0)
        expect(page.locator(".grid-row[data-state=blank]:not([hidden])")).to_have_count(0)
        page.get_by_role("columnheader", name="Name").click(button="right")
        expect(page.get_by_role("menuitem")).to_have_text(LOOKING)
        page.keyboard.press("Escape")
        cell.click()
        page.keyboard.type("Cy")
        page.keyboard.press("Delete")
        expect(page.locator(".toast").last).to_contain_text("newer Tidybase")
        expect(cell).to_be_visible()
    newer.close()
    assert document.read_bytes() == before
