"""What a person meets on every page but the inside of the grid, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import arrive, overflow, path_of, watched

pytestmark = pytest.mark.browser

PAGES = ("/tables/1", "/users", "/history", "/help", "/help/keyboard")
SIZES = ((1280, 800), (1440, 900), (900, 600))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched(chromium) as page:
        yield page


@pytest.fixture
def choir(desk: Desktop, page: Page, document: Path) -> Page:
    """A page on a new, empty document."""
    arrive(page, desk.new(document))
    return page


def make_table(page: Page) -> None:
    page.get_by_role("button", name="New table").first.click()
    page.wait_for_url("**/tables/1")


def go_to(page: Page, link: str) -> None:
    page.get_by_role("link", name=link).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(link)


def add_person(page: Page, name: str, email: str) -> None:
    card = page.get_by_role("region", name="Add a person")
    card.get_by_label("Name").fill(name)
    card.get_by_label("E-mail").fill(email)
    card.get_by_role("button", name="Add").click()


def test_the_welcome_page_makes_an_empty_file(desk: Desktop, page: Page) -> None:
    arrive(page, desk.welcome())
    expect(page.get_by_role("heading", level=1)).to_have_text("Put your lists somewhere safe.")
    page.get_by_role("button", name="New empty file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("An empty file")
    expect(page.get_by_text("Everything saved")).to_be_visible()


def test_a_file_of_before_is_one_click_away_and_a_missing_one_is_grey(
    desk: Desktop, page: Page, tmp_path: Path
) -> None:
    for name in ("gone.tidy", "choir.tidy"):
        desk.new(tmp_path / name)
    desk.close()
    (tmp_path / "gone.tidy").unlink()
    arrive(page, desk.welcome())
    expect(page.locator("button.file", has_text="gone")).to_be_disabled()
    page.locator("button.file", has_text="choir").click()
    expect(page.locator(".document-file")).to_have_text("choir.tidy")


def test_a_spreadsheet_chosen_on_the_welcome_page_is_shown_before_it_comes_in(
    desk: Desktop, page: Page, tmp_path: Path
) -> None:
    sheet = tmp_path / "guests.csv"
    sheet.write_text("Name,Town\nAda,London\n", "utf-8")
    arrive(page, desk.welcome())
    page.locator("[data-file]").set_input_files(sheet)
    expect(page.get_by_role("heading", level=1)).to_have_text("Import “guests.csv”")
    expect(page.get_by_role("cell", name="London")).to_be_visible()


def test_an_empty_document_teaches_how_to_begin_and_the_keyboard_is_enough(choir: Page) -> None:
    expect(choir.get_by_text("Drop a spreadsheet here")).to_be_visible()
    for _ in range(20):
        choir.keyboard.press("Tab")
        if choir.evaluate("document.activeElement.textContent.trim()") == "New table":
            break
    assert choir.evaluate("document.activeElement.matches(':focus-visible')")
    choir.keyboard.press("Enter")
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("navigation").get_by_role("link", name="Table 1")).to_be_visible()


def test_a_person_is_added_changed_and_removed(choir: Page) -> None:
    go_to(choir, "People")
    add_person(choir, "Rosa Martín", "rosa@example.org")
    expect(choir.get_by_role("status").get_by_text("Rosa Martín was added.")).to_be_visible()
    choir.get_by_role("button", name="Edit Rosa Martín").click()
    field = choir.get_by_role("listitem").filter(has_text="Rosa").get_by_label("Name")
    expect(field).to_be_focused()
    field.fill("Rosa M.")
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("strong").get_by_text("Rosa M.")).to_be_visible()
    choir.get_by_role("button", name="Remove Rosa M.").click()
    expect(choir.get_by_role("strong").get_by_text("Rosa M.")).to_have_count(0)
    choir.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(choir.get_by_role("strong").get_by_text("Rosa M.")).to_be_visible()


def test_what_is_refused_is_said_beside_its_field_and_nothing_typed_is_lost(choir: Page) -> None:
    go_to(choir, "People")
    add_person(choir, "ada", "other@example.org")
    name = choir.locator("#add-username")
    expect(choir.locator("#add-username-error")).to_contain_text("already")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_be_focused()
    expect(choir.locator("#add-email")).to_have_value("other@example.org")
    name.fill("Ada Lovelace")
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("strong").get_by_text("Ada Lovelace")).to_be_visible()


def test_an_address_without_its_sign_is_refused_in_our_words_and_a_long_name_fits(
    choir: Page,
) -> None:
    go_to(choir, "People")
    choir.set_viewport_size({"width": 800, "height": 700})
    add_person(choir, "M" * 60, "nonsense")
    expect(choir.locator("#add-email-error")).to_contain_text("looks like ada@example.org")
    choir.locator("#add-email").fill("m@example.org")
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("strong").get_by_text("M" * 60)).to_be_visible()
    assert overflow(choir) == 0
    said = choir.locator(".toast > span")
    assert said.evaluate("words => words.scrollWidth - words.clientWidth") == 0


def test_saying_who_one_is_moves_the_mark(choir: Page) -> None:
    go_to(choir, "People")
    add_person(choir, "Rosa", "rosa@example.org")
    choir.get_by_role("button", name="This is me").click()
    mine = choir.get_by_role("listitem").filter(has_text="You")
    expect(mine.get_by_role("strong")).to_have_text("Rosa")


def test_the_history_names_each_step_and_takes_it_back_and_forth(choir: Page) -> None:
    make_table(choir)
    go_to(choir, "History")
    expect(choir.get_by_role("heading", name="Today")).to_be_visible()
    step = choir.locator("[data-days] [data-state]")
    expect(step).to_have_attribute("data-state", "done")
    choir.get_by_role("button", name="Undo: ").click()
    expect(step).to_have_attribute("data-state", "undone")
    expect(choir.get_by_role("link", name="Table 1")).to_have_count(0)
    choir.keyboard.press("Control+y")
    expect(step).to_have_attribute("data-state", "done")
    expect(choir.get_by_role("link", name="Table 1")).to_be_visible()


def test_a_table_is_renamed_where_its_name_stands(choir: Page) -> None:
    make_table(choir)
    choir.get_by_role("heading", level=1).focus()
    choir.keyboard.press("F2")
    choir.keyboard.type("Guests")
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("heading", level=1)).to_have_text("Guests")
    expect(choir.get_by_role("navigation").get_by_role("link", name="Guests")).to_be_visible()


def test_a_table_is_deleted_without_a_question_and_comes_back(choir: Page) -> None:
    make_table(choir)
    choir.get_by_role("button", name="More for this table").click()
    choir.get_by_role("menuitem", name="Delete this table").click()
    expect(choir.get_by_text("“Table 1” was deleted.")).to_be_visible()
    choir.get_by_role("status").get_by_role("button", name="Undo").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("heading", level=1)).to_have_text("Table 1")


def test_a_column_is_added_with_a_kind(choir: Page) -> None:
    make_table(choir)
    choir.get_by_role("button", name="Add column").click()
    choir.get_by_label("Name of the column").fill("Joined")
    choir.get_by_label("What it holds").select_option("date")
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("columnheader", name="Joined")).to_be_visible()


def test_a_name_stops_at_sixty_letters_while_it_is_typed(choir: Page) -> None:
    make_table(choir)
    choir.get_by_role("heading", level=1).focus()
    choir.keyboard.press("F2")
    choir.keyboard.type("n" * 61)
    choir.keyboard.press("Enter")
    expect(choir.get_by_role("heading", level=1)).to_have_text("n" * 60)
    choir.get_by_role("button", name="Add column").click()
    expect(choir.get_by_text("At most 60 letters.")).to_be_visible()
    field = choir.get_by_label("Name of the column")
    expect(field).to_be_focused()
    choir.keyboard.type("c" * 61)
    expect(field).to_have_value("c" * 60)


def test_every_help_topic_can_be_read(choir: Page) -> None:
    go_to(choir, "Help")
    links = choir.locator(".topic").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) >= 8
    choir.locator(".topic").first.click()
    expect(choir.get_by_role("link", name="All topics")).to_be_visible()
    assert {choir.request.get(link).status for link in links} == {200}


def test_the_foot_says_when_something_was_not_saved(choir: Page) -> None:
    choir.route("**/api/v1/tables", lambda route: route.abort())
    choir.get_by_role("button", name="New table").first.click()
    foot = choir.locator("[data-saved]")
    expect(foot).to_have_attribute("data-state", "failed")
    expect(foot).to_contain_text("not answering")
    choir.unroute("**/api/v1/tables")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_the_window(
    desk: Desktop, chromium: Browser, document: Path, scheme: str
) -> None:
    with watched(chromium, scheme) as page:
        arrive(page, desk.new(document))
        make_table(page)
        root = page.url.removesuffix("/tables/1")
        for path in PAGES:
            page.goto(root + path)
            assert_fits(page)
        arrive(page, desk.welcome())
        assert_fits(page)


def assert_fits(page: Page) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) <= 0, (path_of(page), width)


def test_an_address_with_nothing_there_says_so_and_leads_back(choir: Page) -> None:
    root = choir.url.removesuffix("/tables")
    answer = choir.request.get(root + "/nowhere")
    assert answer.status == 404
    choir.set_content(answer.text())
    expect(choir.locator("head link[rel=icon]")).to_have_attribute("href", "/static/img/logo.svg")
    expect(choir.get_by_role("heading", level=1)).to_have_text("Not found")
    expect(choir.get_by_role("link", name="Back to my choir")).to_have_attribute("href", "/")
    expect(choir.get_by_role("link", name="Try again")).to_have_count(0)
