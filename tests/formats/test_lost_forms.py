"""Where it cannot be made out how numbers are shown, they come in alone, and that is told."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop_app.formats import xls_forms, xlsb_forms
from desktop_app.formats.number_forms import UnknownFormsError
from tests.formats.containers import container
from tests.formats.old_workbooks import EXCEL_5, EXCEL_97, old_workbook, record, stream
from tests.formats.reading import SAMPLES, opened, rows
from tests.formats.test_flipped import FLIPS
from tests.formats.test_xlsx_forms import EUR, mend, workbook
from tests.formats.workbooks import Shown, binary_workbook

TABLE = [["Name", "Share", "N"], *[["Ada", Shown(0.5, "0%"), n] for n in range(200)]]
NAMES = [["Name", "Town"], ["Ada", "York"], ["Bo", "Ghent"]]
LOST = "1 sheet does not let its number formats be read; if it shows numbers in percent, "


def read(path: Path) -> list[str]:
    """Read the sheet and return what is told."""
    sheet = opened(path)
    assert rows(sheet)
    return list(sheet.notes)


@pytest.mark.parametrize(("table", "told"), [(TABLE, True), (NAMES, False)])
def test_an_old_workbook_with_a_damaged_cell(tmp_path: Path, table: list, told: bool) -> None:
    content = stream({"Sheet": table})
    end = record(0x0A)
    content = content.removesuffix(end) + record(0x0203, b"\0" * 4 + b"\xff" * 10) + end
    path = tmp_path / "x.xls"
    path.write_bytes(container("Workbook", content))
    endless, *lost = read(path)
    assert [note.startswith(LOST) for note in lost] == ([True] if told else [])
    assert endless.startswith("1 cell holds a number that no program can calculate with")


def test_a_binary_workbook_with_a_style_that_is_not_there(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "x.xlsb", {"Sheet": TABLE})
    mend(path, b"\1\0\0\0\2\0\0\0", b"\1\0\0\0\xff\xff\0\0")
    assert [note.startswith(LOST) for note in read(path)] == [True]


def test_a_workbook_that_is_written_in_an_unusual_way(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(1.5, EUR), (2.5, EUR)])
    mend(path, b'<c r="A2" s="1" t="n">', b'<c s="1" t="n" r="A2">')
    assert [note.startswith(LOST) for note in read(path)] == [True]


def test_nothing_is_told_where_nothing_is_lost(tmp_path: Path) -> None:
    for age in (EXCEL_5, EXCEL_97):
        assert read(old_workbook(tmp_path / "x.xls", {"Sheet": TABLE}, age)) == []
    path = binary_workbook(tmp_path / "x.xlsb", {"Sheet": TABLE})
    assert read(path) == []
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist() if "styles" not in name}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    assert read(path) == []


@pytest.mark.parametrize("name", ["made.xls", "short.xls", "old.xls", "old_1904.xls"])
def test_whatever_is_damaged_in_an_old_workbook_ends_in_codes_or_unknown(
    tmp_path: Path, name: str
) -> None:
    tables = {"made.xls": TABLE, "short.xls": TABLE[:3]}
    whole = (
        container("Workbook", stream({"Sheet": tables[name]}))
        if name in tables
        else (SAMPLES / name).read_bytes()
    )
    path = tmp_path / "x.xls"
    for seed in range(FLIPS * 40):
        path.write_bytes(damaged(whole, seed))
        try:
            codes = xls_forms.number_codes(path, seed % 2)
        except UnknownFormsError:
            continue
        assert all(0 <= place < 1 << 16 for place in codes), seed


def test_whatever_is_damaged_in_a_binary_workbook_ends_in_codes_or_unknown(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "x.xlsb", {"Sheet": TABLE})
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for seed in range(FLIPS * 40):
        chosen = random.Random(seed).choice(sorted(parts))
        with zipfile.ZipFile(path, "w") as book:
            for name, part in parts.items():
                book.writestr(name, damaged(part, seed) if name == chosen else part)
        with zipfile.ZipFile(path) as book:
            try:
                assert all(map(str, xlsb_forms.number_codes(book, "Sheet"))), seed
            except UnknownFormsError:
                continue


def damaged(content: bytes, seed: int) -> bytes:
    """The content with some bits turned, or cut off."""
    chance = random.Random(seed)
    if seed % 4 == 0:
        return content[: chance.randrange(len(content))]
    turned = bytearray(content)
    for _ in range(chance.choice([1, 5, 50, 500])):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def with_prefix(path: Path, part: str) -> None:
    """Write one part of a workbook as some programs do, with a prefix before each name."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", parts[part])
    parts[part] = parts[part].replace(b"xmlns=", b"xmlns:x=")
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_part_with_prefixes(tmp_path: Path, part: str) -> None:
    path = workbook(tmp_path, [(501, "00000"), (7, "00000")])
    with_prefix(path, part)
    assert [note.startswith(LOST) for note in read(path)] == [True]
    assert rows(opened(path)) == [[501.0], [7.0]]


def test_the_parts_of_a_number_format_may_stand_in_any_order(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(501, "00000"), (7, "00000")])
    usual = b'numFmtId="164" formatCode="00000"'
    mend(path, usual, b" ".join(reversed(usual.split())))
    assert rows(opened(path)) == [["00501"], ["00007"]]


@pytest.mark.parametrize("place", ["A", "E"])
def test_a_cell_without_a_value_beside_the_table_says_nothing(tmp_path: Path, place: str) -> None:
    book = openpyxl.Workbook()
    for number, heading in ((1, "Name"), (2, 501), (3, 7)):
        book.active.cell(number, 3, f"Ada {number}" if number > 1 else "Name")
        book.active.cell(number, 4, heading if number > 1 else "Number")
    book.active[f"{place}2"] = "=1+1"
    book.active[f"{place}2"].number_format = "00000"
    book.save(tmp_path / "x.xlsx")
    mend(tmp_path / "x.xlsx", b"<v />", b"<v></v>")
    sheet = opened(tmp_path / "x.xlsx")
    assert rows(sheet) == [["Ada 2", 501.0], ["Ada 3", 7.0]]


def test_a_number_without_end_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, [(501, "0"), (7, "0")])
    mend(path, b"<v>501</v>", b"<v>" + b"9" * 400 + b"</v>")
    assert "more digits than numbers of a workbook keep" in " ".join(read(path))


def test_fractions_are_no_codes(tmp_path: Path) -> None:
    assert rows(opened(workbook(tmp_path, [(7, "0/0"), (8, "0/0")]))) == [[7.0], [8.0]]


@pytest.mark.parametrize("plain", ["General", "0.00"])
def test_codes_that_begin_far_down_are_told(tmp_path: Path, plain: str) -> None:
    cells = [*((number, plain) for number in range(25_000)), *[(7, "00000")] * 100]
    path = workbook(tmp_path, cells)
    with zipfile.ZipFile(path) as book:  # further down than is looked at in one go
        assert book.getinfo("xl/worksheets/sheet1.xml").file_size > 1 << 20
    assert "Store codes as text there" in " ".join(read(path))
