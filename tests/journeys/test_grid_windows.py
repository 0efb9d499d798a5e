"""Two windows on one document: coming back shows what is true, and nothing typed is lost."""

import pytest

pytestmark = pytest.mark.browser

FIVE = [(f"Row {number}", f"Town {number}") for number in range(1, 6)]
RETURN = "setTimeout(() => window.dispatchEvent(new Event('focus')), 1000)"


def elsewhere(grid, method, path="", body=None):
    """What another window does to the same table."""
    answer = grid.client.ask(method, f"/api/v1/tables/{grid.table}{path}", body)
    assert answer.status < 300, answer.text


def delete_row(grid, number):
    rows = grid.client.get(f"/api/v1/tables/{grid.table}/rows").json()["rows"]
    elsewhere(grid, "DELETE", "/rows", {"rows": [rows[number - 1]["id"]]})


def come_back(grid):
    grid.page.evaluate(RETURN)


def test_coming_back_shows_the_rows_columns_and_steps_of_another_window(grid_of):
    grid = grid_of(FIVE)
    delete_row(grid, 2)
    elsewhere(grid, "POST", "/columns", {"name": "Remarks"})
    elsewhere(grid, "PATCH", "", {"name": "Renamed elsewhere"})
    come_back(grid)
    grid.until(lambda: grid.foot, "4 rows")
    grid.until(lambda: grid.headings[-1], "Remarks")
    grid.until(lambda: grid.shown(2, 1), "Row 3")
    sidebar = grid.page.get_by_role("navigation")
    grid.until(sidebar.get_by_role("link", name="Renamed elsewhere").is_visible, wanted=True)
    grid.page.get_by_role("button", name="Undo: rename").wait_for()


def test_coming_back_leaves_alone_what_is_being_typed(grid_of):
    grid = grid_of(FIVE)
    grid.cell(3, 1).dblclick()
    grid.type("!")
    delete_row(grid, 1)
    with grid.page.expect_response("**/api/v1/undo"):
        come_back(grid)
    assert grid.editor == ["Row 3!", "editing", None]
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Row 2", "Row 3!", "Row 4", "Row 5"])


def test_a_text_for_a_row_that_is_gone_stays_readable_and_the_rows_are_fetched_again(grid_of):
    grid = grid_of(FIVE)
    delete_row(grid, 2)
    grid.press("ArrowDown")
    grid.type("Precious")
    grid.press("Enter")
    grid.until(lambda: grid.foot, "4 rows")
    grid.until(lambda: "“Precious” could not be saved." in grid.toast, wanted=True)
    assert "Undo brings it back" in grid.toast
    grid.cell(1, 1).click()
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: grid.column(1)[0], "Ada")
    grid.page.get_by_role("button", name="Copy what was typed").click()
    grid.until(grid.clipboard, "Precious")


def test_rows_that_are_gone_already_are_said_to_be_and_fetched_again(grid_of):
    grid = grid_of(FIVE)
    delete_row(grid, 1)
    grid.press("Shift+ArrowDown", "Control+-")
    grid.until(lambda: grid.foot, "4 rows")
    grid.until(lambda: "Some of these rows" in grid.toast, wanted=True)
    assert "Undo brings it back" in grid.toast
    assert grid.column(1) == ["Row 2", "Row 3", "Row 4", "Row 5"]


def test_a_text_for_a_table_that_is_gone_is_said_on_the_page_that_comes(grid_of):
    grid = grid_of(FIVE)
    elsewhere(grid, "DELETE")
    grid.type("Precious")
    grid.press("Enter")
    grid.page.wait_for_url(lambda url: not url.endswith(f"/tables/{grid.table}"))
    grid.until(lambda: "“Precious” could not be saved." in grid.toast, wanted=True)


def test_a_text_goes_into_the_row_it_was_begun_in_wherever_that_row_is_by_then(grid_of):
    grid = grid_of(FIVE)
    grid.cell(3, 1).dblclick()
    grid.type("!")
    delete_row(grid, 1)
    grid.page.evaluate("document.dispatchEvent(new CustomEvent('tidybase:changed', {detail: {}}))")
    grid.until(lambda: grid.shown(3, 1), "Row 4")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Row 2", "Row 3!", "Row 4", "Row 5"])
