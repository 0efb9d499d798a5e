"""Where it cannot be made out how numbers are shown, they come in alone, and that is told."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

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
    notes = read(path)
    assert [note.startswith(LOST) for note in notes] == ([True] if told else [])


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
