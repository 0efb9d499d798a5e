"""A file goes into a table that is written by other customs; what it says stays what it says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest

from desktop_app.domain.sheet import AS_FOUND, Reading
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.service import import_file
from tests.support.contents import contents

GERMAN = "Id;X;W\n1;1.000,5;1.000.000\n2;2,5;5\n"
NUMBERS = [{"Id": 3, "X": 1.234, "W": 1.234}, {"Id": 4, "X": 2, "W": 12345.0}]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store()
    store.open(f"sqlite:///{tmp_path}/x.tidy")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def table_of(store: Store, folder: Path, text: str, reading: Reading = AS_FOUND) -> list[str]:
    """Make the table T of a text file; return the kinds of its columns."""
    (folder / "first.csv").write_text(text, "utf-8")
    import_file(store, opened(folder / "first.csv", "", reading), "T", lambda _: None)
    return [kind for _, _, kind, _ in contents(store)["tables"]["T"]["columns"]]


def brought(store: Store, path: Path, reading: Reading = AS_FOUND) -> tuple[list[Any], list[str]]:
    """Bring a file into it; return its new rows without their number, and what did not fit."""
    before = len(contents(store)["tables"]["T"]["rows"])
    import_into(store, opened(path, "", reading), Named("T"), lambda _: None)
    found = contents(store)
    return [row[2:] for row in found["tables"]["T"]["rows"][before:]], [
        text for *_, text in found["misfits"]
    ]


def written(folder: Path, text: str) -> Path:
    (folder / "new.csv").write_text(text, "utf-8")
    return folder / "new.csv"


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_a_number_is_that_number_however_the_column_writes_numbers(
    store: Store, folder: Path, ending: str
) -> None:
    assert table_of(store, folder, GERMAN) == ["whole_number", "decimal_number", "whole_number"]
    path = folder / f"new.{ending}"
    if ending == "json":
        path.write_bytes(orjson.dumps(NUMBERS))
    else:
        book = openpyxl.Workbook()
        for row in [list(NUMBERS[0]), *(list(each.values()) for each in NUMBERS)]:
            book.active.append(row)
        book.save(path)
    assert brought(store, path) == ([(1.234, None), (2.0, 12345)], ["1,234"])


def test_a_number_suits_a_column_with_a_decimal_comma(store: Store, folder: Path) -> None:
    table_of(store, folder, "Id;X;M;P\n1;1,5;1.234,50 €;5,5%\n2;2,25;5,00 €;7,25%\n")
    path = folder / "new.json"
    path.write_bytes(orjson.dumps([{"Id": 3, "X": 2.125, "M": 2.125, "P": 0.125}]))
    assert brought(store, path) == ([(2.125, Decimal("2.125"), 0.125)], [])
