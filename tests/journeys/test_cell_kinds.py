"""Cells that are more than text: chips, stars, money, and what nobody can type."""

import pytest

COLUMNS = [
    ("Name", "text"),
    ("State", "choice"),
    ("Stars", "rating"),
    ("Price", "money"),
    ("Page", "web_link"),
    ("No", "automatic_number"),
]
ROWS = [("Cake", "open", "4", "12.5", "www.example.org"), ("Tea", "", "", "", "")]

pytestmark = pytest.mark.browser


@pytest.fixture
def grid(grid_of):
    """A table with one column of each kind looked at here."""
    return grid_of(ROWS, columns=COLUMNS)


def test_a_choice_is_a_chip_and_a_typed_one_becomes_another(grid):
    chip = grid.cell(1, 2).locator(".chip")
    assert chip.inner_text() == "open"
    assert chip.get_attribute("data-colour")
    grid.press("ArrowRight", "ArrowDown")
    grid.type("done")
    grid.press("Enter")
    grid.until(lambda: grid.column(2), ["open", "done"])
    grid.until(grid.cell(2, 2).locator(".chip").inner_text, "done")


def test_a_rating_is_typed_as_a_digit_or_picked_and_shown_as_stars(grid):
    assert grid.cell(1, 3).locator(".stars").get_attribute("aria-label") == "4 of 5"
    grid.press("ArrowRight", "ArrowRight")
    grid.type("2")
    grid.press("Enter")
    grid.until(lambda: grid.column(3), [2, None])
    grid.press("F2", "Alt+ArrowDown")
    grid.until(lambda: grid.page.locator(".pick-list > button:focus").count(), 1)
    grid.press("Enter")
    grid.until(lambda: grid.column(3), [2, 5])
    grid.until(lambda: grid.focused, "grid-catcher")
    stars = grid.cell(2, 3).locator(".stars")
    grid.until(lambda: stars.get_attribute("aria-label"), "5 of 5")


def test_money_is_shown_with_its_decimals_and_refused_in_words(grid):
    assert grid.shown(1, 4) == "12.50"
    grid.press("ArrowRight", "ArrowRight", "ArrowRight")
    grid.type("plenty")
    grid.press("Enter")
    wanted = "“plenty” is not an amount of money. Write it like 12.50."
    grid.until(lambda: wanted in grid.bubble, True)
    grid.press("Control+a")
    grid.type("1,234.50")
    grid.press("Enter")
    grid.until(lambda: grid.shown(1, 4), "1,234.50")
    grid.until(lambda: grid.column(4), [1234.5, None])


def test_a_link_has_a_sign_that_opens_nothing_but_its_page(grid):
    sign = grid.cell(1, 5).locator("a")
    assert sign.get_attribute("href") == "https://www.example.org"
    assert sign.get_attribute("rel") == "noopener noreferrer"
    assert grid.cell(2, 5).locator("a").count() == 0


def test_what_fills_itself_takes_no_typing_and_no_emptying(grid):
    assert [grid.shown(1, 6), grid.shown(2, 6)] == ["1", "2"]
    grid.press("Control+ArrowRight")
    assert grid.active == [1, 6, "1"]
    grid.type("7")
    grid.press("Enter", "Delete", " ")
    assert grid.bubble == ""
    assert grid.column(6) == [1, 2]


def test_a_choice_is_seen_whole_in_the_middle_of_its_cell(grid_of):
    grid = grid_of([["Ada", "Springfield"]], columns=[("Name", "text"), ("Town", "choice")])
    cell = grid.cell(1, 2)
    assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
    outside, inside = cell.bounding_box(), cell.locator(".chip").bounding_box()
    above = inside["y"] - outside["y"]
    below = outside["y"] + outside["height"] - inside["y"] - inside["height"]
    assert abs(above - below) <= 1.5
