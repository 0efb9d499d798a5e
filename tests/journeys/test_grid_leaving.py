"""Leaving the page: what does not fit its column never vanishes without a word."""

import pytest

pytestmark = pytest.mark.browser

MEMBERS = [("Amara", "Leeds", "2019-03-14"), ("Tobias", "York", "2020-01-02")]


@pytest.fixture
def grid(grid_of):
    """A grid with one refused text in a column of dates, and the person gone on from it."""
    grid = grid_of(MEMBERS)
    grid.press("ArrowRight", "ArrowRight")
    grid.type("nonsense")
    grid.press("Enter")
    grid.until(lambda: grid.editor, ["nonsense", "editing", "true"])
    grid.cell(2, 1).click()
    grid.until(lambda: saved(grid), ("refused", "1 cell is not saved yet"))
    return grid


def saved(grid):
    foot = grid.page.locator("[data-saved]")
    return foot.get_attribute("data-state"), foot.inner_text()


def follow(grid, link="History"):
    grid.page.get_by_role("link", name=link).click()


def test_the_foot_is_not_green_until_a_refused_text_is_corrected_or_given_up(grid):
    grid.type("Tobi")
    grid.press("Enter")
    grid.until(lambda: grid.column(1)[1], "Tobi")
    grid.until(lambda: saved(grid), ("refused", "1 cell is not saved yet"))
    grid.cell(1, 3).click()
    grid.press("Escape")
    grid.until(lambda: saved(grid), ("saved", "Everything saved"))


def test_a_link_asks_before_a_refused_text_is_left_behind_and_leads_back_to_it(grid):
    follow(grid)
    dialog = grid.page.get_by_role("dialog", name="1 cell is not saved yet")
    assert "“nonsense” does not fit “Joined”" in dialog.inner_text()
    dialog.get_by_role("button", name="Go back to the cell").click()
    grid.until(lambda: grid.active, [1, 3, "nonsense"])
    assert grid.focused == "grid-catcher"
    follow(grid)
    dialog.get_by_role("button", name="Leave without it").click()
    grid.page.wait_for_url("**/history")


def test_closing_or_reloading_the_page_is_asked_about_too(grid):
    asked = []

    def stay(question):
        asked.append(question.type)
        question.dismiss()

    grid.page.once("dialog", stay)
    grid.page.evaluate("location.assign('/help')")
    grid.until(lambda: asked, ["beforeunload"])
    assert grid.shown(1, 3) == "nonsense"
