"""Whole rows, blocks of cells and columns: add, paste, copy, delete, rename, and the way back."""

import pytest

pytestmark = pytest.mark.browser

FIVE = [(f"Row {number}", f"Town {number}") for number in range(1, 6)]


def test_a_block_of_fifty_rows_pasted_at_the_end_adds_them_in_one_step(grid_of):
    grid = grid_of(FIVE)
    block = [(f"P{n}", f'"a ""quoted""\ttab {n}"', "2020-01-02", "3.5", "yes") for n in range(50)]
    grid.press("Control+End", "Home")
    grid.paste("\r\n".join("\t".join(cells) for cells in block) + "\r\n")
    grid.until(lambda: grid.total, 54)
    grid.until(lambda: grid.foot, "54 rows")
    assert grid.held()[-1][:5] == ["P49", 'a "quoted"\ttab 49', "2020-01-02", 3.5, True]
    grid.press("Control+z")
    grid.until(lambda: grid.column(1), [name for name, _ in FIVE])


def test_a_block_with_one_text_that_does_not_fit_says_which_before_it_writes(grid_of):
    grid = grid_of(FIVE)
    grid.press("ArrowRight", "ArrowRight", "ArrowRight")
    grid.paste("1\n2\nlots\n4\n5\n6\n7")
    asked = grid.page.get_by_role("alertdialog")
    assert "“lots” in Paid" in asked.inner_text()
    asked.get_by_role("button", name="Cancel").click()
    assert grid.column(4) == [None] * 5
    grid.until(lambda: grid.focused, "grid-catcher")


def test_a_block_too_wide_says_so_and_writes_nothing(grid_of):
    grid = grid_of(FIVE)
    grid.press("End")
    grid.paste("1\t2\n3\t4")
    grid.until(lambda: "2 columns do not fit here" in grid.toast, wanted=True)
    assert grid.column(6) == [None] * 5


def test_a_block_too_wide_offers_the_missing_columns_and_goes_in_with_them(grid_of):
    grid = grid_of([], columns=[("Name", "text"), ("Notes", "text")])
    grid.paste("Ada\tLeeds\t7\tyes\r\nBob\tYork\t8\tno\r\n")
    grid.page.get_by_role("button", name="Add 2 columns and paste").click()
    grid.until(grid.held, [["Ada", "Leeds", "7", "yes"], ["Bob", "York", "8", "no"]])
    grid.until(lambda: len(grid.headings), 4)
    grid.until(lambda: grid.shown(2, 4), "no")
    for _ in range(3):
        grid.press("Control+z")
    grid.until(lambda: grid.headings, ["Name", "Notes"])
    assert grid.total == 0


def test_one_text_fills_everything_selected(grid_of):
    grid = grid_of(FIVE)
    grid.press("ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown")
    grid.paste("Hull")
    grid.until(lambda: grid.column(2), ["Hull", "Hull", "Hull", "Town 4", "Town 5"])


def test_copied_cells_are_text_between_tabs(grid_of):
    grid = grid_of([("Ada", "a\tb", "2019-03-14"), ("Bob", 'say "hi"\nnow', "")])
    grid.press("Shift+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Control+c")
    copied = 'Ada\t"a\tb"\t2019-03-14\r\nBob\t"say ""hi""\nnow"\t'
    assert grid.clipboard().replace("\r\n", "\n") == copied.replace("\r\n", "\n")
    grid.press("Control+Home", "ArrowDown", "ArrowDown", "Control+v")
    grid.until(lambda: grid.held()[2:], grid.held()[:2])


def test_cut_cells_are_empty_afterwards(grid_of):
    grid = grid_of(FIVE)
    grid.press("Control+x")
    grid.until(lambda: grid.column(1)[0], None)
    assert grid.clipboard() == "Row 1"


def test_rows_chosen_by_number_are_deleted_and_come_back(grid_of):
    grid = grid_of(FIVE)
    numbers = grid.page.locator(".grid-row:not([hidden]) .grid-number")
    numbers.nth(1).click(position={"x": 5, "y": 10})
    numbers.nth(3).click(position={"x": 5, "y": 10}, modifiers=["Shift"])
    grid.press("Control+-")
    grid.until(lambda: grid.column(1), ["Row 1", "Row 5"])
    grid.until(lambda: grid.foot, "2 rows")
    grid.until(lambda: "3 rows deleted" in grid.toast, wanted=True)
    grid.page.get_by_role("button", name="Undo", exact=True).last.click()
    grid.until(lambda: grid.foot, "5 rows")
    grid.until(lambda: grid.shown(3, 1), "Row 3")
    assert grid.column(1) == [name for name, _ in FIVE]


def number_of(grid, row):
    return grid.page.locator(f'.grid-row[aria-rowindex="{row + 1}"]:not([hidden]) .grid-number')


def test_rows_chosen_by_number_are_deleted_by_a_button_that_says_how_many(grid_of):
    grid = grid_of(FIVE)
    button = grid.page.get_by_role("button", name="Delete 3 rows", exact=True)
    number_of(grid, 2).click()
    assert grid.page.locator(".record").count() == 0
    assert grid.page.get_by_role("button", name="Delete 1 row", exact=True).is_visible()
    number_of(grid, 4).click(modifiers=["Shift"])
    button.click()
    grid.until(lambda: grid.column(1), ["Row 1", "Row 5"])
    grid.until(button.count, 0)
    grid.until(lambda: grid.focused, "grid-catcher")


def test_a_row_opens_by_its_own_button_and_by_a_double_click_on_its_number(grid_of):
    grid = grid_of(FIVE)
    panel = grid.page.get_by_role("complementary", name="One row")
    number_of(grid, 2).dblclick()
    grid.until(panel.is_visible, wanted=True)
    assert "Row 2 of 5" in panel.inner_text()
    panel.get_by_role("button", name="Close").click()
    number_of(grid, 3).hover()
    grid.page.get_by_role("button", name="Open row 3").click()
    grid.until(panel.is_visible, wanted=True)
    assert "Row 3 of 5" in panel.inner_text()


def test_the_menu_of_a_row_deletes_it(grid_of):
    grid = grid_of(FIVE)
    grid.cell(2, 1).click(button="right")
    grid.page.get_by_role("menuitem", name="Delete row").click()
    grid.until(lambda: grid.column(1), ["Row 1", "Row 3", "Row 4", "Row 5"])
    grid.until(lambda: grid.focused, "grid-catcher")


def test_the_menu_opens_by_key_and_escape_returns_to_the_cell(grid_of):
    grid = grid_of(FIVE)
    grid.press("Shift+F10", "ArrowDown", "Escape")
    assert grid.page.get_by_role("menuitem", name="Delete row").count() == 0
    assert grid.focused == "grid-catcher"


def test_the_button_adds_a_row_and_goes_there(grid_of):
    grid = grid_of(FIVE)
    grid.page.get_by_role("button", name="Add row").click()
    assert grid.active[:2] == [6, 1]
    grid.type("Six")
    grid.press("Enter")
    grid.until(lambda: grid.column(1)[5:], ["Six"])


def test_a_column_is_renamed_where_it_stands(grid_of):
    grid = grid_of(FIVE)
    grid.page.locator(".grid-heading-name").nth(1).dblclick()
    grid.press("Control+a")
    grid.type("City")
    grid.press("Enter")
    grid.until(lambda: grid.headings[1], "City")
    grid.press("Control+z")
    grid.until(lambda: grid.headings[1], "Town")


def test_a_name_that_is_taken_keeps_the_field_open(grid_of):
    grid = grid_of(FIVE)
    grid.page.locator(".grid-heading-name").nth(1).dblclick()
    grid.press("Control+a")
    grid.type("Name")
    grid.press("Enter")
    field = grid.page.locator(".grid-rename")
    grid.until(lambda: field.get_attribute("aria-invalid"), "true")
    grid.until(lambda: grid.toast != "", wanted=True)
    grid.press("Escape")
    assert grid.headings[1] == "Town"


def test_a_column_is_added_named_and_deleted_from_its_menu(grid_of):
    grid = grid_of(FIVE)
    grid.page.locator(".grid-heading").nth(1).click(button="right")
    grid.page.get_by_role("menuitem", name="Add column to the right").click()
    grid.page.locator(".grid-rename").wait_for()
    grid.type("Notes")
    grid.press("Enter")
    grid.until(lambda: grid.headings[2], "Notes")
    grid.page.locator(".grid-heading").nth(1).click(button="right")
    grid.page.get_by_role("menuitem", name="Delete column").click()
    grid.until(lambda: grid.headings[1], "Notes")
    grid.press("Control+z")
    grid.until(lambda: grid.headings[1], "Town")
    grid.until(lambda: grid.shown(2, 2), "Town 2")


def test_the_edge_of_a_heading_is_dragged_to_resize_its_column(grid_of):
    grid = grid_of(FIVE)
    heading = grid.page.locator(".grid-heading").first
    before = heading.bounding_box()
    grid.page.mouse.move(before["x"] + before["width"] - 1, before["y"] + 10)
    grid.page.mouse.down()
    grid.page.mouse.move(before["x"] + before["width"] + 79, before["y"] + 10, steps=4)
    grid.page.mouse.up()
    assert heading.bounding_box()["width"] == before["width"] + 80
    assert grid.cell(1, 1).bounding_box()["width"] == before["width"] + 80
    heading.click(button="right")
    grid.page.get_by_role("menuitem", name="Fit width to contents").click()
    assert heading.bounding_box()["width"] == before["width"]


def test_a_column_added_above_the_grid_comes_into_view_with_the_way_back(grid_of):
    grid = grid_of(FIVE)
    grid.page.set_viewport_size({"width": 700, "height": 600})
    grid.page.get_by_role("button", name="Add column").click()
    grid.page.get_by_label("Name of the column").fill("Remarks")
    grid.press("Enter")
    heading = grid.page.get_by_role("columnheader", name="Remarks")
    grid.until(lambda: grid.active and grid.active[1], 7)
    grid.until(lambda: heading.get_attribute("data-chosen"), "")
    grid.until(lambda: grid.focused, "grid-catcher")
    box = heading.bounding_box()
    assert box["x"] + box["width"] <= 700
    grid.page.get_by_role("status").get_by_role("button", name="Undo").click()
    grid.until(lambda: grid.headings[-1], "Visits")


def test_messages_leave_the_number_of_rows_in_sight(grid_of):
    grid = grid_of(FIVE * 8)
    grid.page.set_viewport_size({"width": 900, "height": 600})
    grid.press("Control+-")
    toast = grid.page.locator(".toast")
    toast.wait_for()
    count = grid.page.locator(".grid-foot-count").bounding_box()
    box = toast.bounding_box()
    assert box["y"] + box["height"] <= count["y"]


def test_beside_an_open_row_the_name_and_the_tools_of_the_table_are_in_sight(grid_of):
    grid = grid_of([("Ada",)])
    grid.page.set_viewport_size({"width": 800, "height": 800})
    grid.press("Control+Enter")
    panel = grid.page.get_by_role("complementary", name="One row").bounding_box()
    for each in (".table-title", "[data-add-row]"):
        box = grid.page.locator(each).bounding_box()
        assert box["width"] > 60
        assert box["x"] + box["width"] <= panel["x"]
