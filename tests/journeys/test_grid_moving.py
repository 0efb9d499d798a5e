"""Getting about in a long table, and what screen readers are told of it."""

import pytest

from tests.support.grid_page import GridPage, import_table

pytestmark = pytest.mark.browser

MANY = 420_000
"""So many that the scroll bar can no longer stand for them pixel by pixel."""


@pytest.fixture(scope="module")
def long_table(program):
    lines = (f"Row {number},Town {number % 9}\n" for number in range(1, MANY + 1))
    return import_table(program, "Long", "Name,Town\n" + "".join(lines))


def test_half_a_million_rows_end_with_one_key_and_are_edited_there(tab, program, long_table):
    grid = GridPage(tab, program, long_table).open()
    grid.press("Control+End")
    grid.until(lambda: grid.active, [MANY, 2, f"Town {MANY % 9}"])
    grid.press("Home")
    grid.type("The last")
    grid.press("Enter")
    grid.until(lambda: grid.held(MANY - 1)[0][0], "The last")
    grid.press("Control+Home")
    grid.until(lambda: grid.active, [1, 1, "Row 1"])


def test_the_wheel_moves_row_by_row_and_the_bar_in_proportion(tab, program, long_table):
    grid = GridPage(tab, program, long_table).open()
    wheel_far_down(grid)
    drag_the_scroll_bar(grid)


def wheel_far_down(grid):
    box = grid.page.locator(".grid-scroller").bounding_box()
    grid.page.mouse.move(box["x"] + 300, box["y"] + 200)
    for _ in range(40):
        grid.page.mouse.wheel(0, 900)
    middle = 40 * 900 // 36 + 8
    grid.until(lambda: grid.shown(middle, 1), f"Row {middle}")


def drag_the_scroll_bar(grid):
    grid.page.evaluate(
        """() => {
          const scroller = document.querySelector(".grid-scroller");
          scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) / 2;
        }"""
    )
    middle = MANY // 2
    grid.until(lambda: grid.shown(middle, 1), f"Row {middle}")


def test_arrows_pages_and_edges_go_where_a_spreadsheet_goes(grid_of):
    grid = grid_of([(f"Row {number}",) for number in range(1, 61)])
    for keys, place in (
        (["ArrowDown", "ArrowRight"], [2, 2]),
        (["Control+ArrowDown"], [60, 2]),
        (["Control+ArrowRight"], [60, 6]),
        (["Control+ArrowUp", "Home"], [1, 1]),
        (["End"], [1, 6]),
        (["Control+End"], [60, 6]),
        (["ArrowDown"], [61, 6]),
        (["Control+Home"], [1, 1]),
    ):
        grid.press(*keys)
        assert grid.active[:2] == place, keys
    grid.press("PageDown")
    assert grid.active[0] > 10
    grid.press("PageUp")
    assert grid.active[:2] == [1, 1]


def test_tab_leaves_the_grid_past_its_first_cell(grid_of):
    grid = grid_of([("Ada",)])
    grid.press("Shift+Tab")
    assert grid.focused != "grid-catcher"


def test_shift_extends_and_control_a_takes_everything(grid_of):
    grid = grid_of([(f"Row {number}", "x") for number in range(1, 6)])
    chosen = grid.page.locator('.grid-cell[aria-selected="true"]')
    grid.press("Shift+ArrowDown", "Shift+ArrowRight")
    assert chosen.count() == 4
    grid.press("Control+a")
    assert chosen.count() == 30
    grid.press("ArrowDown", "Shift+Space")
    assert chosen.count() == 6
    grid.page.locator(".grid-heading-name").nth(1).click()
    assert chosen.count() == 5


def test_dragging_past_the_last_row_in_view_goes_on_selecting(grid_of):
    grid = grid_of([(f"Row {number}",) for number in range(1, 101)])
    start, end = grid.cell(2, 1).bounding_box(), grid.page.locator(".grid-foot").bounding_box()
    grid.page.mouse.move(start["x"] + 5, start["y"] + 5)
    grid.page.mouse.down()
    grid.page.mouse.move(start["x"] + 40, end["y"] + 10, steps=5)
    grid.until(lambda: grid.shown(40, 1), "Row 40")
    grid.page.mouse.up()
    grid.press("Control+c")
    copied = grid.clipboard().splitlines()
    assert copied[:2] == ["Row 2", "Row 3"]
    assert len(copied) >= 35


def test_screen_readers_hear_how_large_the_grid_is_and_where_one_is(grid_of):
    grid = grid_of([("Ada", "Leeds"), ("Bob", "York")])
    table = grid.page.get_by_role("grid", name="test_screen_readers")
    told = {
        name: table.get_attribute(f"aria-{name}")
        for name in ("rowcount", "colcount", "multiselectable")
    }
    assert told == {"rowcount": "4", "colcount": "7", "multiselectable": "true"}
    assert table.locator("textarea").count() == 0, "inside a grid there may only be rows"
    assert grid.page.get_by_role("columnheader").count() == 7
    assert grid.page.get_by_role("gridcell").count() == 18
    grid.press("ArrowDown", "ArrowRight")
    active = table.get_attribute("aria-activedescendant")
    cell = grid.page.locator(f"#{active}")
    assert cell.inner_text() == "York"
    assert cell.get_attribute("aria-colindex") == "3"
    assert cell.locator("..").get_attribute("aria-rowindex") == "3"
    assert cell.get_attribute("aria-selected") == "true"
    grid.until(grid.page.locator("data-grid [role=status]").inner_text, "Town, row 2, York")


def test_an_empty_table_invites_typing(grid_of):
    grid = grid_of([])
    invitation = grid.page.locator(".grid-empty")
    assert "Type into the first line" in invitation.inner_text()
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Ada"])
    assert invitation.is_hidden()


def test_one_row_opens_beside_the_grid_and_is_edited_there(grid_of):
    grid = grid_of([("Ada", "Leeds", "2019-03-14"), ("Bob", "York")])
    grid.press("Control+Enter")
    panel = grid.page.get_by_role("complementary", name="One row")
    assert panel.get_by_text("Row 1 of 2").is_visible()
    assert panel.get_by_role("heading", name="Ada").is_visible()
    panel.get_by_label("Town").fill("Bath")
    panel.get_by_role("button", name="Next row").click()
    grid.until(lambda: grid.column(2), ["Bath", "York"])
    assert panel.get_by_label("Name").input_value() == "Bob"
    panel.get_by_label("Paid", exact=True).fill("a lot")
    panel.get_by_label("Paid", exact=True).press("Tab")
    grid.until(lambda: panel.get_by_text("“a lot” is not a number").is_visible(), wanted=True)
    panel.get_by_label("Fee").check()
    grid.until(lambda: grid.column(5), [None, True])
    grid.press("Escape")
    assert panel.count() == 0
    assert grid.focused == "grid-catcher"


def test_right_to_left_mirrors_the_arrows(grid_of):
    grid = grid_of([("Ada", "Leeds"), ("Bob", "York")])
    grid.page.evaluate("document.documentElement.dir = 'rtl'")
    grid.press("ArrowLeft")
    assert grid.active[:2] == [1, 2]
    rail = grid.page.locator(".grid-corner").bounding_box()
    first = grid.page.locator(".grid-heading").first.bounding_box()
    assert first["x"] + first["width"] <= rail["x"] + 1
