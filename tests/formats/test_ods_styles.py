"""Formats of numbers in OpenDocument spreadsheets as LibreOffice writes them, wherever they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services.transfer import survey
from tests.formats.reading import opened, rows
from tests.formats.test_ods_forms import columns, row
from tests.formats.test_ods_times import kinds
from tests.formats.workbooks import ods_row, open_document

ONE = '<number:number number:decimal-places="{}" number:min-integer-digits="1"/>'
LASTS = '<number:time-style style:name="N1" number:truncate-on-overflow="false"/>'
PHONE = f'<number:number-style style:name="N1"><number:text>+</number:text>{ONE.format(0)}'
KILO = f'<number:number-style style:name="N1">{ONE.format(1)}<number:text> kg</number:text>'
END = "</number:number-style>"
CELLS = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'


def sheet_of(path: Path, *cells: str, styles: str = "", named: str = "") -> Path:
    """An ODS file of one column of these cells, styles with them and in a part of their own."""
    body = ods_row("Heading") + "".join(map(row, cells))
    return open_document(path / "x.ods", {"A": body}, styles=styles + CELLS, named=named)


def number(value: int) -> str:
    return f'table:style-name="ce1" office:value-type="float" office:value="{value}"'


def hours(value: str) -> str:
    return f'table:style-name="ce1" office:value-type="time" office:time-value="{value}"'


def test_a_format_in_the_part_of_named_styles_counts(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, number(491711234567), number(49171), named=PHONE + END)
    assert rows(opened(path)) == [["+491711234567"], ["+49171"]]
    path = sheet_of(tmp_path, hours("PT01H30M00S"), hours("PT07H00M00S"), named=LASTS)
    assert kinds(path) == ["duration"]


def test_a_format_with_the_cells_comes_before_one_of_the_same_name(
    tmp_path: Path,
) -> None:
    plain = f'<number:number-style style:name="N1">{ONE.format(0)}{END}'
    path = sheet_of(tmp_path, number(49171), styles=plain, named=PHONE + END)
    assert rows(opened(path)) == [[49171]]
    times = '<number:time-style style:name="N1"/>'
    assert kinds(sheet_of(tmp_path, hours("PT01H30M00S"), styles=times, named=LASTS)) == ["time"]


def test_numbers_with_a_unit_are_told(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, number(5), number(7), named=KILO + END)
    plan = survey.survey(opened(path), None)
    assert plan.columns[0].type == "whole_number"
    assert "like “1234.0 kg”; the numbers alone come in" in str(plan.columns[0].note)


@pytest.mark.parametrize(
    ("sign", "currency"), [(" €", "EUR"), ("€", "EUR"), (" zł", "PLN"), (" CHF", "CHF")]
)
def test_a_currency_that_is_a_text_in_the_format_is_one(
    tmp_path: Path, sign: str, currency: str
) -> None:
    named = KILO.replace(" kg", sign) + END
    plan = survey.survey(opened(sheet_of(tmp_path, number(5), named=named)), None)
    assert plan.columns[0].type == "money"
    assert plan.columns[0].options["currency"] == currency


def test_a_unit_for_some_numbers_only_is_no_unit_of_all(tmp_path: Path) -> None:
    some = KILO + '<style:map style:condition="value()&gt;=0" style:apply-style-name="N2"/>' + END
    plan = survey.survey(opened(sheet_of(tmp_path, number(5), named=some)), None)
    assert plan.columns[0].note is None


def on_condition(said: str, unit: str) -> str:
    """A format that has another for the numbers of which that is true."""
    other = KILO.replace("N1", "N1P0").replace(" kg", unit) + END
    own = f"<number:text>-</number:text>{ONE.format(1)}<number:text> kg</number:text>"
    map_ = f'<style:map style:condition="value(){said}" style:apply-style-name="N1P0"/>'
    return f'{other}<number:number-style style:name="N1">{own}{map_}{END}'


@pytest.mark.parametrize(
    ("said", "unit", "shown"),
    [
        ("&gt;=0", " kg", "1234.0 kg"),
        ("&gt;=1000", " t", '[>=1000]0.0" t";"-"0.0" kg"'),
    ],
)
def test_a_unit_in_formats_with_conditions_is_told(
    tmp_path: Path, said: str, unit: str, shown: str
) -> None:
    named = on_condition(said, unit)
    plan = survey.survey(opened(sheet_of(tmp_path, number(5), number(-7), named=named)), None)
    assert plan.columns[0].type == "whole_number"
    assert f"like “{shown}”; the numbers alone come in" in str(plan.columns[0].note)


def test_a_currency_in_formats_with_conditions_is_one(tmp_path: Path) -> None:
    named = on_condition("&gt;=0", " €").replace(" kg", " €")
    assert kinds(sheet_of(tmp_path, number(5), number(-7), named=named)) == ["money"]


@pytest.mark.parametrize(("unit", "kind"), [(" kg", "whole_number"), (" zł", "money")])
def test_a_unit_in_a_format_that_also_says_how_texts_look_counts(
    tmp_path: Path, unit: str, kind: str
) -> None:
    numbers = KILO.replace("N1", "N1P0").replace(" kg", unit) + END
    map_ = '<style:map style:condition="value()&gt;0" style:apply-style-name="N1P0"/>'
    texts = f'<number:text-style style:name="N1"><number:text-content/>{map_}</number:text-style>'
    plan = survey.survey(opened(sheet_of(tmp_path, number(5), named=numbers + texts)), None)
    assert plan.columns[0].type == kind
    assert ("like “1234.0 kg”" in str(plan.columns[0].note)) == (kind == "whole_number")


@pytest.mark.parametrize("odd", ["PT36H00M00S", "-PT01H30M00S", "PT100H0M5S"])
def test_hours_that_are_no_time_of_day_make_lengths_of_all_in_their_column(
    tmp_path: Path, odd: str
) -> None:
    usual = [hours("PT09H15M00S")] * 700
    assert kinds(sheet_of(tmp_path, *usual, hours(odd))) == ["duration"]
    assert kinds(sheet_of(tmp_path, *usual)) == ["time"]


def test_a_currency_that_is_named_by_its_sign_is_one(tmp_path: Path) -> None:
    yen = 'office:value-type="currency" office:currency="¥" office:value="5"'
    assert columns(tmp_path, ods_row("Price"), row(yen)) == [("money", {"currency": "JPY"})]


PARTS = '<number:time-style style:name="{}"><number:seconds number:decimal-places="1"/>'
TIME = "</number:time-style>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("PT26H05M59.999999999S", "26:06:00"),
        ("-PT01H30M00.5S", "-1:30:00.500"),
        ("PT26H5M7S", "26:05:07"),
    ],
)
def test_what_calculating_leaves_of_a_length_is_rounded(
    tmp_path: Path, written: str, shown: str
) -> None:
    sheet = opened(sheet_of(tmp_path, hours(written), hours("PT01H30M00S"), named=LASTS))
    assert rows(sheet) == [[shown], ["1:30:00"]]


@pytest.mark.parametrize(("name", "shown"), [("N1", "09:15:30.400000"), ("N2", "09:15:30")])
def test_parts_of_seconds_are_cut_unless_a_format_in_use_shows_them(
    tmp_path: Path, name: str, shown: str
) -> None:
    named = PARTS.format(name) + TIME
    sheet = opened(sheet_of(tmp_path, hours("PT09H15M30.4S"), named=named))
    assert rows(sheet) == [[shown]]
    assert len(sheet.notes) == (name == "N2")
