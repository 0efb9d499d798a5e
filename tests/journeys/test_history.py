"""The history in the browser: one step put back, both values offered, a row's story, a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from desktop_app.domain.access import Actor
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from desktop_app.shell.desk import Desktop
from tests.conftest import ADA
from tests.journeys.browsing import arrive, overflow, watched

pytestmark = pytest.mark.browser

BOB = Actor(2, "bob")
DEEDS = (
    (ADA, AddTable("Guests", [("Name", "text", {}), ("Town", "text", {})])),
    (ADA, AddRows(1, [1, 2], [["Ada", "Ghent"], ["Bo", "York"], ["Cy", "Lille"]])),
    (BOB, DeleteRows(1, [3])),
    (ADA, SetCells(1, [(1, 2, "Bruges")])),
    (BOB, SetCells(1, [(1, 2, "Paris")])),
)


@pytest.fixture
def page(chromium: Browser, desk: Desktop, document: Path) -> Iterator[Page]:
    """A document that Ada and Bob worked on, in Ada's hands."""
    store = Store()
    store.open(f"sqlite:///{document}")
    with store.work(ADA) as w:
        for name in ("ada", "bob"):
            w.session.add(User(username=name, email=f"{name}@example.org"))
    for actor, deed in DEEDS:
        with store.work(actor) as w:
            w.apply(deed)
    store.close()
    with watched(chromium) as page:
        arrive(page, desk.open(document))
        yield page


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


def steps(page: Page) -> Locator:
    return page.locator("[data-steps] > li:not(.day)")


def test_one_step_is_picked_and_put_back(page: Page) -> None:
    go(page, "/history")
    expect(steps(page)).to_have_count(5)
    expect(page.locator(".day").first).to_have_text("Today")
    button = page.get_by_role("button", name="Put back just this: delete a row in Guests")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Put back “delete a row in Guests”")
    expect(steps(page)).to_have_count(6)
    expect(page.locator("li[data-state=undone]")).to_contain_text("taken back")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("li[data-state=undone]")).to_contain_text("Put back")
    page.get_by_label("Person").select_option("bob")
    page.wait_for_url("**person=bob")
    expect(steps(page)).to_have_count(2)
    assert overflow(page) == 0


def test_who_undoes_what_somebody_changed_since_chooses_between_both(page: Page) -> None:
    go(page, "/tables/1")
    page.wait_for_selector(".grid-row[aria-rowindex]:not([data-state=coming])")
    page.keyboard.press("Control+z")
    dialog = page.get_by_role("dialog", name="Changed again since")
    expect(dialog.locator("tbody td")).to_have_text(["Ada", "Town", "Paris", "Ghent"])
    dialog.get_by_role("button", name="Put the old values back").click()
    expect(page.locator(".grid-row", has_text="Ghent")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_who_keeps_what_is_there_goes_on_with_the_step_before(page: Page) -> None:
    go(page, "/tables/1")
    page.wait_for_selector(".grid-row[aria-rowindex]:not([data-state=coming])")
    page.get_by_role("button", name="Undo: change").click()
    page.get_by_role("button", name="Keep what is there").click()
    expect(page.get_by_role("button", name="Undo: add 3 rows to Guests")).to_be_enabled()
    expect(page.locator(".grid-row", has_text="Paris")).to_be_visible()


def test_a_row_tells_its_story_and_a_cell_is_put_back(page: Page) -> None:
    go(page, "/tables/1")
    page.wait_for_selector(".grid-row[aria-rowindex]:not([data-state=coming])")
    page.keyboard.press("Control+Enter")
    panel = page.get_by_role("complementary", name="One row")
    panel.get_by_role("button", name="History of this row").click()
    told = panel.locator(".row-steps > li")
    expect(told).to_have_count(3)
    expect(told.nth(1).locator("dd")).to_contain_text("Ghent → Bruges")
    panel.get_by_label("Of which column").select_option("Name")
    expect(told).to_have_count(1)
    panel.get_by_label("Of which column").select_option("Town")
    panel.get_by_role("button", name="Put back: Town, Ghent").click()
    expect(page.locator(".grid-row", has_text="Ghent")).to_be_visible()
    expect(told).to_have_count(4)


def test_a_deleted_row_is_brought_back(page: Page) -> None:
    go(page, "/history?table=1")
    page.get_by_role("link", name="Deleted rows").click()
    page.get_by_role("button", name="Bring back: Cy · Lille").click()
    expect(page.get_by_role("heading", name="No deleted rows")).to_be_visible()
    assert overflow(page) == 0


def test_a_rule_is_rehearsed_before_it_is_one(page: Page) -> None:
    go(page, "/history")
    card = page.get_by_role("region", name="How long history is kept")
    expect(card.locator("[data-cost]")).to_contain_text("The history takes")
    card.get_by_label("Number of days").fill("30")
    expect(card.locator("[data-due]")).to_have_text("Nothing is forgotten now.")
    card.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("The history is tidy.")
    page.reload()
    expect(card.get_by_role("radio", name="Keep the last")).to_be_checked()
    card.get_by_role("button", name="Tidy now").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Tidy now").click()
    expect(page.locator(".toast")).to_contain_text("tidy")
