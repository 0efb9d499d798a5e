"""What the preview shows in its cells is what the table will show."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.services.transfer.test_shown_as_kinds import bills

pytestmark = pytest.mark.browser


def test_cells_are_shown_as_the_chosen_kind_shows_them(choir: Page, tmp_path: Path) -> None:
    choir.locator("[data-file]").set_input_files(bills(tmp_path / "paid.xlsx"))
    choir.wait_for_url("**/import/*")
    cells = choir.locator("[data-preview] tbody tr").first.locator("td")
    expect(cells).to_have_text(["17.5%", "1,234.50 €", "0.5"])
    choir.get_by_label("What “Share” holds").select_option("text")
    expect(cells.first).to_have_text("0.175")
    choir.get_by_label("What “Share” holds").select_option("percent")
    expect(cells.first).to_have_text("17.5%")
    choir.get_by_role("button", name="Import 2 rows").click()
    choir.wait_for_url("**/tables/1")
    for shown in ("17.5%", "1,234.50 €"):
        expect(choir.get_by_role("gridcell", name=shown)).to_be_visible()
