"""A spreadsheet comes in: looked at first, corrected by a person, one step to take back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.patience import until

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


def dropped(page: Page, text: str) -> None:
    """Drop a list of that text onto the page; the import page comes."""
    assert page.evaluate(DROP, text), "the page shows that a file can be let go"
    page.wait_for_url("**/import/*")


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


def test_where_every_column_is_left_out_the_button_says_why_it_does_nothing(guests: Page) -> None:
    for name in ("Name", "Born", "Phone", "Note"):
        guests.get_by_role("button", name=f"Leave “{name}” out").click()
    expect(guests.get_by_role("button", name="Nothing to import")).to_be_disabled()
    guests.get_by_role("button", name="Bring “Born” in after all").click()
    expect(guests.get_by_role("button", name="Import 2 rows")).to_be_enabled()


def test_enter_ends_the_typing_of_a_name_or_a_row_and_brings_nothing_in(guests: Page) -> None:
    name = guests.get_by_label("Name of column 1")
    name.fill("Guest")
    name.press("Enter")
    expect(name).not_to_be_focused()
    read_as(guests, "Names of the columns", "In the row …")
    number = guests.get_by_label("Row with the names")
    number.press("Enter")
    number.fill("2")
    number.press("Enter")
    expect(guests.get_by_role("button", name="Import 1 row")).to_be_enabled()
    expect(name).to_have_value("Guest")
    guests.get_by_label("Into a new table called").press("Enter")
    guests.wait_for_url("**/tables/1")


def test_what_does_not_fit_a_chosen_kind_comes_in_as_it_was_written(guests: Page) -> None:
    guests.get_by_label("What “Name” holds").select_option("date")
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    expect(guests.get_by_role("gridcell", name="Ada").first).to_contain_text("does not fit")


def test_what_will_not_fit_a_chosen_kind_is_in_amber_at_once_and_counted(choir: Page) -> None:
    rows = "".join(f"{number if number % 5 else 'many'},x\n" for number in range(1, 101))
    dropped(choir, f"Times,Note\n{rows}")
    expect(choir.get_by_role("button", name="Import 100 rows")).to_be_enabled()
    choir.get_by_label("What “Times” holds").select_option("money")
    odd = choir.locator("td[data-odd]")
    expect(odd).to_have_text(["many"] * 4)
    expect(choir.get_by_role("cell", name="4.00", exact=True)).to_be_visible()
    told = choir.get_by_text("20 cells in “Times” do not fit the kind “Money”.")
    expect(told).to_be_visible()
    choir.get_by_role("button", name="Back to “Text").click()
    expect(choir.get_by_label("What “Times” holds")).to_be_focused()
    expect(odd).to_have_count(0)
    expect(told).to_have_count(0)


def test_giving_up_leaves_nothing_behind(guests: Page) -> None:
    address = guests.url
    guests.get_by_role("link", name="Cancel").click()
    expect(guests.get_by_role("heading", level=1)).to_contain_text("An empty file")
    # The last word of the page that was left may come in after the next page is there.
    until(lambda: guests.request.get(address).status == 404, "forgetting the upload")


def test_the_way_back_from_the_new_table_skips_the_import_page(guests: Page) -> None:
    guests.get_by_role("button", name="Import 2 rows").click()
    guests.wait_for_url("**/tables/1")
    guests.go_back()
    expect(guests.get_by_role("heading", level=1)).to_have_text("Guests")


def begun(page: Page, rows: int) -> Locator:
    """Drop a list and let it come in; return the button for that."""
    dropped(page, "Number,Word\n" + "".join(f"{number},word\n" for number in range(rows)))
    button = page.get_by_role("button", name=f"Import {rows:,} rows")
    button.press("Enter")
    expect(page.get_by_role("dialog", name="Importing “Guests”")).to_be_visible()
    return button


def test_after_stopping_one_goes_on_where_one_was(choir: Page) -> None:
    button = begun(choir, 1_000_000)
    choir.keyboard.press("Escape")
    expect(choir.get_by_text("Stopped. Nothing was imported.")).to_be_visible()
    expect(button).to_be_focused()


def test_a_page_that_is_loaded_anew_meanwhile_ends_at_the_new_table_all_the_same(
    choir: Page,
) -> None:
    # However quick it is, this page does not hear of its end.
    choir.route("**/api/v1/jobs/*", lambda _: None)
    begun(choir, 150_000)
    choir.unroute("**/api/v1/jobs/*")
    choir.reload()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("gridcell", name="word").first).to_be_visible()


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
    address = choir.url
    dropped(choir, GUESTS)
    expect(choir.get_by_role("button", name="Import 2 rows")).to_be_enabled()
    until(lambda: choir.request.get(address).status == 404, "forgetting the unreadable file")


def heard(page: Page) -> str:
    """What is said about how the file is read."""
    return page.get_by_role("button", name="Read as:").inner_text()


def read_as(page: Page, part: str, choice: str) -> None:
    """Choose how the file is read."""
    box = page.get_by_role("combobox", name=part)
    if not box.is_visible():
        page.get_by_role("button", name="Read as:").click()
    box.select_option(label=choice)


def test_how_a_file_is_read_is_said_and_changed_with_live_effect(guests: Page) -> None:
    assert heard(guests) == (
        "Read as: Unicode (UTF-8) · commas between the cells · names in the first row"
    )
    read_as(guests, "Names of the columns", "There are none")
    expect(guests.get_by_role("button", name="Import 3 rows")).to_be_enabled()
    expect(guests.get_by_role("cell", name="Grace")).to_be_visible()
    expect(guests.get_by_label("Name of column 1")).to_have_value("Column 1")
    read_as(guests, "Between the cells", "Semicolon ;")
    expect(guests.get_by_role("columnheader")).to_have_count(1)
    expect(guests.get_by_text("no row with names")).to_be_visible()


def test_letters_that_were_taken_for_others_are_put_right(choir: Page) -> None:
    dropped(choir, "Town\nZÃ¼rich\n")
    read_as(choir, "Letters", "Western European (DOS)")
    expect(choir.get_by_role("cell", name="Zürich")).to_have_count(0)
    read_as(choir, "Letters", "Unicode (UTF-8)")
    expect(choir.get_by_role("cell", name="ZÃ¼rich")).to_be_visible()


def test_what_nothing_shows_is_settled_by_one_click(choir: Page) -> None:
    dropped(choir, "Name,Born\nAda,03/04/2025\n")
    choir.get_by_role("button", name="Month first").click()
    expect(choir.get_by_role("button", name="Read as:")).to_contain_text("month first in dates")
    assert kind(choir, "Born") == "date"
    expect(choir.get_by_text("nothing shows whether")).to_have_count(0)
    choir.get_by_role("button", name="Import 1 row").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("gridcell", name="03/04/2025")).to_be_visible()


def test_everything_is_kept_as_text_by_one_click_and_back(guests: Page) -> None:
    guests.get_by_role("button", name="Keep everything as text").click()
    assert [kind(guests, name) for name in ("Name", "Born", "Phone")] == ["text"] * 3
    guests.get_by_role("button", name="Back to the kinds that were found").click()
    assert kind(guests, "Born") == "date"
    expect(guests.get_by_role("button", name="Keep everything as text")).to_be_visible()


NEARLY = "Name,Born\n" + "Ada,1815-12-10\n" * 2 + "Bo,last spring\n" + "Cy,1906-12-09\n" * 58


def test_cells_that_do_not_fit_are_looked_at_and_the_kind_is_chosen_anyway(choir: Page) -> None:
    dropped(choir, NEARLY)
    choir.get_by_text("Look at it").click()
    expect(choir.get_by_role("listitem")).to_have_text(["Row 4last spring"])
    choir.get_by_role("button", name="Make it “Date”, keep this one as written").click()
    assert kind(choir, "Born") == "date"
    expect(choir.get_by_label("What “Born” holds")).to_be_focused()
    expect(choir.get_by_text("1 cell in “Born” is unlike the other dates.")).to_be_visible()
    choir.get_by_role("button", name="Keep the column as text").click()
    assert kind(choir, "Born") == "text"
    choir.get_by_role("button", name="Make it “Date”").click()
    choir.get_by_role("button", name="Import 61 rows").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("gridcell", name="last spring")).to_contain_text("does not fit")


def test_an_odd_cell_among_the_first_rows_is_amber(choir: Page) -> None:
    dropped(choir, "Name,Born\nBo,last spring\n" + "Ada,1815-12-10\n" * 40)
    expect(choir.get_by_role("cell", name="last spring")).to_have_attribute("data-odd", "")
    choir.get_by_label("What “Born” holds").select_option("email")
    expect(choir.locator("td[data-odd]")).to_have_count(20)
    choir.get_by_label("What “Born” holds").select_option("choice")
    expect(choir.get_by_role("cell", name="last spring")).not_to_have_attribute("data-odd", "")
    expect(choir.get_by_text("All but 1 of")).to_have_count(0)


def test_what_a_person_chose_stays_when_the_file_is_read_in_another_way(choir: Page) -> None:
    dropped(choir, "Name,Born\nAda,03/04/2025\n")
    choir.get_by_label("Name of column 1").fill("Guest")
    choir.get_by_label("What “Name” holds").select_option("email")
    read_as(choir, "Dates with numbers", "Day first: 31/12/2025")
    expect(choir.get_by_role("button", name="Read as:")).to_contain_text("day first in dates")
    expect(choir.get_by_label("Name of column 1")).to_have_value("Guest")
    assert (kind(choir, "Name"), kind(choir, "Born")) == ("email", "date")


def test_a_reading_that_leads_nowhere_can_be_taken_back(choir: Page) -> None:
    dropped(choir, "Name;Towns\nAda;" + "Bath," * 1100 + "\n")
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()
    read_as(choir, "Between the cells", "Comma ,")
    expect(choir.get_by_text("a table can have 1,000 columns")).to_be_visible()
    read_as(choir, "Between the cells", "Semicolon ;")
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()
    expect(choir.get_by_text("a table can have 1,000 columns")).to_have_count(0)


def test_many_odd_columns_are_all_within_reach(choir: Page) -> None:
    names = ",".join(f"Day {number}" for number in range(1, 8))
    dropped(choir, f"{names}\n" + ",".join(["03/04/2025"] * 7) + "\n")
    expect(choir.get_by_text("“Day 5” stays text")).to_be_hidden()
    choir.get_by_text("3 more columns with something odd").click()
    expect(choir.get_by_text("“Day 5” stays text")).to_be_visible()
    choir.get_by_role("button", name="Day first").last.click()
    expect(choir.get_by_text("stays text")).to_have_count(0)


def test_a_file_that_says_itself_how_it_is_read_is_not_asked_about(choir: Page) -> None:
    dropped(choir, '[{"Name": "Ada", "Age": 36}]')
    expect(choir.get_by_role("button", name="Import 1 row")).to_be_enabled()
    expect(choir.get_by_role("button", name="Keep everything as text")).to_be_visible()
    expect(choir.get_by_role("button", name="read", exact=False)).to_have_count(0)
