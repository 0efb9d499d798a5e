"""What the preview shows in its cells is what the table will show."""

from __future__ import annotations

import re
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


def test_a_name_that_has_no_room_can_be_read_whole(choir: Page, tmp_path: Path) -> None:
    question = "Rate the following aspect of the event on a scale from 1 to 5: "
    file = tmp_path / "forms.csv"
    file.write_text(f"Who,{question}[Food],{question}[Music]\nAda,1,2\nBo,3,4\n", "utf-8")
    choir.locator("[data-file]").set_input_files(file)
    choir.wait_for_url("**/import/*")
    for number, end in ((2, "[Food]"), (3, "[Music]")):
        name = choir.get_by_label(f"Name of column {number}")
        expect(name).to_have_attribute("title", re.compile(rf"^Rate .*….*{re.escape(end)}$"))
    name.fill("Music")
    expect(name).to_have_attribute("title", "Music")
