"""What the preview shows in its cells is what the table will show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.services.transfer.test_shown_as_kinds import bills

pytestmark = pytest.mark.browser


def test_cells_are_shown_as_the_chosen_kind_shows_them(choir: Page, tmp_path: Path) -> None:
    choir.locator("[data-file]").set_input_files(bills(tmp_path / "paid.xlsx"))
    choir.wait_for_url("**/import/*")
    cells = choir.locator("[data-preview] tbody tr").first.locator("td")
    expect(cells).to_have_text(["17.5%", "1,234.50 €", "0.5"])
    choir.get_by_label("What “Share” holds").select_option("text")
    expect(cells.first).to_have_text("0.175")
    choir.get_by_label("What “Share” holds").select_option("percent")
    expect(cells.first).to_have_text("17.5%")
    choir.get_by_role("button", name="Import 2 rows").click()
    choir.wait_for_url("**/tables/1")
    for shown in ("17.5%", "1,234.50 €"):
        expect(choir.get_by_role("gridcell", name=shown)).to_be_visible()


def test_a_name_that_has_no_room_can_be_read_whole(choir: Page, tmp_path: Path) -> None:
    question = "Rate the following aspect of the event on a scale from 1 to 5: "
    file = tmp_path / "forms.csv"
    file.write_text(f"Who,{question}[Food],{question}[Music]\nAda,1,2\nBo,3,4\n", "utf-8")
    choir.locator("[data-file]").set_input_files(file)
    choir.wait_for_url("**/import/*")
    for number, end in ((2, "[Food]"), (3, "[Music]")):
        name = choir.get_by_label(f"Name of column {number}")
        expect(name).to_have_attribute("title", re.compile(rf"^Rate .*….*{re.escape(end)}$"))
    name.fill("Music")
    expect(name).to_have_attribute("title", "Music")


def test_what_plain_numbers_are_taken_for_is_told_at_the_column(
    choir: Page, tmp_path: Path
) -> None:
    file = tmp_path / "songs.json"
    file.write_text('[{"Song": "A", "Long": 5400}, {"Song": "B", "Long": 60}]', "utf-8")
    choir.locator("[data-file]").set_input_files(file)
    choir.wait_for_url("**/import/*")
    choir.get_by_label("What “Long” holds").select_option("duration")
    told = choir.get_by_text("Plain numbers in “Long” are taken as seconds: 5400 becomes 1:30.")
    expect(told).to_be_visible()
    choir.get_by_role("button", name="Back to “Whole number”").click()
    expect(told).to_have_count(0)


def test_how_many_rows_were_looked_at_is_told_before_they_come_in(
    choir: Page, tmp_path: Path
) -> None:
    def still_looking(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(json={**answer.json(), "state": "running", "looked_at": 5000})

    file = tmp_path / "names.csv"
    file.write_text("Name\nAda\n", "utf-8")
    choir.locator("[data-file]").set_input_files(file)
    choir.wait_for_url("**/import/*")
    choir.route("**/api/v1/jobs/*", still_looking)
    choir.get_by_role("button", name="Import 1 row").click()
    expect(choir.get_by_role("dialog")).to_contain_text("Looking at every row: 5,000 so far")
    choir.unroute_all(behavior="wait")
    choir.wait_for_url("**/tables/1")
