"""Cells that were copied elsewhere come in by pasting them on a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from desktop_app.config import Config
from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, watched

pytestmark = pytest.mark.browser

# As Excel puts it there: marks around what was copied, styles, and texts as they are shown.
COPIED = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-x:y}</style>
</head><body><!--StartFragment--><table><tr><td>Name</td><td class=xl65>Code</td></tr>
<tr><td>Ünal</td><td class=xl65 x:num="7">007</td></tr></table><!--EndFragment--></body></html>"""

PASTE = """(copied) => {
  const carried = new DataTransfer();
  for (const [kind, text] of Object.entries(copied)) carried.setData(kind, text);
  const how = {clipboardData: carried, bubbles: true, cancelable: true};
  (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_cells_copied_in_a_spreadsheet_are_shown_as_they_were_and_come_in(choir: Page) -> None:
    choir.evaluate(PASTE, {"text/html": COPIED, "text/plain": "Name\tCode\nÜnal\t007"})
    choir.wait_for_url("**/import/*")
    expect(choir.get_by_role("cell", name="007")).to_be_visible()
    choir.get_by_role("button", name="Import 1 row").click()
    choir.wait_for_url("**/tables/*")
    expect(choir.locator(".grid-row", has_text="Ünal")).to_contain_text("007")
    assert choir.locator("h1").inner_text() == "Pasted cells"


def test_copied_text_with_tabs_comes_in_too(choir: Page) -> None:
    choir.evaluate(PASTE, {"text/plain": "Name\tTown\nAda\tYork\nBo\tGhent\n"})
    choir.wait_for_url("**/import/*")
    expect(choir.get_by_role("button", name="Import 2 rows")).to_be_enabled()


def test_the_welcome_page_makes_a_file_of_what_is_pasted(
    desk: Desktop, chromium: Browser, config: Config
) -> None:
    with watched(chromium) as page:
        arrive(page, desk.welcome())
        page.evaluate(PASTE, {"text/plain": "Name,Town\nAda,York\n"})
        page.wait_for_url("**/import/*")
        expect(page.get_by_role("button", name="Import 1 row")).to_be_enabled()
    assert [path.name for path in config.documents.iterdir()] == ["Pasted cells.tidy"]


def test_a_single_word_is_no_list_and_says_what_to_copy(choir: Page) -> None:
    choir.evaluate(PASTE, {"text/plain": "Ada"})
    expect(choir.locator(".toast")).to_contain_text("copy its cells in the other program")
    assert "/import/" not in choir.url


def test_a_field_keeps_what_is_pasted_into_it(choir: Page) -> None:
    choir.evaluate(PASTE, {"text/plain": "Name\tTown\nAda\tYork\n"})
    choir.wait_for_url("**/import/*")
    here = choir.url
    choir.get_by_label("Into a new table called").click()
    choir.evaluate(PASTE, {"text/plain": "a\tb\nc\td\n"})
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()
    assert choir.url == here
