"""The quick way in and the careful one give the same table, whatever is odd about the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_app.domain.access import NOBODY
from desktop_app.domain.sheet import Row, Sheet
from desktop_app.engine.store import Store
from desktop_app.formats.passages import InPassages
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.filling import fill
from desktop_app.services.transfer.service import side_file, take_in
from tests.support.contents import contents

HEAD = "Name,Number,Amount,Day,Here,Mail\n"
LINE = 'Ada,12,1.50,2019-03-14,yes,ada@example.org\n"Bo, ""Jr""",,2.25,,no,\n'

FILES = {
    "plain": HEAD + LINE * 300,
    "windows line ends": (HEAD + LINE * 30).replace("\n", "\r\n"),
    "old line ends": (HEAD + LINE * 3).replace("\n", "\r"),
    "no last line end": (HEAD + LINE * 3)[:-1],
    "lines in cells": HEAD + '"a\nb\r\n\nc",1,2.50,2020-01-01,no,\n' * 40,
    "many lines in a cell": HEAD
    + LINE
    + f'"{"x" * 3}{chr(10) * 30}",1,2.50,2020-01-01,no,\n'
    + LINE,
    "ragged": HEAD + LINE * 5 + "only,1\n" + "a,1,2.50,2020-01-01,no,b@c.d,more\n" + LINE,
    "empty at the end": HEAD + LINE * 5 + "a,1,2.50,2020-01-01,no,b@c.d,,,\n" + LINE,
    "blank lines": HEAD + LINE * 5 + "\n\n" + LINE + "\n",
    "stray mark": HEAD + LINE * 3 + '"open,1,2.50,2020-01-01,no,\n' + LINE * 3,
    "goes on behind the mark": HEAD + LINE + '"a"b,1,2.50,2020-01-01,no,\n""c,1,2.50,,,\n' + LINE,
    "four marks and more": HEAD + LINE + '""""x,1,2.50,2020-01-01,no,\n' + LINE,
    "mark in a cell": HEAD + LINE + 'a "b" c,1,2.50,2020-01-01,no,\n' + LINE,
    "nul": HEAD + LINE + "a\0b,1,2.50,2020-01-01,no,\n" + LINE,
    "protected": HEAD + LINE + "'=1+1,1,2.50,2020-01-01,no,\n" + LINE,
    "apostrophes": HEAD + LINE + "O'Brien,1,2.50,2020-01-01,no,\n'tis,2,3.00,,,\n" + LINE,
    "semicolons": (HEAD + "Ada;12;1,50;14.03.2019;ja;\n" * 20).replace(",", ";", 5),
    "semicolons, quoted": 'a;b;c\n"x;y";"1,2";z\n' * 9 + 'p,q;"r""s";\n',
    "tabs": (HEAD + "Ada, Jr\t12\t1.50\t2019-03-14\tyes\t\n" * 9).replace(",", "\t", 5),
    "one column": "Name\n" + 'Ada\nBo, Jr\n\n"Cy"\n' * 9,
    "one column with marks": 'Name\nAda\n"a,""b"""\nx "y",z\n',
    "separator said": "sep=|\na|b\n1|x\n2|y\n",
    "title above": "Our guests\n\n" + HEAD + LINE * 5,
    "mark of order": "\ufeff" + HEAD + "\ufeffAda,1,2.50,2020-01-01,no,\n" + LINE,
    "late surprise": HEAD + LINE * 3000 + "Cy,007,2.50,2020-01-01,no,\n",
    "signs of ours": "name;b\n" + "plain words;0\n" * 40 + '"x\x1ey";1\np,\x1eq;2\n',
    "wide letters": HEAD + "Łucja 😀,1,2.50,2020-01-01,no,é@ü.de\n" * 50,
    "money and clocks": "Price,At,Phone\n"
    + "€1.50,12:30,+49 30 123\n€22.00,09:15,+49 30 124\n" * 9,
    "grouped": 'n,d\n"1,234",12\n"12,345",3\n"1,234,567",4\n',
}


class Careful:
    """A sheet whose rows only come one by one."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.name = sheet.name

    @property
    def header(self) -> object:
        return self._sheet.header

    @property
    def notes(self) -> object:
        return self._sheet.notes

    def batches(self) -> Iterator[list[Row]]:
        return self._sheet.batches()

    @property
    def reading(self) -> object:
        return self._sheet.reading

    def places(self, rows: Sequence[int]) -> list[int]:
        return self._sheet.places(rows)


def brought_in(folder: Path, path: Path, *, careful: bool) -> tuple[object, object]:
    document = Store()
    document.open(f"sqlite:///{folder / f'{careful}.tidy'}")
    try:
        sheet = format_for(path, path.name).open(path, "Sheet")
        assert isinstance(sheet, InPassages)
        with side_file(document, path) as side:
            filled = fill(Careful(sheet) if careful else sheet, None, side, lambda _: None)
            with document.work(NOBODY) as w:
                receipt = take_in(w, filled, side, "Guests", lambda _: None)
        return contents(document)["tables"], receipt.notes
    finally:
        document.close()


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", FILES)
def test_both_ways_give_the_same_rows_kinds_and_notes(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(FILES[name].encode(codec))
    quick = brought_in(tmp_path, path, careful=False)
    careful = brought_in(tmp_path, path, careful=True)
    assert quick == careful


def test_bytes_that_fit_no_encoding_come_in_the_same_either_way(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes((HEAD + LINE * 9).encode() + b"M\xfcller,1,2.50,2020-01-01,no,\n")
    quick, careful = (brought_in(tmp_path, path, careful=way) for way in (False, True))
    assert quick == careful
