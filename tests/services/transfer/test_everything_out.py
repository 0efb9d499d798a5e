"""What each kind of file really says of every kind of column, as other programs read it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.formats.outgoing import Wishes
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.export import Scope, chosen, save
from tests.services.transfer.as_read import by_name, of_csv, of_html, of_markdown, shown
from tests.services.transfer.everything import GUESTS, HELPERS, MANY, ORDERS, VALUES, WRITTEN, fill


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("everything")
    config = Config(folder=folder / "home", documents=folder, account="ada")
    app = create_app(config.opening(f"sqlite:///{folder}/everything.tidy"))
    fill(app.test_client())
    yield app
    close(app)


@pytest.fixture
def moments(document: Flask) -> dict[str, list[Any]]:
    """When the rows were made and changed, which no test can know beforehand."""
    with closing(sqlite3.connect(document.extensions["tidybase"].path)) as database:
        found = database.execute("SELECT Made, Changed FROM Orders").fetchall()
    made, changed = zip(*found, strict=True)
    return {
        "Made": list(map(datetime.fromisoformat, made)),
        "Changed": list(map(datetime.fromisoformat, changed)),
    }


def written(document: Flask, folder: Path, kind: str, table: int | None = ORDERS) -> Path:
    """Export everything in the table, or in all of them."""
    ending = WRITERS[kind].ending
    path = folder / f"out{ending}"
    wishes = Wishes(mark=True, guard=False)
    save(chosen(document.extensions["tidybase"], Scope(table), ending, wishes), path)
    return path


@pytest.mark.parametrize(
    ("kind", "read"),
    [("csv", of_csv), ("tsv", of_csv), ("html", of_html), ("markdown", of_markdown)],
)
def test_text_files_say_what_people_read(
    document: Flask,
    tmp_path: Path,
    moments: Mapping[str, Any],
    kind: str,
    read: Callable[[Path], dict[str, list[str]]],
) -> None:
    found = read(written(document, tmp_path, kind))
    expected = {name: list(map(shown, cells)) for name, cells in (VALUES | moments).items()}
    assert found == expected | WRITTEN


@pytest.mark.parametrize("kind", ["json", "ndjson"])
def test_json_keeps_numbers_truths_and_lists(
    document: Flask, tmp_path: Path, moments: Mapping[str, Any], kind: str
) -> None:
    text = written(document, tmp_path, kind).read_text(encoding="utf-8")
    rows = json.loads(text) if kind == "json" else list(map(json.loads, text.splitlines()))

    def plain(value: Any) -> Any:
        if isinstance(value, date | datetime | time):
            return value.isoformat()
        if isinstance(value, timedelta):
            return int(value.total_seconds())
        return float(value) if isinstance(value, Decimal) else value

    expected = {name: list(map(plain, cells)) for name, cells in (VALUES | moments).items()}
    assert {name: [row[name] for row in rows] for name in rows[0]} == expected
    assert '"Large":9999999999999.99,' in text.replace(" ", "")


def test_a_workbook_has_real_dates_numbers_and_texts(
    document: Flask, tmp_path: Path, moments: Mapping[str, Any]
) -> None:
    sheet = openpyxl.load_workbook(written(document, tmp_path, "xlsx"))["Orders"]

    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):  # Excel counts from 1900 on
            return str(value) if value.year < 1900 else datetime.combine(value, time())
        if isinstance(value, list):
            return ", ".join(value)
        return float(value) if isinstance(value, Decimal) else value

    expected = {name: list(map(plain, cells)) for name, cells in (VALUES | moments).items()}
    assert by_name(sheet.iter_rows(values_only=True)) == expected
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_workbook_shows_each_column_in_its_own_form(document: Flask, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(document, tmp_path, "xlsx", table=None))
    sheet = book["Orders"]
    forms = {head.value: cell.number_format for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (
        forms.items()
        >= {
            "Code": "@",
            "Price": "0.00 [$€]",
            "Large": "0.00 [$$]",
            "Share": "0.00 %",
            "Day": "yyyy-mm-dd",
            "At": "yyyy-mm-dd hh:mm",
            "Begins": "hh:mm",
            "Lasts": "[h]:mm",
            "Guest since": "yyyy-mm-dd",
            "Hands": "General",
            "Sum": "0.00",
        }.items()
    )
    for each in book:
        assert each.freeze_panes == "A2"
        assert all(cell.font.b for cell in each[1])
    assert sheet["A3"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text


def test_columns_of_a_workbook_are_as_wide_as_what_they_show(
    document: Flask, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(written(document, tmp_path, "xlsx"))["Orders"]
    texts = {name: list(map(shown, cells)) for name, cells in VALUES.items()} | WRITTEN
    for head in sheet[1]:
        if str(head.value) in texts:
            width = sheet.column_dimensions[head.column_letter].width
            lines = [line for text in texts[str(head.value)] for line in text.split("\n")]
            longest = max(map(len, [str(head.value), *lines]))
            assert 8 <= width <= 60
            assert min(longest, 60) <= width <= longest + 8, head.value


def test_an_opendocument_spreadsheet_has_real_dates_numbers_and_texts(
    document: Flask, tmp_path: Path, moments: Mapping[str, Any]
) -> None:
    book = CalamineWorkbook.from_path(written(document, tmp_path, "ods"))

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(value)
        if isinstance(value, time):
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return "" if value is None else float(value) if isinstance(value, Decimal) else value

    def span(value: Any) -> Any:
        return plain(value) if isinstance(value, time) else value

    found = by_name(book.get_sheet_by_name("Orders").to_python())
    # The reader gives what is longer than a day as it stands in the file.
    lasts = {"Lasts": [timedelta(hours=1, minutes=30), "PT100H00M00S", None, "long"]}
    expected = {name: list(map(plain, cells)) for name, cells in (VALUES | moments | lasts).items()}
    assert {name: list(map(span, cells)) for name, cells in found.items()} == expected


def test_a_plain_database_keeps_types_and_has_nothing_of_ours(
    document: Flask, tmp_path: Path, moments: Mapping[str, Any]
) -> None:
    values = VALUES | moments | {"id": [1, 2, 3, 4], "Guest": [2, "Eve", None, None]}
    expected = {name: list(map(in_sqlite, cells)) for name, cells in values.items()}
    del expected["Helpers"]
    with closing(sqlite3.connect(written(document, tmp_path, "sqlite", table=None))) as database:
        found = database.execute("SELECT * FROM Orders")
        names = [each[0] for each in found.description]
        assert dict(zip(names, map(list, zip(*found, strict=True)), strict=True)) == expected
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        assert [name for name in tables if not name.startswith("sqlite_")] == [
            *("Orders", "Guests", "Orders Guests"),
        ]
        kinds = {row[1]: row[2] for row in database.execute("PRAGMA table_info(Orders)")}
    assert kinds.items() >= {
        *(("id", "INTEGER"), ("Code", "TEXT"), ("Price", "NUMERIC"), ("Day", "DATE")),
        *(("At", "DATETIME"), ("Begins", "TIME"), ("Here", "BOOLEAN"), ("Guest", "INTEGER")),
    }


def in_sqlite(value: Any) -> Any:
    """Return how a value stands in a plain database."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if isinstance(value, list):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, date | time) else value


def test_links_are_pairs_of_keys_in_a_plain_database(document: Flask, tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(document, tmp_path, "sqlite", table=None))) as database:
        pairs = database.execute('SELECT "Guests", "Orders" FROM "Orders Guests"').fetchall()
        assert pairs == [(number, 1) for number in range(1, MANY + 1)]
        keys = database.execute('PRAGMA foreign_key_list("Orders Guests")').fetchall()
        assert {key[2:5] for key in keys} == {
            ("Orders", "Orders", "id"),
            ("Guests", "Guests", "id"),
        }
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_one_table_alone_names_what_it_is_linked_to(document: Flask, tmp_path: Path) -> None:
    path = written(document, tmp_path, "sqlite")
    with closing(sqlite3.connect(path)) as database:
        found = database.execute('SELECT "Guest", "Helpers" FROM Orders').fetchall()
        assert found == [("Bo", json.dumps(HELPERS)), ("Eve", None), (None, None), (None, None)]
        assert database.execute("PRAGMA foreign_key_list(Orders)").fetchall() == []


def test_formulas_in_csv_are_disarmed_by_choice_and_excel_is_told_its_accents(
    document: Flask,
) -> None:
    client = document.test_client()

    def asked(**wishes: str) -> tuple[bytes, Sequence[str]]:
        address = f"/api/v1/tables/{ORDERS}/export.csv"
        data = client.get(address, query_string={"hidden": "true", **wishes}, buffered=True).data
        text = data.decode("utf-8-sig")
        return data[:3], [
            row[name]
            for name in ("Thing", "Mood", "Share", "Price", "Loud")
            for row in csv.DictReader(io.StringIO(text))
        ]

    mark, cells = asked()
    assert mark == b"\xef\xbb\xbf"
    assert [cell for cell in cells if cell.startswith(("'", "-", "="))] == [
        *("'=1+1", "'=bad", "-0.1 %", "-0.01", "'=1+1!"),
    ]
    mark, cells = asked(mark="false", guard="false")
    assert mark == b"Thi"
    assert [cell for cell in cells if cell.startswith("=")] == ["=1+1", "=bad", "=1+1!"]


def test_a_link_that_names_a_row_is_a_key_in_a_database(document: Flask, tmp_path: Path) -> None:
    client = document.test_client()
    guest = next(
        c["id"]
        for c in client.get(f"/api/v1/tables/{ORDERS}/columns").json["columns"]
        if c["name"] == "Guest"
    )
    edit = {"edits": [{"row": 2, "column": guest, "text": ""}]}
    assert client.patch(f"/api/v1/tables/{ORDERS}/cells", json=edit).status_code == 200
    path = written(document, tmp_path, "sqlite", table=None)
    assert client.post("/api/v1/undo").status_code == 200
    with closing(sqlite3.connect(path)) as database:
        keys = database.execute("PRAGMA foreign_key_list(Orders)").fetchall()
        assert [key[2:5] for key in keys] == [("Guests", "Guest", "id")]
        spent = database.execute("SELECT Spent FROM Guests WHERE id = ?", (GUESTS,)).fetchone()
        assert spent == (1234.5,)
