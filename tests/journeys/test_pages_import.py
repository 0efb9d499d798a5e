"""A spreadsheet comes in: looked at first, corrected by a person, one step to take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desktop_app.config import Config
from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, watched
from tests.support.displays import until

pytestmark = pytest.mark.browser

GUESTS = "Name,Born,Phone,Note\nAda,1815-12-10,0044 1,first\nGrace,1906-12-09,0044 2,second\n"

DROP = """(text) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "guests.csv"));
  const how = {dataTransfer: carried, bubbles: true, cancelable: true};
  const at = (type) => new DragEvent(type, how);
  document.body.dispatchEvent(at("dragenter"));
  const shown = !document.querySelector("[data-drop-veil]").hidden;
  document.body.dispatchEvent(at("drop"));
  return shown;
}"""


@pytest.fixture
def desk(config: Config) -> Iterator[Desktop]:
    opened = Desktop(config, window=False)
    yield opened
    opened.close()


def dropped(page: Page, text: str) -> None:
    """Drop a list of that text onto the page; the import page comes."""
    assert page.evaluate(DROP, text), "the page shows that a file can be let go"
    page.wait_for_url("**/import/*")


@pytest.fixture
def choir(desk: Desktop, chromium: Browser, document: Path) -> Iterator[Page]:
    """A page on a new, empty document."""
    with watched(chromium) as page:
        arrive(page, desk.new(document))
        yield page


@pytest.fixture
def guests(choir: Page) -> Page:
    """The import page of a small list, looked at to the end."""
    dropped(choir, GUESTS)
    expect(choir.get_by_role("button", name="Import 2 rows")).to_be_enabled()
    return choir


def kind(page: Page, column: str) -> str:
    return page.get_by_label(f"What “{column}” holds").input_value()


def test_a_dropped_list_is_shown_with_its_kinds_and_comes_in_as_one_step(guests: Page) -> None:
    assert [kind(guests, name) for name in ("Name", "Born", "Phone")] == ["text", "date", "text"]
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_text("Your own file is unchanged.")).to_be_visible()
    expect(guests.get_by_role("gridcell", name="0044 2")).to_be_visible()
    guests.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(guests.get_by_role("heading", level=1)).to_contain_text("An empty file")


def test_columns_are_renamed_and_left_out_before_they_come_in(guests: Page) -> None:
    guests.get_by_label("Name of column 1").fill("Guest")
    guests.get_by_role("button", name="Leave “Note” out").click()
    guests.get_by_label("Into a new table called").fill("Friends")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("heading", level=1)).to_have_text("Friends")
    expect(guests.get_by_role("columnheader", name="Guest")).to_be_visible()
    expect(guests.get_by_role("columnheader", name="Note")).to_have_count(0)


def test_what_does_not_fit_a_chosen_kind_comes_in_as_it_was_written(guests: Page) -> None:
    guests.get_by_label("What “Name” holds").select_option("date")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("gridcell", name="Ada").first).to_contain_text("does not fit")


def test_giving_up_leaves_nothing_behind(guests: Page) -> None:
    address = guests.url
    guests.get_by_role("link", name="Cancel").click()
    expect(guests.get_by_role("heading", level=1)).to_contain_text("An empty file")
    # The last word of the page that was left may come in after the next page is there.
    until(lambda: guests.request.get(address).status == 404, what="forgetting the upload")


def test_the_way_back_from_the_new_table_skips_the_import_page(guests: Page) -> None:
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    guests.go_back()
    expect(guests.get_by_role("heading", level=1)).to_have_text("Guests")


def test_a_list_of_headings_alone_comes_in_as_an_empty_table(choir: Page) -> None:
    dropped(choir, "Name,Born\n")
    expect(choir.get_by_text("There are no rows yet.")).to_be_visible()
    choir.get_by_role("button", name="Import the empty table").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("columnheader", name="Born")).to_be_visible()


def test_a_file_that_cannot_be_read_leaves_another_file_and_the_way_back(choir: Page) -> None:
    dropped(choir, "")
    expect(choir.locator(".notice")).to_be_visible()
    expect(choir.get_by_role("button", name="Import")).to_have_count(0)
    expect(choir.get_by_label("Into a new table called")).to_be_hidden()
    expect(choir.get_by_role("button", name="Choose another file…")).to_be_visible()
    choir.get_by_role("link", name="Back").click()
    expect(choir.get_by_role("heading", level=1)).to_contain_text("An empty file")


def test_another_file_can_be_dropped_in_place_of_one_that_cannot_be_read(choir: Page) -> None:
    dropped(choir, "")
    expect(choir.locator(".notice")).to_be_visible()
    dropped(choir, GUESTS)
    expect(choir.get_by_role("button", name="Import 2 rows")).to_be_enabled()
