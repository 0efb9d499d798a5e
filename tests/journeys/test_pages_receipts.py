"""The receipt of an import is found again, and leads to the cells that need a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from desktop_app.config import Config
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.all_sheets import File, import_all
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.receipts import ImportRecord
from desktop_app.services.transfer.service import import_file
from desktop_app.shell.desk import Desktop
from tests.conftest import ADA
from tests.journeys.browsing import arrive, watched
from tests.journeys.test_pages_import import dropped
from tests.support.workbooks import workbook

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


def picked(page: Page, content: str | bytes, name: str = "next.csv") -> None:
    """Do the same again with a file of that content; the import page comes."""
    buffer = content if isinstance(content, bytes) else content.encode()
    file = {"name": name, "mimeType": "text/csv", "buffer": buffer}
    page.locator("[data-file]").set_input_files([file])
    page.wait_for_url("**/import/*?again=*")


def test_the_same_is_done_again_with_the_next_file(receipt: Page) -> None:
    picked(receipt, "Town,Age\nYork,about ten\nBath,nine\n")
    expect(receipt.get_by_text("Not in this file, unlike last time: “Name”.")).to_be_visible()
    expect(receipt.get_by_text("New in this file: “Town”.")).to_be_visible()
    expect(receipt.get_by_label("What “Age” holds")).to_have_value("whole_number")
    expect(receipt.get_by_label("Into a new table called")).to_have_value("Guests")


def test_the_next_file_goes_into_the_same_table_by_the_same_key(receipt: Page) -> None:
    picked(receipt, "Age,Name\n37,Ada\n")
    receipt.get_by_label("or into").select_option(label="Guests")
    receipt.get_by_label("Column to match by", exact=True).select_option(label="Name")
    receipt.get_by_role("button", name="Update 1 row").click()
    receipt.wait_for_url("**/tables/1")
    expect(receipt.get_by_role("gridcell", name="37")).to_be_visible()
    receipt.get_by_role("link", name="Receipts").click()
    receipt.get_by_role("link", name="next.csv").click()
    receipt.wait_for_url("**/receipts/2")
    picked(receipt, "Name,Age\nAda,38\n")
    expect(receipt.get_by_label("Column to match by", exact=True)).to_have_value("1")
    expect(receipt.get_by_role("button", name="Update 1 row")).to_be_enabled()


def test_what_was_chosen_for_a_long_heading_is_found_that_was_cut_otherwise_then(
    receipt: Page, document: Path
) -> None:
    long = f"How satisfied are you with the {'very ' * 9}good food"
    store = Store()
    store.open(f"sqlite:///{document}")
    columns = [{"name": "Food", "type": "text"}, {}]
    wanted = {"header": [long[:60], "Age"], "table": "Guests", "columns": columns}
    with store.work(ADA) as w:
        w.session.execute(update(ImportRecord).values(wanted=wanted))
    store.close()
    picked(receipt, f"Age,{long}\n37,5\n")
    expect(receipt.get_by_label("Name of column 2")).to_have_value("Food")
    expect(receipt.get_by_label("good food” holds")).to_have_value("text")
    expect(receipt.get_by_text("unlike last time")).to_have_count(0)


def test_the_very_same_file_is_known_again(receipt: Page) -> None:
    picked(receipt, ODD)
    known = receipt.get_by_text("You imported this very file today at")
    expect(known).to_be_visible()
    known.get_by_role("link", name="See what came in").click()
    receipt.wait_for_url("**/receipts/1")
    expect(receipt.get_by_text("known again by its fingerprint")).to_be_visible()
    receipt.keyboard.press("Control+z")
    expect(receipt.get_by_text("Taken back: ")).to_be_visible()
    picked(receipt, ODD)
    expect(receipt.get_by_text("which was taken back since")).to_be_visible()


def test_a_receipt_is_one_step_from_the_import_the_table_and_the_history(choir: Page) -> None:
    dropped(choir, ODD)
    choir.get_by_role("button", name="Import 4 rows").click()
    choir.wait_for_url("**/tables/1")
    said = choir.get_by_role("status").filter(has_text="4 rows are in Guests now.")
    expect(said.get_by_role("button", name="Undo")).to_be_visible()
    said.get_by_role("link", name="What came in").press("Enter")
    choir.wait_for_url("**/receipts/1")
    choir.get_by_role("link", name="Guests").first.click()
    choir.wait_for_url("**/tables/1")
    choir.get_by_role("button", name="More for this table").press("Enter")
    expect(choir.get_by_role("menuitem", name="Rename")).to_be_focused()
    for _ in range(3):
        choir.keyboard.press("ArrowDown")
    expect(choir.get_by_role("menuitem", name="Imported from guests.csv")).to_be_focused()
    choir.keyboard.press("Enter")
    choir.wait_for_url("**/receipts/1")
    choir.get_by_role("link", name="History").click()
    choir.get_by_role("link", name="What came in: import 4 rows into Guests").click()
    choir.wait_for_url("**/receipts/1")


def test_all_sheets_come_in_again_by_the_same_button(choir: Page) -> None:
    file = {"name": "a.xlsx", "mimeType": "", "buffer": workbook("Guests", "Songs")}
    choir.locator("[data-file]").first.set_input_files([file])
    choir.get_by_role("button", name="Import all 2 sheets").click()
    choir.wait_for_url("**/tables/1")
    choir.get_by_role("link", name="What came in").click()
    choir.wait_for_url("**/receipts/1")
    picked(choir, workbook("Guests", "Places"), "b.xlsx")
    expect(choir.get_by_text("Not in this file, unlike last time: “Songs”.")).to_be_visible()
    expect(choir.get_by_text("New in this file: “Places”.")).to_be_visible()
    expect(choir.get_by_role("button", name="Import all 2 sheets")).to_be_focused()
    choir.keyboard.press("Enter")
    choir.wait_for_url("**/tables/3")
    choir.goto(choir.url.replace("/tables/3", "/receipts/2"))
    picked(choir, workbook("Guests"), "c.xlsx")
    expect(choir.get_by_text("There is only one sheet this time.")).to_be_visible()
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()


def test_what_a_command_brought_in_is_done_again_on_the_page(
    desk: Desktop, chromium: Browser, document: Path, tmp_path: Path
) -> None:
    file, store = tmp_path / "a.csv", Store()
    store.open(f"sqlite:///{document}")
    file.write_text("Name,Age\nAda,36\n")
    import_file(store, opened(file), "Guests", lambda _: None)
    file.write_text("Size,Age,Name\nXL,37,Ada\n")
    import_into(store, opened(file), Named("Guests", ["Name"]), lambda _: None)
    import_all(store, [File(file, "a.csv")], lambda _: None)
    store.close()
    with watched(chromium) as page:
        arrive(page, desk.open(document))
        page.goto(page.url.replace("/tables/1", "/receipts/2"))
        picked(page, "Name,Size,Age\nAda,XL,38\nBo,S,7\n")
        expect(page.get_by_role("button", name="Update 1 row, add 1")).to_be_enabled()
        expect(page.get_by_label("Where “Size” goes")).to_have_value("out")
        expect(page.get_by_label("Column to match by", exact=True)).to_have_value("1")
        page.goto(page.url.split("/import/")[0] + "/receipts/1")
        picked(page, "Name,Town\nAda,York\n")
        expect(page.get_by_text("Not in this file, unlike last time: “Age”.")).to_be_visible()
        expect(page.get_by_label("Into a new table called")).to_have_value("Guests")
        page.goto(page.url.split("/import/")[0] + "/receipts/3")
        picked(page, "Name,Town\nAda,York\n")
        expect(page.get_by_role("button", name="Import 1 row")).to_be_enabled()
        expect(page.get_by_text("unlike last time")).to_have_count(0)
