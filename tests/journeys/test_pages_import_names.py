"""Where the names of the columns are is found, and said otherwise with live effect."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from desktop_app.engine.store import Store
from desktop_app.services.transfer.receipts import ImportRecord
from tests.conftest import ADA
from tests.journeys.test_pages_import import dropped
from tests.journeys.test_pages_receipts import picked

pytestmark = pytest.mark.browser

LIST = "Guests,2025\nAda,36\nBo,7\nWho,Age\nCy,9\nDi,8\n"


def names(page: Page) -> list[str]:
    """What the columns would be called."""
    fields = page.get_by_label("Name of column")
    return [fields.nth(place).input_value() for place in range(fields.count())]


def in_row(page: Page, row: str) -> None:
    """Say that the names are in that row."""
    if not page.get_by_label("Names of the columns").is_visible():
        page.get_by_role("button", name="Read as:").click()
    page.get_by_label("Names of the columns").select_option(label="In the row …")
    page.get_by_label("Row with the names").fill(row)


@pytest.fixture
def guests(choir: Page) -> Page:
    """The import page of a list with names further down, looked at to the end."""
    dropped(choir, LIST)
    expect(choir.get_by_role("button", name="Import 5 rows")).to_be_enabled()
    return choir


def test_the_row_with_the_names_is_said_and_what_stood_above_is_in_the_receipt(
    guests: Page,
) -> None:
    assert names(guests) == ["Guests", "2025"]
    in_row(guests, "4")
    expect(guests.get_by_label("Name of column 1")).to_have_value("Who")
    expect(guests.get_by_role("button", name="Import 2 rows")).to_be_enabled()
    expect(guests.get_by_role("button", name="Read as:")).to_contain_text("names in row 4")
    expect(guests.get_by_text("Row 4 names the columns")).to_be_visible()
    guests.get_by_text("Look at the 3 lines above the table").click()
    expect(guests.get_by_role("listitem").filter(has_text="Row 3")).to_contain_text("Bo 7")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("columnheader", name="Who")).to_be_visible()
    guests.get_by_role("link", name="What came in").click()
    left = "3 lines above the table (“Guests 2025”) did not become a row."
    expect(guests.get_by_text(left)).to_be_visible()
    picked(guests, "x\n\n\nWho,Age\nEd,5\n")
    expect(guests.get_by_role("button", name="Import 1 row")).to_be_enabled()
    assert names(guests) == ["Who", "Age"]
    expect(guests.get_by_label("Names of the columns")).to_have_value("row")


def test_a_row_that_was_just_typed_counts_before_anything_comes_in(guests: Page) -> None:
    in_row(guests, "2")
    expect(guests.get_by_role("button", name="Import 4 rows")).to_be_enabled()
    assert guests.get_by_label("Row with the names").evaluate(
        """field => {
            field.value = "4";
            field.dispatchEvent(new Event("input"));
            field.dispatchEvent(new Event("change"));  // as when Import is pressed
            return document.querySelector("[data-go]").disabled;
        }"""
    )
    expect(guests.get_by_label("Name of column 1")).to_have_value("Who")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("columnheader", name="Who")).to_be_visible()


def test_an_earlier_answer_that_is_late_changes_nothing(guests: Page) -> None:
    guests.evaluate(
        """() => {
            const fetch = window.fetch;
            window.fetch = async (address, more) => {
                const late = String(address).includes("header=1");
                if (late) await new Promise((resume) => setTimeout(resume, 1000));
                return fetch(address, more);
            };
        }"""
    )
    in_row(guests, "4")
    expect(guests.get_by_label("Name of column 1")).to_have_value("Who")
    guests.wait_for_timeout(1000)
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")


@pytest.mark.parametrize("typed", ["500", "2.5", ""])
def test_nothing_comes_in_while_the_number_is_none_of_a_row(guests: Page, typed: str) -> None:
    in_row(guests, "2")
    expect(guests.get_by_role("button", name="Import 4 rows")).to_be_enabled()
    in_row(guests, typed)
    expect(guests.get_by_text("A row from 1 to 200")).to_be_visible()
    expect(guests.locator("[data-go]")).to_be_disabled()
    in_row(guests, "04")
    expect(guests.get_by_label("Name of column 1")).to_have_value("Who")
    expect(guests.get_by_role("button", name="Import 2 rows")).to_be_enabled()


def test_there_can_be_no_names_and_what_is_found_counts_again(guests: Page) -> None:
    guests.get_by_role("button", name="Read as:").click()
    box = guests.get_by_label("Names of the columns")
    expect(box.locator("option:checked")).to_have_text("Found in row 1")
    box.select_option(label="There are none")
    expect(guests.get_by_role("button", name="Import 6 rows")).to_be_enabled()
    assert names(guests) == ["Column 1", "Column 2"]
    expect(guests.get_by_label("Row with the names")).to_be_hidden()
    box.select_option(label="As they are found")
    expect(guests.get_by_role("button", name="Import 5 rows")).to_be_enabled()
    expect(box.locator("option:checked")).to_have_text("Found in row 1")


def test_a_row_without_names_is_refused_beside_the_number_and_the_rest_stays(guests: Page) -> None:
    in_row(guests, "9")
    expect(guests.get_by_text("The names cannot be in row 9: the last is row 6.")).to_be_visible()
    expect(guests.get_by_role("button", name="Import", exact=False)).to_be_disabled()
    expect(guests.get_by_role("cell", name="Ada")).to_be_visible()
    guests.get_by_label("Row with the names").fill("0")
    expect(guests.get_by_text("A row from 1 to 200")).to_be_visible()
    guests.get_by_label("Row with the names").fill("4")
    expect(guests.get_by_role("button", name="Import 2 rows")).to_be_enabled()
    expect(guests.get_by_text("cannot be in row")).to_have_count(0)
    expect(guests.get_by_text("A row from 1 to 200")).to_have_count(0)


def test_the_next_file_may_have_no_such_row_and_is_read_otherwise(guests: Page) -> None:
    in_row(guests, "4")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    guests.get_by_role("link", name="What came in").click()
    picked(guests, "Who,Age\nEd,5\n")
    expect(guests.get_by_text("The names cannot be in row 4: the last is row 2.")).to_be_visible()
    guests.get_by_label("Names of the columns").select_option(label="As they are found")
    expect(guests.get_by_role("button", name="Import 1 row")).to_be_enabled()
    assert names(guests) == ["Who", "Age"]


@pytest.mark.parametrize(
    ("kept", "shown", "first"),
    [(True, "row", "7"), (False, "0", "Column 1"), (None, "", "Column 1")],
)
def test_a_receipt_from_before_rows_were_counted_is_done_again(
    choir: Page, document: Path, kept: bool | None, shown: str, first: str
) -> None:
    dropped(choir, "7,8\n9,10\n")
    choir.get_by_role("button", name="Import 2 rows").click()
    choir.wait_for_url("**/tables/1")
    store = Store()
    store.open(f"sqlite:///{document}")
    wanted = {"reading": {"header": kept}, "header": ["7", "8"], "table": "Guests", "columns": None}
    with store.work(ADA) as w:
        w.session.execute(update(ImportRecord).values(wanted=wanted))
    store.close()
    choir.get_by_role("link", name="What came in").click()
    picked(choir, "7,8\n9,10\n11,12\n")
    expect(choir.get_by_role("button", name=f"Import {2 if kept else 3} rows")).to_be_enabled()
    assert names(choir)[0] == first
    expect(choir.get_by_label("Names of the columns")).to_have_value(shown)
    choir.get_by_role("button", name="Import", exact=False).click()
    choir.wait_for_url("**/tables/2")
