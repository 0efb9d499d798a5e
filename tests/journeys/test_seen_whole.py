"""What is shown beside or below something else does not lie over it."""

import pytest

pytestmark = pytest.mark.browser


def test_why_a_day_was_refused_is_read_beside_the_open_month(grid_of):
    grid = grid_of([["Ada", "", "2019-03-14"]])
    grid.cell(1, 3).click()
    grid.type("banana")
    grid.press("Enter")
    grid.until(lambda: grid.bubble.startswith("“banana” is not a date."), True)
    bubble = grid.page.locator(".grid-bubble").bounding_box()
    month = grid.page.locator(".calendar").bounding_box()
    assert bubble["y"] + bubble["height"] <= month["y"]
    grid.press("Escape")


def test_deleted_rows_are_listed_as_wide_as_the_page(grid_of):
    grid = grid_of([["Ada Byron", "Springfield", "2019-03-14", "1.5"]])
    grid.press("Control+-")
    grid.until(lambda: grid.total, 0)
    grid.page.goto(f"{grid.client.origin}/history/deleted/{grid.table}")
    row, step = grid.page.locator(".gone > li"), grid.page.locator(".step-deleted")
    assert row.bounding_box()["width"] > 0.9 * step.bounding_box()["width"]


def test_what_is_worked_out_does_not_look_as_if_one_could_type_there(grid_of, program):
    grid = grid_of([["2"]], columns=[("Many", "whole_number")])
    address = f"/api/v1/tables/{grid.table}/worked-out"
    program.post(address, {"name": "Twice", "formula": "[Many] * 2"})
    grid.open()
    grid.press("Control+Enter")
    ground = "field => getComputedStyle(field).backgroundColor"
    typed, fixed = (grid.page.get_by_label(name, exact=True) for name in ("Many", "Twice"))
    assert typed.evaluate(ground) != fixed.evaluate(ground)
