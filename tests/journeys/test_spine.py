"""The whole spine in a browser: a real spreadsheet becomes a table, is corrected, undone, kept."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import Watch
from tests.support.grid_page import PATIENCE, GridPage, signed_in
from tests.support.served import Client, served

pytestmark = pytest.mark.browser

HEADINGS = ["Name", "Member no.", "Joined", "Paid", "Phone"]
ROWS = [
    [f"Guest {n}", n, date(2019, 1 + n % 12, 1 + n % 28), n + 0.5, f"0{7000 + n}"]
    for n in range(1, 413)
]


@pytest.fixture
def guests_xlsx(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Guests"
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    book.save(tmp_path / "guests.xlsx")
    return tmp_path / "guests.xlsx"


def import_through_the_page(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Import “{file.name}”")
    page.get_by_role("button", name="Import 412 rows").click()
    page.wait_for_url("**/tables/1")


def first_names(client: Client, until: str = "Nadia Okafor") -> list[str]:
    """Return the names in the first two rows, once the second is what it should become."""
    deadline = time.monotonic() + PATIENCE
    while True:
        rows = client.get("/api/v1/tables/1/rows?limit=2").json()["rows"]
        names = [row["cells"][0] for row in rows]
        if names[1] == until or time.monotonic() > deadline:
            return names


def correct_undo_and_redo(grid: GridPage) -> None:
    grid.press("ArrowDown")
    grid.type("Nadia Okafor")
    grid.press("Enter")
    assert first_names(grid.client) == ["Guest 1", "Nadia Okafor"]
    grid.press("Control+z")
    assert first_names(grid.client, until="Guest 2") == ["Guest 1", "Guest 2"]
    grid.press("Control+y")
    assert first_names(grid.client) == ["Guest 1", "Nadia Okafor"]


def check_types(client: Client) -> None:
    told = client.get("/api/v1/tables/1/rows?offset=411&limit=5").json()
    types = [column["type"] for column in told["columns"]]
    assert types == ["text", "whole_number", "date", "decimal_number", "text"]
    assert told["rows"][0]["cells"] == ["Guest 412", 412, "2019-05-21", 412.5, "07412"]


def test_a_spreadsheet_is_imported_corrected_undone_and_found_again(
    chromium: Browser, document: Path, guests_xlsx: Path
) -> None:
    untouched = guests_xlsx.read_bytes()
    with served(document) as client:
        context = signed_in(chromium, client, viewport={"width": 1280, "height": 800})
        page, watch = context.new_page(), Watch()
        watch.on(page)
        page.goto(client.origin)
        import_through_the_page(page, guests_xlsx)
        check_types(client)
        correct_undo_and_redo(GridPage(page, client, 1).open())
        page.reload()
        expect(page.get_by_role("gridcell", name="Nadia Okafor")).to_be_visible()
        assert watch.problems == []
        context.close()
    assert guests_xlsx.read_bytes() == untouched

    with served(document) as client:
        assert first_names(client) == ["Guest 1", "Nadia Okafor"]
        sentences = [client.post("/api/v1/undo").json()["done"] for _ in range(2)]
        assert sentences == ["change “Name” in Guests", "import 412 rows into Guests"]
        assert client.get("/api/v1/tables").json() == {"tables": []}
        for _ in range(2):
            client.post("/api/v1/redo")
        assert first_names(client) == ["Guest 1", "Nadia Okafor"]
