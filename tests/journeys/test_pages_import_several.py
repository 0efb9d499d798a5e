"""Several files at once: shown on one page, brought in as one step, or looked at one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from desktop_app.services.transfer.shapes import MOST_FILES
from tests.formats.workbooks import workbook
from tests.journeys.browsing import arrive, watched
from tests.services.transfer.test_all_sheets import database
from tests.services.transfer.test_several_files import BROKEN
from tests.support.patience import until
from tests.support.workbooks import workbook as small_workbook

pytestmark = pytest.mark.browser

DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name));
  const how = {dataTransfer: carried, bubbles: true, cancelable: true};
  document.body.dispatchEvent(new DragEvent("drop", how));
}"""

FILES = [
    ("guests.csv", "Name,Born\nAda,1815-12-10\nGrace,1906-12-09\n"),
    ("songs.json", '[{"Song": "Hey"}, {"Song": "Yesterday"}]'),
    ("broken.xlsx", "PK\x03\x04 and nothing more"),
]


def several(page: Page, files: list[tuple[str, str]]) -> None:
    """Drop these onto the page and wait until all of them were looked at."""
    page.evaluate(DROP, files)
    page.wait_for_url("**/import/*")
    expect(page.get_by_role("button", name="Import 2 files")).to_be_enabled()


def line(page: Page, name: str):
    return page.get_by_role("listitem").filter(has_text=name)


def test_what_is_in_each_file_is_shown_and_all_come_in_as_one_step(choir: Page) -> None:
    several(choir, FILES)
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import 3 files")
    expect(line(choir, "guests.csv")).to_contain_text("2 rows · 2 columns")
    expect(line(choir, "broken.xlsx")).to_contain_text("cannot be read")
    choir.get_by_role("button", name="Import 2 files").click()
    choir.wait_for_url("**/tables/1")
    said = choir.get_by_text("4 rows are in 2 tables now: Guests, Songs.")
    expect(said).to_be_visible()
    expect(choir.get_by_role("link", name="Songs")).to_be_visible()
    choir.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(choir.get_by_role("heading", level=1)).to_contain_text("An empty file")


def test_on_a_narrow_page_the_message_is_as_wide_as_there_is_room(choir: Page) -> None:
    choir.set_viewport_size({"width": 480, "height": 800})
    several(choir, FILES)
    choir.get_by_role("button", name="Import 2 files").click()
    choir.wait_for_url("**/tables/1")
    said = choir.get_by_text("4 rows are in 2 tables now").bounding_box()
    undo = choir.get_by_role("status").get_by_role("button", name="Undo").bounding_box()
    assert said["width"] > 300
    assert undo["y"] > said["y"] + said["height"]


def test_one_is_looked_at_alone_and_the_others_wait(choir: Page) -> None:
    several(choir, FILES[:2])
    choir.get_by_role("link", name="Look closer at guests.csv").click()
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import “guests.csv”")
    choir.go_back()
    expect(choir.get_by_role("button", name="Import 2 files")).to_be_enabled()


def test_after_one_came_in_alone_the_others_are_next(choir: Page) -> None:
    several(choir, FILES)
    choir.get_by_role("link", name="Look closer at guests.csv").click()
    choir.get_by_role("link", name="Back").click()
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import 3 files")
    choir.get_by_role("link", name="Look closer at guests.csv").click()
    choir.get_by_role("button", name="Import 2 rows").click()
    expect(choir.get_by_text("2 rows are in Guests now.")).to_be_visible()
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import 2 files")
    choir.get_by_role("button", name="Leave out broken.xlsx").click()
    choir.get_by_role("button", name="Import 2 rows").click()
    choir.wait_for_url("**/tables/2")


def test_what_is_left_out_does_not_come_in(choir: Page) -> None:
    several(choir, FILES)
    choir.get_by_role("button", name="Leave out guests.csv").click()
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import 2 files")
    expect(choir.get_by_role("button", name="Leave out songs.json")).to_be_focused()
    choir.get_by_role("button", name="Import 1 file").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_role("heading", level=1)).to_have_text("Songs")


def test_more_files_than_can_come_in_together_are_told_at_once(choir: Page) -> None:
    choir.evaluate(DROP, [[f"{number}.csv", "Town\nBonn\n"] for number in range(MOST_FILES + 1)])
    choir.wait_for_url("**/import/*")
    told = choir.get_by_text("At most 100 files can come in together. Leave out 1 of them")
    expect(told).to_be_visible()
    choir.get_by_role("button", name="Leave out 7.csv").click()
    expect(told).to_be_hidden()


def test_where_no_file_can_be_read_the_button_says_so(choir: Page) -> None:
    choir.evaluate(DROP, [FILES[2], ("empty.csv", "")])
    choir.wait_for_url("**/import/*")
    expect(line(choir, "empty.csv")).to_contain_text("There is nothing in empty.csv to import.")
    expect(choir.get_by_role("button", name="Nothing to import")).to_be_disabled()


def test_when_one_is_left_it_is_shown_like_any_other(choir: Page) -> None:
    several(choir, FILES[:2])
    choir.get_by_role("button", name="Leave out guests.csv").click()
    expect(choir.get_by_role("heading", level=1)).to_have_text("Import “songs.json”")
    expect(choir.get_by_role("button", name="Import 2 rows")).to_be_enabled()


def test_more_files_dropped_come_to_those_that_are_there(choir: Page) -> None:
    several(choir, FILES[:2])
    choir.evaluate(DROP, [("towns.csv", "Town\nBonn\n")])
    expect(choir.get_by_role("button", name="Import 3 files")).to_be_enabled()


def test_a_file_that_came_in_before_is_known_again(choir: Page) -> None:
    several(choir, FILES[:2])
    choir.get_by_role("button", name="Import 2 files").click()
    choir.wait_for_url("**/tables/1")
    several(choir, [FILES[0], ("new.csv", "A,B\n1,2\n")])
    expect(line(choir, "guests.csv")).to_contain_text("You imported this very file today at")
    expect(line(choir, "new.csv")).not_to_contain_text("this very file")
    line(choir, "guests.csv").get_by_role("link", name="See what came in").click()
    expect(choir.get_by_role("heading", level=1)).to_contain_text("guests.csv")


PARTY = {"Empty": [], "Songs": [["Song"], ["Hey"]], "Later": []}


def chosen(page: Page, *files: Path) -> None:
    page.locator("[data-file]").set_input_files(files)
    page.wait_for_url("**/import/*")


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    path = tmp_path / "guests.csv"
    path.write_text(FILES[0][1])
    return path


def test_a_file_whose_first_sheet_is_empty_counts_with_the_others(
    choir: Page, guests: Path, tmp_path: Path
) -> None:
    chosen(choir, guests, workbook(tmp_path / "party.xlsx", PARTY))
    party = line(choir, "party.xlsx")
    expect(party).to_contain_text("1 row · 1 column")
    party.get_by_text("2 remarks").click()
    expect(party.get_by_text("“Empty” has no rows.")).to_be_visible()
    choir.get_by_role("button", name="Import 2 files").click()
    choir.wait_for_url("**/tables/1")
    expect(choir.get_by_text("3 rows are in 2 tables now: Guests, Songs.")).to_be_visible()


def test_what_is_broken_in_a_file_is_told_before_it_comes_in(
    choir: Page, guests: Path, tmp_path: Path
) -> None:
    chosen(choir, guests, database(tmp_path / "zoo.sqlite", BROKEN))
    zoo = line(choir, "zoo.sqlite")
    expect(zoo).to_contain_text("2 sheets: animals, large")
    expect(zoo).to_contain_text("“nowhere” cannot come in. “nowhere” asks for something")
    zoo.get_by_role("link", name="Look closer").click()
    expect(choir.locator("[data-notes]")).to_contain_text("“nowhere” cannot come in.")
    expect(choir.get_by_role("button", name="Import all 2 sheets")).to_be_enabled()
    sheets = choir.get_by_label("Sheet").locator("option")
    expect(sheets).to_have_text(["animals", "nowhere (cannot be read)", "large"])


def test_what_was_changed_about_one_sheet_is_said_to_count_for_it_alone(choir: Page) -> None:
    file = {"name": "two.xlsx", "mimeType": "", "buffer": small_workbook("Guests", "Songs")}
    choir.locator("[data-file]").first.set_input_files([file])
    all_of_them = choir.get_by_role("button", name="Import all 2 sheets")
    expect(all_of_them).to_have_text("Import all 2 sheets")
    choir.get_by_label("Name of column 1").fill("Guest")
    choir.get_by_label("Into a new table called").fill("Friends")
    expect(all_of_them).to_have_text("Import all 2 sheets as found")
    choir.get_by_role("combobox", name="Sheet").select_option("Songs")
    expect(choir.get_by_label("Into a new table called")).to_have_value("Songs")
    expect(all_of_them).to_have_text("Import all 2 sheets")


def test_instead_of_a_file_that_cannot_be_read_another_is_chosen(choir: Page, guests: Path) -> None:
    several(choir, [*FILES[1:], ("towns.csv", "Town\nBonn\n")])
    broken = line(choir, "broken.xlsx")
    expect(broken.get_by_role("link")).to_have_count(0)
    address = f"{choir.url.rpartition('/')[0]}/{broken.get_attribute('data-upload')}"
    with choir.expect_file_chooser() as chooser:
        broken.get_by_role("button", name="Choose another file instead of broken.xlsx").click()
    chooser.value.set_files(guests)
    expect(choir.get_by_role("button", name="Import 3 files")).to_be_enabled()
    expect(line(choir, "guests.csv")).to_contain_text("2 rows · 2 columns")
    expect(broken).to_have_count(0)
    until(lambda: choir.request.get(address).status == 404, "forgetting the broken file")


def test_giving_up_forgets_all_of_them(choir: Page) -> None:
    several(choir, FILES[:2])
    page, _, tokens = choir.url.rpartition("/")
    addresses = [f"{page}/{token}" for token in tokens.split(",")]
    choir.get_by_role("link", name="Cancel").click()
    expect(choir.get_by_role("heading", level=1)).to_contain_text("An empty file")
    # The last words of the page that was left may come in after the next page is there.
    for address in addresses:
        until(
            lambda address=address: choir.request.get(address).status == 404,
            what="forgetting the upload",
        )


def test_files_chosen_on_the_welcome_page_make_one_new_file(chromium, desk, config) -> None:
    with watched(chromium) as page:
        arrive(page, desk.welcome())
        chosen = [
            {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in FILES[:2]
        ]
        page.locator("[data-file]").set_input_files(chosen)
        page.wait_for_url("**/import/*")
        page.get_by_role("button", name="Import 2 files").click()
        page.wait_for_url("**/tables/1")
    assert [path.name for path in Path(config.documents).iterdir()] == ["guests.tidy"]
