"""Files in cells, as a person keeps them: choose, drop, paste, look, save a copy, take back."""

import struct
import zlib

import pytest

COLUMNS = [("Name", "text"), ("Photo", "file")]
ROWS = [("Ada",), ("Bo",)]

pytestmark = pytest.mark.browser

# Puts a file into a transfer of the page's own, and lets a cell meet it.
MEET = """([event, selector, name, bytes]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const about = { bubbles: true, cancelable: true };
  const made = event === "paste"
    ? new ClipboardEvent("paste", { ...about, clipboardData: carried })
    : new DragEvent(event, { ...about, dataTransfer: carried });
  document.querySelector(selector).dispatchEvent(made);
}"""


def png(shade):
    """A real picture of 600 by 400 in one colour."""

    def chunk(kind, content):
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    lines = (b"\0" + bytes((shade, 120, 110)) * 600) * 400
    head = struct.pack(">IIBBBBB", 600, 400, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def choosers(tab):
    """The file dialogs asked for, heard from the start: the browser takes a while to tell."""
    asked = []

    def hear(chooser):
        asked.append(chooser)

    tab.on("filechooser", hear)
    yield asked
    tab.remove_listener("filechooser", hear)


@pytest.fixture
def grid(grid_of, choosers):
    """A table of two people with a column for their photographs."""
    made = grid_of(ROWS, columns=COLUMNS)
    made.choosers = choosers
    return made


def labels(grid):
    """The names of the files in the cells, as the server has them."""
    return [cell and cell["label"] for cell in grid.column(2)]


def face(grid, row):
    """How wide the small picture in a cell is by itself, 0 for none."""
    pictures = grid.cell(row, 2).locator(".file-face img")
    return pictures.evaluate_all("all => all[0]?.naturalWidth ?? 0")


def meet(grid, event, selector, name, content):
    grid.page.evaluate(MEET, [event, selector, name, list(content)])


def choose(grid, path):
    grid.press("Enter")
    grid.until(lambda: len(grid.choosers), 1)
    grid.choosers.pop().set_files(path)


def test_a_picture_is_chosen_shown_saved_and_taken_back(grid, tmp_path):
    photo = tmp_path / "ada one.png"
    photo.write_bytes(png(40))
    grid.press("ArrowRight", "Enter")
    grid.until(lambda: grid.page.locator(".file-box button:focus").inner_text(), "Choose a file…")
    choose(grid, photo)
    grid.until(lambda: labels(grid), ["ada one.png", None])
    grid.until(lambda: grid.shown(1, 2), "ada one.png")
    grid.until(lambda: face(grid, 1), 320)
    grid.until(lambda: grid.focused, "grid-catcher")
    grid.press("Enter")
    grid.until(lambda: grid.page.locator(".file-frame img").count(), 1)
    box = grid.page.get_by_role("dialog", name="File ada one.png")
    with grid.page.expect_download() as saved:
        box.get_by_role("button", name="Save a copy…").click()
    assert saved.value.suggested_filename == "ada one.png"
    assert saved.value.path().read_bytes() == photo.read_bytes()
    grid.until(lambda: grid.focused, "grid-catcher")
    grid.press("Control+z")
    grid.until(lambda: labels(grid), [None, None])
    grid.until(lambda: grid.shown(1, 2), "")


def test_a_picture_is_dropped_onto_a_cell_and_not_imported(grid):
    cell = '[aria-rowindex="3"] [aria-colindex="3"]'
    meet(grid, "dragover", cell, "bo.png", png(90))
    assert grid.page.locator(".grid-cell[data-dropping]").count() == 1
    meet(grid, "drop", cell, "bo.png", png(90))
    grid.until(lambda: labels(grid), [None, "bo.png"])
    grid.until(lambda: face(grid, 2), 320)
    assert grid.page.locator("[data-dropping]").count() == 0
    assert "/tables/" in grid.page.url


def test_a_picture_is_pasted_and_removed_again(grid):
    grid.press("ArrowRight", "ArrowDown")
    meet(grid, "paste", ".grid-catcher", "image.png", png(150))
    grid.until(lambda: str(labels(grid)[1]).startswith("Picture 2"), True)
    grid.until(lambda: face(grid, 2), 320)
    grid.press("Enter")
    grid.page.get_by_role("button", name="Remove from the cell").click()
    grid.until(lambda: labels(grid), [None, None])


def test_a_record_shows_the_picture_and_takes_another(grid, tmp_path):
    meet(grid, "drop", '[aria-rowindex="2"] [aria-colindex="3"]', "ada two.png", png(200))
    grid.until(lambda: face(grid, 1), 320)
    grid.press("Control+Enter")
    grid.until(lambda: grid.page.locator(".record-picture img").count(), 1)
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"%PDF-1.7 a letter")
    grid.page.get_by_role("button", name="Pick Photo").click()
    grid.until(lambda: grid.page.locator(".file-box button:focus").count(), 1)
    choose(grid, other)
    grid.until(lambda: labels(grid), ["letter.pdf", None])
    grid.until(lambda: grid.page.locator(".record-picture img").count(), 0)
    grid.page.get_by_role("button", name="Close", exact=True).click()


def test_what_a_file_is_named_can_be_typed(grid):
    meet(grid, "drop", '[aria-rowindex="2"] [aria-colindex="3"]', "ada three.png", png(220))
    grid.until(lambda: labels(grid), ["ada three.png", None])
    grid.press("ArrowRight", "ArrowDown")
    grid.type("Ada three.png")
    grid.press("Enter")
    grid.until(lambda: labels(grid), ["ada three.png", "ada three.png"])
    grid.press("ArrowUp")
    grid.type("nothing.png")
    grid.press("Enter")
    wanted = "is not a file that is kept here. Choose a file instead."
    grid.until(lambda: wanted in grid.bubble, True)
    grid.press("Escape", "Escape")
