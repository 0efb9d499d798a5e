"""Where one was in a table is where one is after a reload and on the way back."""

import pytest

pytestmark = pytest.mark.browser

MANY = [(f"Row {number}", f"Town {number % 9}") for number in range(1, 801)]


@pytest.fixture
def deep(grid_of):
    """A table that is looked at far down, in another column."""
    grid = grid_of(MANY)
    grid.press("Control+End", "ArrowUp", "ArrowLeft", *["PageUp"] * 9)
    grid.until(lambda: grid.active is not None, wanted=True)
    return grid


def place(grid):
    """The active cell, and where on the screen it is."""
    return grid.page.evaluate(
        """() => {
          const cell = document.querySelector(".grid-cell[data-active]");
          if (!cell) return null;
          const { top, left } = cell.getBoundingClientRect();
          return [cell.parentElement.line, cell.column, cell.textContent, top, left];
        }"""
    )


def test_after_a_reload_and_on_the_way_back_from_another_page(deep):
    before = place(deep)
    assert 100 < before[0] < 799
    deep.page.reload()
    deep.until(lambda: place(deep), before)
    deep.until(lambda: deep.focused, "grid-catcher")
    deep.press("ArrowDown")
    deep.until(lambda: deep.active[0], before[0] + 2)
    moved = place(deep)
    deep.page.goto(f"{deep.client.origin}/users")
    deep.page.go_back()
    deep.until(lambda: place(deep), moved)


def test_where_the_active_cell_is_out_of_sight(deep):
    deep.page.locator(".grid-scroller").evaluate("bar => { bar.scrollTop = 3600; }")
    deep.until(lambda: deep.shown(101, 1), "Row 101")
    deep.page.reload()
    deep.until(lambda: deep.shown(101, 1), "Row 101")
    assert deep.page.locator(".grid-scroller").evaluate("bar => bar.scrollTop") == 3600


def test_a_table_opened_anew_begins_at_its_first_row(deep):
    deep.page.goto(f"{deep.client.origin}/users")
    deep.open()
    assert deep.active == [1, 1, "Row 1"]


def test_a_table_that_became_shorter_meanwhile_shows_its_end(deep):
    deep.press("Control+End")
    deep.page.goto(f"{deep.client.origin}/users")
    rows = deep.client.get(f"/api/v1/tables/{deep.table}/rows?limit=800").json()["rows"]
    gone = [row["id"] for row in rows[20:]]
    deep.client.delete(f"/api/v1/tables/{deep.table}/rows", {"rows": gone})
    deep.page.go_back()
    deep.until(lambda: deep.foot, "20 rows")
    deep.until(lambda: deep.shown(20, 1), "Row 20")
    assert deep.active[0] == 21


def test_the_width_a_person_gave_a_column_stays_while_the_tab_is_open(deep):
    deep.press("Control+Home")
    edge = deep.page.locator(".grid-heading").first.locator(".grid-edge").bounding_box()
    x, y = edge["x"] + edge["width"] / 2, edge["y"] + 5
    deep.page.mouse.move(x, y)
    deep.page.mouse.down()
    deep.page.mouse.move(x + 100, y)
    deep.page.mouse.up()
    deep.until(lambda: width(deep) > 200, wanted=True)
    wide = width(deep)
    deep.page.goto(f"{deep.client.origin}/users")
    deep.open()
    assert width(deep) == wide


def width(grid):
    return grid.cell(1, 1).bounding_box()["width"]
