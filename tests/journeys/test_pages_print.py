"""A table on paper: words and figures in one piece, and every column on the page."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.support.grid_page import make_table

UPRIGHT = (688, 950)
"""What a sheet of A4 has room for, in points of the screen."""

LYING, TWICE = 950, 1480
"""How much goes beside one another on one that lies, and on one of A3."""

SHRINKS = 1.25
"""A browser makes a page a little smaller so that all of it is printed, but not much more."""

numbers = count(1)

BROKEN = """() => {
  const found = [];
  for (const cell of document.querySelectorAll(".paper-table :is(th, td)")) {
    const text = cell.firstChild;
    for (const word of text?.data.matchAll(/[^ \\n]+/g) ?? []) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
"""The words that do not stand in one line."""

DAY = """new Date(document.querySelector(".paper-note time").dateTime + "T12:00")
  .toLocaleDateString([], { dateStyle: "long" })"""
"""The day on the page, as pages write days."""


@pytest.fixture
def paper(tab, program):
    """Opens a table on paper and returns its page, a new one each time; nothing asks to print."""
    page = tab.context.new_page()
    page.set_viewport_size({"width": UPRIGHT[0], "height": UPRIGHT[1]})
    page.emulate_media(media="print")
    page.add_init_script("window.print = () => {}")

    def opened(columns, rows, query=""):
        table = make_table(program, f"Invoice {next(numbers)}", rows, columns)
        page.goto(f"{program.origin}/tables/{table}/print{query}")
        return page

    yield opened
    page.close()


def test_words_and_figures_are_not_broken_beside_long_texts(paper):
    columns = [
        *(("Item", "text"), ("Quantity", "whole_number"), ("Price", "decimal_number")),
        *(("Delivered", "date"), ("Remark", "long_text"), ("Homepage", "web_link")),
    ]
    row = [
        "Chair",
        "1735",
        "1234.5",
        "2026-02-17",
        "many words " * 60,
        f"https://example.org/{'x' * 80}",
    ]
    page = paper(columns, [row] * 40)
    assert set(page.evaluate(BROKEN)) == {f"https://example.org/{'x' * 80}"}
    assert page.evaluate("document.documentElement.scrollWidth") <= UPRIGHT[0]


def test_figures_stand_at_the_end_of_their_line_under_their_heading(paper, program):
    page = paper([("Quantity", "whole_number"), ("Item", "text")], [["5", "Chair"]])
    table = page.url.split("/tables/")[1].split("/")[0]
    formula = {"formula": "[Quantity] * 2", "name": "Twice"}
    assert program.post(f"/api/v1/tables/{table}/worked-out", formula).status == 201
    page.reload()
    styles = page.evaluate(
        """[...document.querySelectorAll(".paper-table tr")].map(
          (row) => [...row.cells].map((cell) => getComputedStyle(cell).textAlign))"""
    )
    assert styles == [["end", "start", "end"]] * 2
    assert page.locator(".paper-table td").all_text_contents() == ["5", "Chair", "10"]


@pytest.mark.parametrize(
    ("columns", "size", "room"),
    [
        (7, "612 792", UPRIGHT[0]),
        (12, "792 612", LYING),
        (20, "792 612", LYING),
        (36, r"119\d[.\d]* 84\d[.\d]*", TWICE),
    ],
)
def test_a_wide_table_lies_on_its_side_and_none_of_it_is_cut_off(paper, columns, size, room):
    kinds = [(f"Figure {number}", "whole_number") for number in range(columns)]
    page = paper(kinds, [[str(10**6 + number) for number in range(columns)]] * 60)
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d. ]+)\]", page.pdf(prefer_css_page_size=True)))
    assert len(boxes) == 1
    assert re.fullmatch(size, boxes.pop().decode())
    page.set_viewport_size({"width": room, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= room * SHRINKS
    assert page.evaluate(BROKEN) == []


def test_the_head_says_what_it_is_and_the_headings_come_again(paper):
    page = paper([("Item", "text")], [["Chair"], ["Table"]])
    note = page.locator(".paper-note").all_text_contents()
    assert len(note) == 1
    assert note[0] == f"2 rows, {page.evaluate(DAY)}"
    assert page.locator("h1").text_content().startswith("Invoice")
    head = page.locator("thead").evaluate("(head) => getComputedStyle(head).display")
    assert head == "table-header-group"
    expect(page.locator(".paper-tools")).to_be_hidden()
