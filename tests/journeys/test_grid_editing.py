"""Typing into the grid: nothing is lost, nothing waits, what does not fit says why."""

import sqlite3

import pytest

pytestmark = pytest.mark.browser

MEMBERS = [
    ("Amara", "Leeds", "2019-03-14", "40.5", "yes", "3"),
    ("Tobias", "York", "2020-01-02", "137", "no", "1"),
    ("Ines", "Hull", "", "", "", ""),
]


def test_what_is_typed_is_still_there_after_a_reload(grid_of):
    grid = grid_of(MEMBERS)
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Ada", "Tobias", "Ines"])
    grid.open()
    assert grid.shown(1, 1) == "Ada"


def test_undo_and_redo_follow_the_keys(grid_of):
    grid = grid_of(MEMBERS)
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: grid.column(1)[0], "Ada")
    grid.press("Control+z")
    grid.until(lambda: grid.shown(1, 1), "Amara")
    grid.press("Control+y")
    grid.until(lambda: grid.shown(1, 1), "Ada")
    assert grid.column(1)[0] == "Ada"


def test_inside_a_text_undo_belongs_to_the_text(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("F2")
    grid.type("!")
    grid.press("Control+z")
    assert grid.editor == ["Amara", "editing", None]


def test_twenty_values_typed_as_fast_as_a_scanner_are_all_kept_in_order(grid_of):
    grid = grid_of([])
    codes = [f"code {number}" for number in range(20)]
    for code in codes:
        grid.type(code)
        grid.press("Enter")
    grid.until(lambda: grid.column(1), codes)
    grid.until(lambda: grid.foot, "20 rows")
    assert grid.shown(5, 1) == "code 4"


def test_f2_keeps_the_text_and_typing_replaces_it(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("F2")
    grid.type("!")
    grid.press("Enter")
    grid.type("B")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Amara!", "B", "Ines"])


def test_a_double_click_opens_the_text(grid_of):
    grid = grid_of(MEMBERS)
    grid.cell(2, 2).dblclick()
    assert grid.editor == ["York", "editing", None]
    grid.page.locator(".grid-catcher").click(position={"x": 14, "y": 18})
    assert grid.editor == ["York", "editing", None]
    grid.press("Home")
    grid.type("New ")
    grid.press("Enter")
    grid.until(lambda: grid.column(2)[1], "New York")


def test_escape_gives_up_and_changes_nothing(grid_of):
    grid = grid_of(MEMBERS)
    grid.type("Wrong")
    grid.press("Escape")
    assert grid.active == [1, 1, "Amara"]
    grid.press("ArrowDown", "ArrowUp")
    assert grid.column(1) == ["Amara", "Tobias", "Ines"]


def test_tab_goes_along_the_row_and_enter_returns_to_where_it_began(grid_of):
    grid = grid_of(MEMBERS)
    grid.type("Ada")
    grid.press("Tab")
    grid.type("Bath")
    grid.press("Enter")
    assert grid.active[:2] == [2, 1]
    grid.until(lambda: grid.held()[0][:2], ["Ada", "Bath"])
    grid.press("Tab", "Shift+Tab")
    assert grid.active[:2] == [2, 1]


def test_arrows_leave_a_text_begun_by_typing_but_not_one_being_edited(grid_of):
    grid = grid_of(MEMBERS)
    grid.type("X")
    grid.press("ArrowRight")
    assert grid.active[:2] == [1, 2]
    grid.press("F2", "ArrowLeft")
    grid.type("-")
    assert grid.editor == ["Leed-s", "editing", None]
    grid.press("Enter")
    grid.until(lambda: grid.held()[0][:2], ["X", "Leed-s"])


def test_a_text_that_does_not_fit_stays_open_and_says_why(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("ArrowRight", "ArrowRight", "ArrowRight")
    grid.type("abc")
    grid.press("Enter")
    grid.until(lambda: grid.editor, ["abc", "editing", "true"])
    assert "“abc” is not a number" in grid.bubble
    assert grid.active[:2] == [1, 4]
    assert grid.column(4)[0] == 40.5
    grid.press("Control+a")
    grid.type("41")
    grid.press("Enter")
    grid.until(lambda: grid.column(4)[0], 41)
    grid.until(lambda: grid.bubble, "")


def test_a_refused_text_is_kept_beside_its_reason_while_one_goes_on_typing(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("ArrowRight", "ArrowRight", "ArrowRight")
    grid.page.route("**/cells", lambda route: (grid.type("7"), route.continue_()), times=1)
    grid.type("abc")
    grid.press("Enter")
    grid.until(lambda: grid.foot, "3 rows · 1 cell not saved: does not fit")
    assert grid.editor[:2] == ["7", "typing"]
    assert grid.shown(1, 4) == "abc"
    assert "“abc” is not a number" in grid.bubble
    grid.press("Enter")
    grid.until(lambda: grid.column(4)[:2], [40.5, 7])


def test_escape_takes_a_refused_text_away(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("ArrowRight", "ArrowRight")
    grid.type("soon")
    grid.press("Enter")
    grid.until(lambda: grid.editor[2], "true")
    grid.press("Escape")
    assert grid.active == [1, 3, "14 Mar 2019"]
    assert grid.foot == "3 rows"


def test_a_new_row_whose_first_text_does_not_fit_is_not_made(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("Control+End", "ArrowDown")
    grid.type("many")
    grid.press("Enter")
    grid.until(lambda: grid.editor, ["many", "editing", "true"])
    assert grid.total == 3
    grid.press("Control+a")
    grid.type("12")
    grid.press("Enter")
    grid.until(lambda: grid.column(6), [3, 1, None, 12])


def test_space_and_a_click_tick_a_yes_or_no(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Space")
    grid.until(lambda: grid.column(5), [True, True, None])
    grid.cell(1, 5).locator(".tick").click()
    grid.until(lambda: grid.column(5), [False, True, None])


def test_delete_empties_every_selected_cell_in_one_step(grid_of):
    grid = grid_of(MEMBERS)
    grid.press("Shift+ArrowRight", "Shift+ArrowDown", "Delete")
    grid.until(lambda: [cells[:2] for cells in grid.held()[:2]], [[None, None]] * 2)
    grid.press("Control+z")
    grid.until(lambda: grid.shown(2, 2), "York")


def test_a_day_can_be_picked_from_a_small_month(grid_of):
    grid = grid_of(MEMBERS)
    grid.cell(1, 3).dblclick()
    grid.page.locator('[data-day="2019-03-28"]').click()
    grid.until(lambda: grid.column(3)[0], "2019-03-28")
    grid.until(lambda: grid.shown(1, 3), "28 Mar 2019")
    grid.press("F2")
    assert grid.page.locator(".calendar").is_visible()
    grid.page.locator(".table-title").click()
    assert grid.page.locator(".calendar").count() == 0
    grid.cell(1, 3).click()
    grid.press("F2", "Alt+ArrowDown", "ArrowDown", "Enter")
    grid.until(lambda: grid.column(3)[0], "2019-04-04")


def test_dead_keys_and_input_methods_compose_over_a_cell(grid_of):
    grid = grid_of(MEMBERS)
    session = grid.page.context.new_cdp_session(grid.page)
    session.send("Input.imeSetComposition", {"text": "e", "selectionStart": 1, "selectionEnd": 1})
    assert grid.editor[1] == "typing"
    session.send("Input.insertText", {"text": "é"})
    grid.type("va")
    grid.press("Enter")
    grid.until(lambda: grid.column(1)[0], "éva")


def test_a_link_waits_for_what_is_still_being_saved(grid_of):
    grid = grid_of([])
    codes = [f"code {number}" for number in range(8)]
    for code in codes:
        grid.type(code)
        grid.press("Enter")
    grid.page.get_by_role("link", name="History").click()
    grid.page.wait_for_url("**/history")
    assert grid.column(1) == codes


def test_a_page_reloaded_at_once_still_saves_everything_typed(grid_of):
    grid = grid_of([])
    codes = [f"code {number}" for number in range(8)]
    for code in codes:
        grid.type(code)
        grid.press("Enter")
    grid.type("half typed")
    grid.page.reload()
    grid.until(lambda: sorted(grid.column(1)), sorted([*codes, "half typed"]))


def test_undo_pressed_while_values_are_being_saved_takes_back_the_last_of_them(grid_of):
    grid = grid_of([])
    for code in ("one", "two", "three"):
        grid.type(code)
        grid.press("Enter")
    grid.press("Control+z")
    grid.until(lambda: grid.foot, "2 rows")
    assert grid.column(1) == ["one", "two"]


def test_while_another_program_holds_the_file_typing_waits_and_then_is_saved(grid_of):
    grid = grid_of(MEMBERS)
    other = sqlite3.connect(grid.client.document, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    grid.type("Ada")
    grid.press("Enter")
    banner = grid.page.locator(".grid-banner")
    grid.until(banner.is_visible, wanted=True)
    assert "What you typed is kept here" in banner.inner_text()
    assert grid.shown(1, 1) == "Ada"
    other.execute("ROLLBACK")
    other.close()
    grid.until(lambda: grid.column(1)[0], "Ada")
    grid.until(banner.is_visible, wanted=False)


def test_when_the_server_is_gone_nothing_typed_is_lost(grid_of):
    grid = grid_of(MEMBERS)
    grid.page.route("**/cells", lambda route: route.abort())
    for name in ("One", "Two"):
        grid.type(name)
        grid.press("Enter")
    banner = grid.page.locator(".grid-banner")
    grid.until(banner.is_visible, wanted=True)
    grid.until(lambda: "2 changes are kept here" in banner.inner_text(), wanted=True)
    assert [grid.shown(row, 1) for row in (1, 2)] == ["One", "Two"]
    grid.page.unroute("**/cells")
    grid.page.get_by_role("button", name="Try again").click()
    grid.until(lambda: grid.column(1), ["One", "Two", "Ines"])
    grid.until(banner.is_visible, wanted=False)
