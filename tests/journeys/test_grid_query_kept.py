"""What the rows are sorted, filtered and searched by is still there on the way back."""

import pytest

from tests.journeys.test_grid_queries import GUESTS, chips, choose, names

pytestmark = pytest.mark.browser

ASKED = ["Sorted by Name, A to Z", "Town is Ghent"]


@pytest.fixture
def asked(grid_of):
    """A table of which only some rows are shown, in an order."""
    grid = grid_of(GUESTS)
    grid.cell(1, 2).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    choose(grid, 1, "Sort A to Z")
    grid.press("Control+f")
    grid.type("e")
    grid.press("Enter")
    grid.until(lambda: names(grid, 2), ["bo", "Émile"])
    return grid


def is_as_it_was(grid):
    grid.until(lambda: chips(grid), ASKED)
    grid.until(lambda: grid.foot, "2 rows")
    assert names(grid, 2) == ["bo", "Émile"]
    assert grid.page.get_by_label("Search in all columns").input_value() == "e"


def test_after_a_reload_and_on_the_way_back_from_another_page(asked):
    asked.page.reload()
    is_as_it_was(asked)
    asked.page.goto(f"{asked.client.origin}/users")
    asked.page.go_back()
    is_as_it_was(asked)
    asked.page.get_by_role("button", name="Clear").click()
    asked.page.reload()
    asked.until(lambda: names(asked, 4), ["Émile", "Ada", "bo", "Zoe"])
    assert chips(asked) == []


def test_on_the_way_back_from_paper(asked):
    asked.page.add_init_script("window.print = () => {}")
    asked.page.get_by_role("button", name="Export…").click()
    asked.page.get_by_label("As", exact=True).select_option(label="Paper or PDF")
    asked.page.get_by_role("button", name="Export", exact=True).click()
    asked.page.get_by_role("link", name="Back to the table").click()
    is_as_it_was(asked)


def test_paper_that_was_opened_by_itself_leads_to_the_table(asked):
    page = asked.page.context.new_page()
    page.add_init_script("window.print = () => {}")
    page.goto(f"{asked.client.origin}/tables/{asked.table}/print")
    page.get_by_role("link", name="Back to the table").click()
    page.wait_for_url(f"**/tables/{asked.table}")
    page.close()


@pytest.mark.parametrize("gone", [False, True], ids=["another kind", "gone"])
def test_what_cannot_be_asked_any_more_is_let_go_of(asked, gone):
    columns = f"/api/v1/tables/{asked.table}/columns"
    town = asked.client.get(columns).json()["columns"][1]["id"]
    asked.page.goto(f"{asked.client.origin}/users")
    if gone:
        answer = asked.client.delete(f"{columns}/{town}")
    else:
        answer = asked.client.post(f"{columns}/{town}/kind", {"type": "whole_number"})
    assert answer.status < 300
    asked.page.go_back()
    asked.until(lambda: "Town is Ghent" in chips(asked), False)
    asked.until(lambda: asked.foot != "", True)
    asked.until(lambda: names(asked, 1), ["Émile"])
