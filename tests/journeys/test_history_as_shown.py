"""What the history says stood in a cell, and paper, are written as the grid writes it."""

import re

import pytest
from playwright.sync_api import expect

COLUMNS = [
    *(("Name", "text"), ("Day", "date"), ("Moment", "date_time"), ("Exact", "date_time")),
    *(("Price", "money"), ("Share", "percent"), ("Size", "decimal_number"), ("No", "whole_number")),
    *(("Time", "time"), ("Length", "duration")),
]
ROW = [
    *("Chair", "2020-02-01", "2020-02-01 08:05", "2020-02-01 08:05:07"),
    *("-1234567.5", "19.5 %", "1234.5", "12345", "18:30", "1:30"),
]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("currency", ["", "EUR", "JPY"])
def test_rows_are_told_as_the_grid_shows_them(grid_of, program, currency):
    grid = grid_of([ROW], columns=COLUMNS)
    here = f"/api/v1/tables/{grid.table}"
    listed = program.get(f"{here}/columns").json()["columns"]
    if currency:
        program.patch(f"{here}/columns/{listed[4]['id']}", {"options": {"currency": currency}})
        grid.open()
    shown = [grid.shown(1, place) for place in range(1, len(ROW) + 1)]
    paper = program.get(f"/tables/{grid.table}/print").text
    assert [cell.strip() for cell in re.findall(r"<td[^>]*>([^<]*)</td>", paper)] == shown
    grid.press("Control+Enter")
    panel = grid.page.get_by_role("complementary", name="One row")
    panel.get_by_role("button", name="History of this row").click()
    told = panel.locator(".row-steps > li").last.locator("dd")
    expect(told).to_have_text(shown)
    (row,) = program.get(f"{here}/rows").json()["rows"]
    program.delete(f"{here}/rows", {"rows": [row["id"]]})
    grid.page.goto(f"{program.origin}/history/deleted/{grid.table}")
    expect(grid.page.locator(".gone-words")).to_have_text(" · ".join(shown[:4]))
