"""An OpenDocument spreadsheet shows numbers as codes by its styles, as Excel does by a format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import opened, rows
from tests.formats.test_as_shown import AS_TEXT, SOME
from tests.formats.workbooks import ods_row, open_document

WHOLE = '<number:number number:decimal-places="0" number:min-integer-digits="{}">{}</number:number>'
PLAIN = '<number:number number:decimal-places="0" number:min-integer-digits="{}"/>'


def between(*places: tuple[int, str]) -> str:
    return "".join(
        f'<number:embedded-text number:position="{place}">{text}</number:embedded-text>'
        for place, text in places
    )


def said(text: str) -> str:
    return f"<number:text>{text}</number:text>"


def styled(name: str, body: str) -> str:
    return (
        f'<number:number-style style:name="N{name}">{body}</number:number-style>'
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:parent-style-name="Default" style:data-style-name="N{name}"/>'
    )


def number(value: float, text: str, style: str = "") -> str:
    own = f'table:style-name="{style}" ' if style else ""
    return (
        f'<table:table-row><table:table-cell {own}office:value-type="float" '
        f'office:value="{value}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def book(folder: Path, styles: str, *cells: str, default: str = "Default") -> Path:
    column = f'<table:table-column table:default-cell-style-name="{default}"/>'
    body = column + ods_row("Code") + "".join(cells)
    return open_document(folder / "x.ods", {"Codes": body}, styles=styles)


SECURITY = WHOLE.format(9, between((6, "-"), (4, "-")))


@pytest.mark.parametrize(
    ("body", "value", "shown"),
    [
        (SECURITY, 12345678, "012-34-5678"),
        (SECURITY, 12345678901, "12345-67-8901"),
        (WHOLE.format(7, between((3, " "))), 1234567, "1234 567"),
        (WHOLE.format(7, between((3, " "))), 7, "0000 007"),
        (said("+") + PLAIN.format(1), 491711234567, "+491711234567"),
        (said("D-") + PLAIN.format(5), 1067, "D-01067"),
        (said("(") + WHOLE.format(10, between((7, ") "), (4, "-"))), 5551234567, "(555) 123-4567"),
        (WHOLE.format(3, between((1, "&quot;{"))) + said("\\"), 123, '12"{3\\'),
    ],
)
def test_codes_come_in_as_they_look(tmp_path: Path, body: str, value: int, shown: str) -> None:
    cells = number(value, "as seen", "ce1"), number(value, "as seen", "ce1")
    sheet = opened(book(tmp_path, styled("ce1", body), *cells))
    assert [row[0] for row in rows(sheet)] == [shown, shown]
    assert list(sheet.notes) == [AS_TEXT.format("A")]


def on(condition: str, style: str) -> str:
    return f'<style:map style:condition="value(){condition}" style:apply-style-name="N{style}"/>'


def test_styles_on_a_condition_are_such_codes_too(tmp_path: Path) -> None:
    post = styled("ce1", PLAIN.format(5)) + styled("ce2", SECURITY + on("&lt;=99999", "ce1"))
    below = styled("ce3", said("-") + PLAIN.format(5) + on("&gt;=0", "ce1"))
    cells = number(42, "as seen", "ce2"), number(123456789, "as seen", "ce2")
    assert rows(opened(book(tmp_path, post, *cells))) == [["00042"], ["123-45-6789"]]
    cells = number(42, "as seen", "ce3"), number(-42, "as seen", "ce3")
    assert rows(opened(book(tmp_path, post + below, *cells))) == [["00042"], ["-00042"]]


def test_codes_that_a_style_shows_on_a_condition_only_are_told(tmp_path: Path) -> None:
    styles = styled("ce1", PLAIN.format(5)) + styled("ce2", PLAIN.format(1) + on("&lt;9", "ce1"))
    sheet = opened(book(tmp_path, styles, number(7, "as seen", "ce2"), number(8, "8", "ce2")))
    assert rows(sheet) == [[7], [8]]
    assert list(sheet.notes) == [SOME.format("A")]


def test_a_cell_without_a_style_has_that_of_its_column(tmp_path: Path) -> None:
    path = book(tmp_path, styled("ce1", SECURITY), number(7, "000-00-0007"), default="ce1")
    assert rows(opened(path)) == [["000-00-0007"]]


def test_codes_that_only_some_numbers_have_are_told(tmp_path: Path) -> None:
    styles = styled("ce1", SECURITY) + styled("ce2", PLAIN.format(1))
    cells = number(7, "000-00-0007", "ce1"), number(8, "8", "ce2")
    sheet = opened(book(tmp_path, styles, *cells))
    assert [row[0] for row in rows(sheet)] == [7, 8]
    assert list(sheet.notes) == [SOME.format("A")]


GROUPED = PLAIN.format(4).replace("/>", ' number:grouping="true"/>')
DECIMALS = PLAIN.format(2).replace('decimal-places="0"', 'decimal-places="2"')
CONDITION = '<style:map style:condition="value()&gt;=0" style:apply-style-name="N9"/>'


@pytest.mark.parametrize(
    "body",
    [
        GROUPED,
        DECIMALS,
        PLAIN.format(1),
        PLAIN.format(4) + said(" €"),
        PLAIN.format(4) + said("%"),
        PLAIN.format(4) + CONDITION,
        said("+") + PLAIN.format(1) + CONDITION,
        WHOLE.format(4, between((4, "-"))),
        '<number:scientific-number number:min-integer-digits="3"/>',
        said("00"),
    ],
)
def test_other_styles_leave_numbers_what_they_are(tmp_path: Path, body: str) -> None:
    sheet = opened(book(tmp_path, styled("ce1", body), number(1234, "as seen", "ce1")))
    assert rows(sheet) == [[1234]]
