"""What a person does to a column in the browser, and takes back again."""

import pytest

ROWS = [("Ada", "Linz", "4"), ("Bo", "Graz", "many"), ("Cy", "Linz", "7")]
COLUMNS = [("Name", "text"), ("Town", "text"), ("Visits", "text")]

pytestmark = pytest.mark.browser


@pytest.fixture
def grid(grid_of):
    """Three people, their towns, and what should be numbers."""
    return grid_of(ROWS, columns=COLUMNS)


def choose(grid, column, entry):
    """Pick an entry of a column's menu."""
    heading = grid.page.locator(".grid-heading").nth(column - 1)
    heading.hover()
    heading.locator(".grid-heading-menu").click()
    grid.page.get_by_role("menuitem", name=entry, exact=True).click()


def dialog(grid):
    return grid.page.locator("dialog[open]")


def undo(grid):
    grid.page.locator("[data-undo]").first.click()


def change_kind(grid, column, kind):
    choose(grid, column, "Change kind…")
    dialog(grid).locator(".kind-option", has_text=kind).first.click()
    outcome = dialog(grid).locator(".kind-outcome strong")
    outcome.wait_for()
    said = outcome.inner_text()
    dialog(grid).get_by_role("button", name="Change kind").click()
    grid.until(lambda: dialog(grid).count(), 0)
    return said


def test_towns_become_coloured_chips_and_text_again(grid):
    assert change_kind(grid, 2, "Choice") == "All 3 cells fit."
    grid.until(lambda: grid.cell(1, 2).locator(".chip").count(), 1)
    assert grid.cell(1, 2).locator(".chip").inner_text() == "Linz"
    undo(grid)
    grid.until(lambda: grid.cell(1, 2).locator(".chip").count(), 0)
    grid.until(lambda: grid.column(2), ["Linz", "Graz", "Linz"])


def test_what_does_not_fit_is_said_before_kept_in_amber_and_found(grid):
    said = change_kind(grid, 3, "Whole number")
    assert said == "2 of 3 fit; the other one is kept as it is."
    odd = grid.page.locator(".grid-cell[data-misfit]")
    grid.until(odd.count, 1)
    assert "does not fit “Visits” (whole number)" in odd.get_attribute("title")
    choose(grid, 3, "Only what does not fit")
    grid.until(lambda: grid.shown(1, 1), "Bo")
    grid.cell(1, 3).click()
    grid.press("F2")
    assert grid.editor[0] == "many"
    grid.press("Control+a")
    grid.type("12")
    grid.press("Enter")
    grid.until(lambda: grid.column(3), [4, 12, 7])


def test_a_rule_is_set_and_refuses_what_is_typed(grid):
    choose(grid, 1, "Rules…")
    dialog(grid).get_by_label("Must be filled in").check()
    dialog(grid).get_by_label("No two alike").check()
    dialog(grid).get_by_role("button", name="Keep these rules").click()
    grid.until(lambda: dialog(grid).count(), 0)
    grid.cell(1, 1).click()
    grid.type("Bo")
    grid.press("Enter")
    grid.until(lambda: "“Bo” is in “Name” already." in grid.bubble, True)
    grid.press("Escape")
    undo(grid)
    grid.until(lambda: "Taken back" in grid.toast, True)
    grid.cell(1, 1).click()
    grid.type("Bo")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Bo", "Bo", "Cy"])


def test_a_choice_renamed_in_the_list_is_renamed_in_its_cells(grid):
    change_kind(grid, 2, "Choice")
    grid.until(lambda: grid.cell(1, 2).locator(".chip").count(), 1)
    choose(grid, 2, "Choices…")
    names = dialog(grid).get_by_label("Name", exact=True)
    assert [names.nth(0).input_value(), names.nth(1).input_value()] == ["Graz", "Linz"]
    names.nth(1).fill("Lentia")
    dialog(grid).get_by_role("button", name="Keep this list").click()
    grid.until(lambda: grid.column(2), ["Lentia", "Graz", "Lentia"])
    grid.until(lambda: grid.cell(1, 2).locator(".chip").inner_text(), "Lentia")
    undo(grid)
    grid.until(lambda: grid.column(2), ["Linz", "Graz", "Linz"])


def test_a_choice_in_use_is_taken_away_only_after_asking(grid):
    change_kind(grid, 2, "Choice")
    grid.until(lambda: grid.cell(1, 2).locator(".chip").count(), 1)
    choose(grid, 2, "Choices…")
    dialog(grid).get_by_role("button", name="Take away").nth(1).click()
    dialog(grid).get_by_role("button", name="Keep this list").click()
    asked = grid.page.locator('dialog[role="alertdialog"]')
    assert "“Linz” stands in 2 cells." in asked.inner_text()
    asked.get_by_role("button", name="Take it away").click()
    grid.until(grid.page.locator(".grid-cell[data-misfit]").count, 2)
    undo(grid)
    grid.until(lambda: grid.column(2), ["Linz", "Graz", "Linz"])


def test_a_paste_says_first_what_does_not_fit(grid):
    change_kind(grid, 3, "Whole number")
    grid.until(grid.page.locator(".grid-cell[data-misfit]").count, 1)
    grid.cell(1, 3).click()
    grid.paste("5\nsome\n6")
    asked = grid.page.locator('dialog[role="alertdialog"]')
    assert "1 of 3 cells does not fit" in asked.inner_text()
    asked.get_by_role("button", name="Cancel").click()
    assert grid.column(3) == [4, None, 7]
    grid.paste("5\nsome\n6")
    asked.get_by_role("button", name="Paste anyway").click()
    grid.until(lambda: grid.column(3), [5, None, 6])
    grid.until(lambda: grid.page.locator(".grid-cell[data-misfit]").inner_text()[:4], "some")


def test_a_column_is_hidden_and_shown_again(grid):
    choose(grid, 2, "Hide column")
    grid.until(lambda: grid.headings, ["Name", "Visits"])
    grid.until(lambda: grid.shown(1, 2), "4")
    grid.cell(1, 2).click()
    grid.type("5")
    grid.press("Enter")
    grid.until(lambda: grid.held()[0], ["Ada", "Linz", "5"])
    grid.page.get_by_role("button", name="1 hidden column").click()
    grid.page.get_by_role("menuitem", name="Show Town").click()
    grid.until(lambda: grid.headings, ["Name", "Town", "Visits"])
    grid.until(lambda: grid.shown(1, 2), "Linz")


def test_columns_change_places_by_menu_and_by_drawing_a_heading(grid):
    choose(grid, 3, "Move left")
    grid.until(lambda: grid.headings, ["Name", "Visits", "Town"])
    grid.until(lambda: grid.shown(1, 2), "4")
    grip = grid.page.locator(".grid-heading").nth(2).locator(".grid-heading-name")
    box = grid.page.locator(".grid-heading").nth(0).bounding_box()
    grip.hover()
    grid.page.mouse.down()
    grid.page.mouse.move(box["x"] + 40, box["y"] + 10, steps=6)
    grid.page.mouse.up()
    grid.until(lambda: grid.headings, ["Town", "Name", "Visits"])
    for before in (["Name", "Visits", "Town"], ["Name", "Town", "Visits"]):
        undo(grid)
        grid.until(lambda: grid.headings, before)


def test_a_column_is_added_beside_another_and_named(grid):
    choose(grid, 2, "Add column to the left")
    grid.until(lambda: grid.focused, "grid-rename")
    grid.type("Born")
    grid.press("Enter")
    grid.until(lambda: grid.headings, ["Name", "Born", "Town", "Visits"])


def test_a_table_moves_in_the_list_of_tables(grid):
    names = grid.page.locator(".sidebar-tables a.place")
    before = names.count()
    grid.page.get_by_label("More for this table").click()
    grid.page.get_by_role("menuitem", name="Move down in the list").click()
    grid.until(lambda: "It is the last one already." in grid.toast, True)
    if before > 1:
        grid.page.get_by_label("More for this table").click()
        grid.page.get_by_role("menuitem", name="Move up in the list").click()
        here = grid.page.locator('.sidebar-tables li:has([aria-current="page"])')
        place = "element => [...element.parentElement.children].indexOf(element)"
        grid.until(lambda: here.evaluate(place), before - 2)
