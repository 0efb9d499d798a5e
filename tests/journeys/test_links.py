"""Two tables are linked in the pages: rows are picked, figures follow, and all of it comes back."""

import pytest

from tests.support.grid_page import GridPage, make_table

pytestmark = pytest.mark.browser

ORDERS = [("What", "text"), ("Price", "decimal_number"), ("Many", "whole_number")]


@pytest.fixture
def shop(grid_of, program, tab):
    """The page of three guests, and behind it that of three orders, opened later."""
    guests = grid_of([["Ada"], ["Bo"], ["Adam"]], columns=[("Name", "text")])
    rows = [("Tea", "2.5", "2"), ("Cake", "4", "0"), ("Jam", "1.5", "3")]
    orders = make_table(program, f"Orders of {guests.table}", rows, columns=ORDERS)
    return guests, GridPage(tab, program, orders)


def dialog_of(grid, choice):
    """Open one of the dialogs below “Add column”."""
    grid.page.get_by_role("button", name="Add column").first.click()
    grid.page.get_by_role("button", name=choice).click()
    dialog = grid.page.locator("dialog.dialog-links[open]")
    dialog.wait_for()
    return dialog


def finish(grid, dialog, columns):
    """Press the dialog's button; the grid goes to the new column."""
    dialog.get_by_role("button", name="Add column").or_(
        dialog.get_by_role("button", name="Link", exact=True)
    ).click()
    dialog.wait_for(state="detached")
    grid.until(lambda: len(grid.headings), columns)
    grid.until(lambda: grid.focused, "grid-catcher")


def find(grid, part):
    """Type a part of a name; rows are found for just that."""
    grid.type(part)
    grid.page.locator(".pick-list > button[data-best]").wait_for()


def link(orders, guests):
    """Link each order to a guest, found by a part of the name."""
    orders.open()
    dialog = dialog_of(orders, "Link to another table…")
    dialog.get_by_label("Link to").select_option(str(guests.table))
    dialog.get_by_label("Name of the column").fill("Guest")
    finish(orders, dialog, 4)

    # A part of a name finds the rows; Enter takes the first, arrows and Enter any other.
    orders.cell(1, 4).click()
    find(orders, "ad")
    orders.press("Enter")
    orders.until(lambda: orders.shown(1, 4), "Ada")
    find(orders, "ad")
    orders.press("ArrowDown", "ArrowDown", "Enter")
    orders.until(lambda: orders.shown(2, 4), "Adam")
    orders.cell(3, 4).click()
    orders.type("ada")
    orders.press("Enter")
    orders.until(lambda: [row and row["label"] for row in orders.column(4)], ["Ada", "Adam", "Ada"])
    assert orders.cell(1, 4).locator(".chip-link").count() == 1


def divide(orders):
    """Add a formula; it says what is wrong while it is written, and what it gives."""
    dialog = dialog_of(orders, "Formula…")
    dialog.get_by_role("button", name="Price", exact=True).click()
    orders.type(" / [Mny]")
    dialog.get_by_text("Did you mean “Many”?").wait_for()
    dialog.get_by_label("Formula", exact=True).fill("[Price] / [Many]")
    dialog.get_by_text("This divides by zero.").wait_for()
    dialog.get_by_label("Name of the column").fill("Each")
    finish(orders, dialog, 5)
    orders.until(lambda: orders.shown(1, 5), "1.25")
    assert orders.cell(2, 5).get_attribute("title") == "This divides by zero."
    orders.cell(2, 3).click()
    orders.type("8")
    orders.press("Enter")
    orders.until(lambda: orders.shown(2, 5), "0.5")


def add_up(guests):
    """Let each guest show what the linked orders cost."""
    guests.open()
    dialog = dialog_of(guests, "Total of linked rows…")
    dialog.get_by_label("Show", exact=True).select_option("sum")
    dialog.get_by_label("Of", exact=True).select_option(label="Price")
    finish(guests, dialog, 3)
    guests.until(lambda: [guests.shown(row, 3) for row in (1, 2, 3)], ["4", "", "4"])
    assert guests.shown(1, 2) == "TeaJam"


def test_tables_are_linked_worked_with_and_brought_back(shop):
    guests, orders = shop
    link(orders, guests)
    divide(orders)
    add_up(guests)

    # Deleting says first what hangs on the row; undo brings the links back.
    guests.cell(1, 1).click()
    guests.press("Control+-")
    warning = guests.page.get_by_role("alertdialog")
    assert "2 rows in Orders" in warning.inner_text()
    assert "are linked to it. They stay; their link becomes empty." in warning.inner_text()
    warning.get_by_role("button", name="Delete row").click()
    guests.until(lambda: guests.column(1), ["Bo", "Adam"])
    assert [row and row["label"] for row in orders.column(4)] == [None, "Adam", None]
    guests.page.get_by_role("button", name="Undo").last.click()
    guests.until(lambda: guests.column(1), ["Ada", "Bo", "Adam"])
    assert [row["label"] for row in orders.column(4)] == ["Ada", "Adam", "Ada"]


def test_a_column_of_names_becomes_a_link_and_back(grid_of, program, tab):
    guests = make_table(program, "People of old", [["Ada"], ["Bo"]], columns=[("Name", "text")])
    orders = grid_of([["Tea", "ada"], ["Jam", "Eve"]], columns=[("What", "text"), ("Who", "text")])
    orders.page.locator(".grid-heading", has_text="Who").click(button="right")
    orders.page.get_by_role("menuitem", name="Make it a link…").click()
    dialog = orders.page.locator("dialog.dialog-links[open]")
    dialog.get_by_label("Link to").select_option(str(guests))
    dialog.get_by_role("button", name="Make it a link").click()
    orders.until(lambda: orders.cell(1, 2).locator(".chip-link").count(), 1)
    assert orders.column(2) == [{"id": 1, "label": "Ada"}, None]
    orders.until(lambda: orders.shown(2, 2).startswith("Eve"), True)
    orders.page.get_by_role("button", name="Undo").last.click()
    orders.until(lambda: orders.column(2), ["ada", "Eve"])


def test_several_links_are_ticked_and_set_in_the_panel_too(shop):
    guests, orders = shop
    made = guests.client.post(
        f"/api/v1/tables/{guests.table}/links",
        {"table": orders.table, "several": True, "name": "Likes"},
    )
    assert made.status == 201, made.text
    guests.open()
    guests.cell(1, 2).click()
    guests.press("Enter", "ArrowDown")
    guests.until(lambda: guests.page.locator(".pick-list > button:focus").count(), 1)
    guests.press("Enter", "ArrowDown", "ArrowDown", "Enter", "Escape", "Enter")
    guests.until(lambda: guests.shown(1, 2), "TeaJam")
    guests.until(lambda: [each["label"] for each in guests.column(2)[0]], ["Tea", "Jam"])
    guests.cell(2, 2).click()
    guests.press("Control+Enter")
    field = guests.page.locator(".record [data-field]").nth(1)
    field.fill("cake, TEA")
    field.press("Tab")
    guests.until(lambda: guests.shown(2, 2), "TeaCake")


def test_a_list_that_became_narrower_stands_at_its_cell_still(grid_of, program, tab):
    long = [["Ada"], ["Maximiliane-Theodora von und zu Habsburg-Lothringen-Este"]]
    people = make_table(program, "People of rank", long, columns=[("Name", "text")])
    orders = grid_of([["Tea"]], columns=[("What", "text")])
    wanted = {"table": people, "name": "Who"}
    orders.client.post(f"/api/v1/tables/{orders.table}/links", wanted)
    tab.set_viewport_size({"width": 480, "height": 800})
    orders.open()
    orders.cell(1, 2).click()
    orders.press("Enter")
    box = tab.locator(".pick-list")
    box.wait_for()
    cell = orders.cell(1, 2).bounding_box()
    assert box.bounding_box()["x"] < cell["x"] - 20
    find(orders, "ad")
    assert abs(box.bounding_box()["x"] - cell["x"]) < 5
