"""Finding rows in the grid: sorting, filtering and searching, and going on working meanwhile."""

import pytest

pytestmark = pytest.mark.browser

GUESTS = [
    ("Émile", "Ghent", "2019-03-14", "12.5", "yes", "3"),
    ("Ada", "Łódź", "", "", "no", "40"),
    ("bo", "Ghent", "2018-01-02", "7", "", ""),
    ("Zoe", "York", "2020-05-06", "0.5", "yes", "12"),
]


def chips(grid):
    return [text.strip() for text in grid.page.locator(".grid-chip").all_inner_texts()]


def names(grid, many):
    return [grid.shown(line, 1) for line in range(1, many + 1)]


def choose(grid, column, words):
    grid.page.locator(".grid-heading").nth(column - 1).click(button="right")
    grid.page.get_by_role("menuitem", name=words).click()


def test_a_heading_sorts_both_ways_and_says_so(grid_of):
    grid = grid_of(GUESTS)
    choose(grid, 1, "Sort A to Z")
    grid.until(lambda: names(grid, 4), ["Ada", "bo", "Zoe", "Émile"])
    assert chips(grid) == ["Sorted by Name, A to Z"]
    choose(grid, 6, "Sort Z to A")
    grid.until(lambda: names(grid, 4), ["Ada", "Zoe", "Émile", "bo"])
    assert chips(grid) == ["Sorted by Visits, Z to A"]
    grid.page.get_by_role("button", name="Take away: Sorted by Visits").click()
    grid.until(lambda: names(grid, 4), ["Émile", "Ada", "bo", "Zoe"])
    assert chips(grid) == []
    grid.until(lambda: grid.focused, "grid-catcher")


def test_only_rows_like_the_chosen_one_are_left(grid_of):
    grid = grid_of(GUESTS)
    grid.cell(1, 2).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    grid.until(lambda: grid.foot, "2 rows")
    assert names(grid, 2) == ["Émile", "bo"]
    choose(grid, 1, "Sort A to Z")
    grid.until(lambda: names(grid, 2), ["bo", "Émile"])
    assert chips(grid) == ["Sorted by Name, A to Z", "Town is Ghent"]
    grid.page.get_by_role("button", name="Clear", exact=True).click()
    grid.until(lambda: grid.foot, "4 rows")
    assert chips(grid) == []


def test_an_empty_cell_finds_the_other_empty_ones(grid_of):
    grid = grid_of(GUESTS)
    grid.cell(2, 3).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    grid.until(lambda: (grid.foot, grid.shown(1, 1)), ("1 row", "Ada"))
    assert chips(grid) == ["Joined is empty"]


def test_a_search_needs_no_capitals_and_no_accents(grid_of):
    grid = grid_of(GUESTS)
    grid.press("Control+f")
    grid.type("lodz")
    grid.until(lambda: (grid.foot, grid.shown(1, 1)), ("1 row", "Ada"))
    grid.press("Control+a")
    grid.type("nobody")
    said = grid.page.locator(".grid-nothing")
    said.wait_for()
    assert "No row is like that." in said.inner_text()
    grid.page.get_by_role("button", name="Show all rows").click()
    grid.until(lambda: grid.foot, "4 rows")
    grid.until(lambda: grid.focused, "grid-catcher")
    assert not grid.page.locator(".grid-search").is_visible()


def test_enter_leads_from_the_search_to_its_rows_and_escape_back_to_all(grid_of):
    grid = grid_of(GUESTS)
    grid.page.locator("[data-search-rows]").click()
    grid.type("emile")
    grid.press("Enter")
    grid.until(lambda: grid.active, [1, 1, "Émile"])
    grid.until(lambda: grid.foot, "1 row")
    grid.press("Control+f", "Escape")
    grid.until(lambda: grid.foot, "4 rows")


def test_a_sorted_row_stays_in_its_place_while_it_is_edited(grid_of):
    grid = grid_of(GUESTS)
    choose(grid, 1, "Sort A to Z")
    grid.until(lambda: names(grid, 4), ["Ada", "bo", "Zoe", "Émile"])
    grid.cell(1, 1).click()
    grid.type("Zz top")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Émile", "Zz top", "bo", "Zoe"])
    assert names(grid, 4) == ["Zz top", "bo", "Zoe", "Émile"]
    grid.press("Control+z")
    grid.until(lambda: names(grid, 4), ["Ada", "bo", "Zoe", "Émile"])


def test_a_row_added_under_a_filter_stands_at_the_end(grid_of):
    grid = grid_of(GUESTS)
    grid.cell(1, 2).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    grid.until(lambda: grid.foot, "2 rows")
    grid.cell(3, 1).click()
    grid.type("New")
    grid.press("Enter")
    grid.until(lambda: grid.total, 5)
    grid.until(lambda: names(grid, 3), ["Émile", "bo", "New"])


def test_a_column_that_goes_takes_its_filter_along(grid_of):
    grid = grid_of(GUESTS)
    grid.cell(1, 2).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    grid.until(lambda: grid.foot, "2 rows")
    choose(grid, 2, "Delete column")
    grid.until(lambda: grid.foot, "4 rows")
    assert chips(grid) == []
