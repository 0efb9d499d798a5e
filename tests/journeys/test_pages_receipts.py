"""The receipt of an import is found again, and leads to the cells that need a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desktop_app.config import Config
from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, watched
from tests.journeys.test_pages_import import dropped

pytestmark = pytest.mark.browser

ODD = 'Name,Age\nAda,36\n"open,7\nBo,8\nCy,about nine\n'


@pytest.fixture(params=["light", "dark"])
def receipt(
    request: pytest.FixtureRequest, config: Config, chromium: Browser, document: Path
) -> Iterator[Page]:
    """The page of the receipt of a list in which one age is no number."""
    desk = Desktop(config, window=False)
    with watched(chromium, request.param) as page:
        arrive(page, desk.new(document))
        dropped(page, ODD)
        expect(page.get_by_role("button", name="Import 4 rows")).to_be_enabled()
        page.get_by_label("What “Age” holds").select_option("whole_number")
        page.get_by_role("button", name="Import 4 rows").click()
        page.wait_for_url("**/tables/1")
        page.get_by_role("link", name="Receipts").click()
        page.get_by_role("link", name="guests.csv").click()
        page.wait_for_url("**/receipts/1")
        yield page
    desk.close()


def test_a_receipt_leads_to_the_cells_that_do_not_fit(receipt: Page) -> None:
    expect(receipt.get_by_text("Line 3 has a quotation mark")).to_be_visible()
    receipt.get_by_role("link", name="Show what does not fit now in “Age”").click()
    receipt.wait_for_url("**/tables/1")
    expect(receipt.get_by_text("Age does not fit")).to_be_visible()
    expect(receipt.get_by_role("gridcell", name="Cy")).to_be_visible()
    expect(receipt.get_by_role("gridcell", name="Ada")).to_have_count(0)
