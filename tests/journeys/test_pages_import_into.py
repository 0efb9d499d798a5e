"""A list goes into a table that is there: what would change is shown, then done, then undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, watched
from tests.journeys.test_pages_import import dropped
from tests.support.workbooks import workbook

pytestmark = pytest.mark.browser

GUESTS = "Name,Age,Voice\nAda,36,Alto\nGrace,85,Tenor\nHedy,40,Alto\n"
NEWER = (
    "Voice,NÂME,Age,Town\nBass,Ada,36,York\nTenor,Grace,86,\nAlto,Hedy,40,\nAlto,Joan,about 50,\n"
)


@pytest.fixture
def guests(desk: Desktop, chromium: Browser, document: Path) -> Iterator[Page]:
    """A page on a document with three guests."""
    with watched(chromium) as page:
        arrive(page, desk.new(document))
        dropped(page, GUESTS)
        page.get_by_role("button", name="Import 3 rows").click()
        page.wait_for_url("**/tables/1")
        yield page


def into_guests(page: Page, text: str = NEWER) -> None:
    """Drop a list and choose the table of guests for it."""
    dropped(page, text)
    expect(page.get_by_role("button", name="Import")).to_be_enabled()
    page.get_by_label("or into").select_option("Guests")


def test_a_list_updates_and_adds_rows_after_a_look_at_what_changes(guests: Page) -> None:
    into_guests(guests)
    expect(guests.get_by_role("button", name="Add 4 rows")).to_be_enabled()
    goal = guests.get_by_label("Where “NÂME” goes")
    expect(goal.locator("option:checked")).to_have_text("Name")
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    button = guests.get_by_role("button", name="Update 2 rows, add 1")
    expect(button).to_be_enabled()
    expect(guests.get_by_label("Update the rows that match by")).to_be_checked()
    expect(guests.locator("del")).to_have_text(["Alto", "85"])
    expect(guests.locator("ins")).to_have_text(["Bass", "York", "86"])
    expect(guests.locator("tr[data-new] td")).to_have_text(["Alto", "Joan", "about 50", ""])
    expect(guests.get_by_text("1 cell in “Age” does not fit.")).to_be_visible()
    button.click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_text("2 rows updated and 1 row added in Guests.")).to_be_visible()
    expect(guests.get_by_role("columnheader", name="Town")).to_be_visible()
    expect(guests.get_by_role("gridcell", name="Joan")).to_be_visible()
    guests.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(guests.get_by_role("gridcell", name="Joan")).to_have_count(0)
    expect(guests.get_by_role("columnheader", name="Town")).to_have_count(0)


def test_what_will_not_fit_is_in_amber_before_anything_was_looked_up(guests: Page) -> None:
    into_guests(guests)
    guests.get_by_label("Update the rows that match by").check()
    expect(guests.get_by_text("Choose the column that tells which rows")).to_be_visible()
    expect(guests.locator("td[data-kind=misfit]")).to_have_text(["about 50"])
    guests.get_by_label("Where “Age” goes").select_option("Leave out")
    expect(guests.locator("td[data-kind=misfit]")).to_have_count(0)


def test_empty_cells_of_the_file_are_left_or_emptied_as_a_person_says(guests: Page) -> None:
    into_guests(guests, "Name,Age,Voice\nAda,,Bass\nGrace,,\n")
    empty = guests.get_by_label("Empty cells in the file")
    expect(empty).to_be_hidden()
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.get_by_role("button", name="Update 1 row")).to_be_enabled()
    expect(guests.locator("del")).to_have_text(["Alto"])
    empty.select_option("empty the cells")
    button = guests.get_by_role("button", name="Update 2 rows")
    expect(button).to_be_enabled()
    expect(guests.locator("del")).to_have_text(["36", "Alto", "85", "Tenor"])
    button.click()
    guests.wait_for_url("**/tables/1")
    guests.get_by_role("link", name="What came in").click()
    buffer = b"Name,Age,Voice\nHedy,,Bass\n"
    file = {"name": "next.csv", "mimeType": "text/csv", "buffer": buffer}
    guests.locator("[data-file]").set_input_files([file])
    expect(guests.get_by_label("Empty cells in the file")).to_have_value("clear")
    expect(guests.locator("del")).to_have_text(["40", "Alto"])


def test_columns_are_sent_elsewhere_or_left_out(guests: Page) -> None:
    into_guests(guests)
    guests.get_by_label("Where “Town” goes").select_option("Leave out")
    guests.get_by_label("Where “Voice” goes").select_option("Leave out")
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.get_by_role("button", name="Update 1 row, add 1")).to_be_enabled()
    guests.get_by_label("Add all rows").check()
    guests.get_by_role("button", name="Add 4 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("gridcell", name="Hedy")).to_have_count(2)
    expect(guests.get_by_role("columnheader", name="Town")).to_have_count(0)


def test_all_columns_come_into_a_list_as_it_is_opened_and_not_before(guests: Page) -> None:
    """With hundreds of columns the page would else be busy for half a minute at every step."""
    into_guests(guests)
    guests.get_by_label("Where “Voice” goes").select_option("Leave out")
    goal = guests.get_by_label("Where “Town” goes")
    expect(goal.locator("option")).to_have_text(["New column", "Leave out"])
    goal.focus()
    expect(goal.locator("option")).to_have_text(["Name", "Age", "Voice", "New column", "Leave out"])
    expect(goal).to_have_value("new")
    goal.select_option("Voice")
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.get_by_role("button", name="Update 2 rows, add 1")).to_be_enabled()
    expect(guests.locator("ins")).to_have_text(["York", "86"])


def test_without_a_column_to_match_by_it_is_said_what_is_missing_and_nothing_is_coloured(
    guests: Page,
) -> None:
    into_guests(guests)
    expect(guests.locator("tr[data-new]")).to_have_count(4)
    guests.get_by_label("Update the rows that match by").check()
    expect(guests.locator("tr[data-new]")).to_have_count(0)
    expect(
        guests.get_by_text("Choose the column that tells which rows are the same")
    ).to_be_visible()
    expect(guests.get_by_text("4 rows are new")).to_have_count(0)
    expect(guests.get_by_role("cell", name="Joan")).to_be_visible()
    expect(guests.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.locator("tr[data-new]")).to_have_count(1)
    expect(guests.get_by_text("Choose the column that tells")).to_have_count(0)


@pytest.fixture
def held(guests: Page) -> list[Route]:
    """What the page asks about the second sheet of a workbook, which goes into a table; held."""
    asked: list[Route] = []
    file = {"name": "two.xlsx", "mimeType": "", "buffer": workbook("Guests", "Songs")}
    guests.locator("[data-file]").set_input_files([file])
    guests.wait_for_url("**/import/*")
    guests.get_by_label("or into").select_option("Guests")
    expect(guests.get_by_role("button", name="Add 1 row")).to_be_enabled()

    def hold(route: Route) -> None:
        asked.append(route)

    guests.route(re.compile(r"/api/v1/imports/[^/]+\?.*sheet=Songs"), hold, times=1)
    with guests.expect_request("**/api/v1/imports/*sheet=Songs*"):
        guests.get_by_role("combobox", name="Sheet").select_option("Songs")
    return asked


def test_back_to_a_new_table_before_another_sheet_is_there(guests: Page, held: list[Route]) -> None:
    expect(guests.get_by_role("button", name="Add 1 row")).to_be_disabled()
    guests.get_by_label("Into", exact=True).select_option("a new table")
    expect(guests.get_by_label("Into a new table called")).to_be_visible()
    expect(guests.get_by_role("progressbar", name="Reading the file")).to_be_visible()
    held[0].continue_()
    expect(guests.get_by_label("Into a new table called")).to_have_value("Songs")
    expect(guests.get_by_label("Name of column 1")).to_be_visible()
    expect(guests.get_by_role("button", name="Import 1 row")).to_be_enabled()


def test_what_is_chosen_before_another_sheet_is_there_waits_for_it(
    guests: Page, held: list[Route]
) -> None:
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    guests.get_by_label("Into", exact=True).select_option("a new table")
    guests.get_by_label("or into").select_option("Guests")
    held[0].continue_()
    expect(guests.get_by_role("button", name="Add 1 row")).to_be_enabled()
    expect(guests.locator(".notice[data-kind=problem]")).to_have_count(0)


def test_a_list_that_says_two_things_of_one_row_says_where(guests: Page) -> None:
    into_guests(guests, "Name,Age\nAda,36\nAda,37\n")
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.get_by_text("Rows 2 and 3 of the file have the same")).to_be_visible()
    expect(guests.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    guests.get_by_label("Add all rows").check()
    expect(guests.get_by_role("button", name="Add 2 rows")).to_be_enabled()


def test_what_is_there_already_leaves_nothing_to_do_but_a_new_table(guests: Page) -> None:
    into_guests(guests, GUESTS)
    guests.get_by_label("Column to match by", exact=True).select_option("Name")
    expect(guests.get_by_text("Nothing would change in Guests")).to_be_visible()
    expect(guests.get_by_role("button", name="Nothing to change")).to_be_disabled()
    guests.get_by_label("Into", exact=True).select_option("a new table")
    guests.get_by_label("Into a new table called").fill("Friends")
    guests.get_by_role("button", name="Import 3 rows").click()
    guests.wait_for_url("**/tables/2")
