"""One sheet of a file breaks far down: it says so, and the others can come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from desktop_app.config import LARGEST_REQUEST
from tests.formats.workbooks import workbook
from tests.services.transfer.test_broken_sheet import BREAKS, broken

pytestmark = pytest.mark.browser


@pytest.fixture
def late(choir: Page, tmp_path: Path) -> Page:
    """The import page of a file with a broken sheet, turned to it."""
    choir.locator("input[data-file]").first.set_input_files(broken(tmp_path / "late.sqlite"))
    choir.wait_for_url("**/import/*")
    expect(choir.get_by_role("button", name="Import 4,000 rows")).to_be_enabled()
    choir.get_by_role("combobox", name="Sheet").select_option("late (cannot be read)")
    expect(choir.locator(".notice[data-kind=problem]")).to_contain_text(BREAKS)
    return choir


def test_the_others_come_in_and_what_was_left_out_is_told(late: Page) -> None:
    expect(late.get_by_text("2 other sheets of the file can be chosen above.")).to_be_visible()
    expect(late.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    late.get_by_role("button", name="Import the other 2 sheets").click()
    late.wait_for_url("**/tables/1")
    expect(late.get_by_text("“late” was left out.")).to_be_visible()


def test_another_sheet_can_be_chosen_after_the_broken_one(late: Page) -> None:
    late.get_by_role("combobox", name="Sheet").select_option("never (cannot be read)")
    expect(late.locator("[data-preview]")).to_be_hidden()
    late.get_by_role("combobox", name="Sheet").select_option("few")
    late.get_by_role("button", name="Import 9 rows").click()
    late.wait_for_url("**/tables/1")


def test_an_empty_sheet_is_not_called_broken(choir: Page, tmp_path: Path) -> None:
    sheets = {"Songs": [["Song"], ["Hey"]], "Notes": []}
    choir.locator("input[data-file]").first.set_input_files(
        workbook(tmp_path / "party.xlsx", sheets)
    )
    choir.wait_for_url("**/import/*")
    choir.get_by_role("combobox", name="Sheet").select_option("Notes (no rows)")
    expect(choir.locator("[data-notes]")).to_have_text(
        "“Notes” has no rows. 1 other sheet of the file can be chosen above."
    )
    expect(choir.locator("[data-facts]")).to_have_text("Sheet 2 of 2 · no rows")
    expect(choir.get_by_role("combobox", name="Sheet")).to_contain_text("Notes (no rows)")


def test_where_the_sign_between_the_cells_is_in_doubt_it_can_be_said(
    choir: Page, tmp_path: Path
) -> None:
    file = tmp_path / "notes.csv"
    file.write_text(",".join("abcdefgh" * 150) + "\n1;2\n")
    choir.locator("input[data-file]").first.set_input_files(file)
    choir.wait_for_url("**/import/*")
    expect(choir.get_by_text("Is something else than this sign between the cells?")).to_be_visible()
    choir.get_by_role("combobox", name="Between the cells").select_option("Semicolon ;")
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()


def test_a_file_larger_than_can_come_in_is_said_to_be_at_once(choir: Page, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(LARGEST_REQUEST)
    choir.locator("[data-file]").first.set_input_files(huge)
    expect(choir.locator(".toast")).to_contain_text("More than 2 GB is too much at once.")
