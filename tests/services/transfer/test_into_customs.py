"""A file goes into a table that is written by other customs; what it says stays what it says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from flask.testing import FlaskClient

from desktop_app.domain.sheet import AS_FOUND, Reading
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.service import import_file
from tests.conftest import ADA
from tests.services.test_transfer import finish, ready, send
from tests.services.transfer.test_into import brought as brought_by_page
from tests.services.transfer.test_into import looked, rows
from tests.support.contents import contents

GERMAN = "Id;X;W\n1;1.000,5;1.000.000\n2;2,5;5\n"
NUMBERS = [{"Id": 3, "X": 1.234, "W": 1.234}, {"Id": 4, "X": 2, "W": 12345.0}]


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
    store: Store, tmp_path: Path, ending: str
) -> None:
    assert table_of(store, tmp_path, GERMAN) == ["whole_number", "decimal_number", "whole_number"]
    path = tmp_path / f"new.{ending}"
    if ending == "json":
        path.write_bytes(orjson.dumps(NUMBERS))
    else:
        book = openpyxl.Workbook()
        for row in [list(NUMBERS[0]), *(list(each.values()) for each in NUMBERS)]:
            book.active.append(row)
        book.save(path)
    assert brought(store, path) == ([(1.234, None), (2.0, 12345)], ["1,234"])


def test_a_number_suits_a_column_with_a_decimal_comma(store: Store, tmp_path: Path) -> None:
    table_of(store, tmp_path, "Id;X;M;P\n1;1,5;1.234,50 €;5,5%\n2;2,25;5,00 €;7,25%\n")
    path = tmp_path / "new.json"
    path.write_bytes(orjson.dumps([{"Id": 3, "X": 2.125, "M": 2.125, "P": 0.125}]))
    assert brought(store, path) == ([(2.125, Decimal("2.125"), 0.125)], [])


AMERICAN, BRITISH = "Id,D\n1,01/31/2025\n2,02/01/2025\n", "Id,D\n1,31/01/2025\n2,02/01/2025\n"


@pytest.mark.parametrize(
    ("first", "new", "dates", "days"),
    [
        (AMERICAN, "3,05/04/2025", "day", [(4, 5)]),
        (AMERICAN, "3,13/04/2025\n4,05/04/2025", None, [(4, 13), (4, 5)]),
        (AMERICAN, "3,soon\n4,13/04/2025\n5,5/4/2025", None, [None, (4, 13), (4, 5)]),
        (AMERICAN, "3,05/04/2025", None, [(5, 4)]),
        (AMERICAN, "3,05.04.2025\n4,05/04/2025", None, [(4, 5), (5, 4)]),
        (BRITISH, "3,05/04/2025", "month", [(5, 4)]),
        (BRITISH, "3,04/13/2025\n4,05/04/2025", None, [(4, 13), (5, 4)]),
        (BRITISH, "3,05/04/2025", None, [(4, 5)]),
        ("Id,D\n1,2025-01-31\n", "3,13/04/2025\n4,05/04/2025", None, [(4, 13), (4, 5)]),
        ("Id,D\n1,2025-01-31\n", "3,05/04/2025", "month", [(5, 4)]),
    ],
)
def test_days_are_read_in_the_order_of_the_file_and_else_of_the_table(
    store: Store,
    tmp_path: Path,
    first: str,
    new: str,
    dates: str | None,
    days: list[tuple[int, int] | None],
) -> None:
    assert table_of(store, tmp_path, first) == ["whole_number", "date"]
    found, _ = brought(store, written(tmp_path, f"Id,D\n{new}\n"), Reading(dates=dates))
    assert found == [(date(2025, *each) if each else None,) for each in days]


def test_so_are_days_with_a_time(store: Store, tmp_path: Path) -> None:
    first = "Id,D\n1,01/31/2025 10:00\n2,02/01/2025 11:00\n"
    assert table_of(store, tmp_path, first) == ["whole_number", "date_time"]
    new = written(tmp_path, "Id,D\n3,13/04/2025 9:00\n4,05/04/2025 10:00\n")
    found, _ = brought(store, new)
    assert found == [(datetime(2025, 4, 13, 9),), (datetime(2025, 4, 5, 10),)]


DOLLARS = 'Id,M\n1,"$1,234.00"\n2,$5.00\n'
EUROS = "Id;M\n1;1.234,00 €\n2;5,00 €\n"


@pytest.mark.parametrize(
    ("first", "new", "decimal", "amounts"),
    [
        (DOLLARS, "3;1.234,50\n4;3,456", None, ["1234.5", "3.456"]),
        (DOLLARS, "3;1,234\n4;3,456", "comma", ["1.234", "3.456"]),
        (DOLLARS, "3;1,234\n4;$3,456", None, ["1234", "3456"]),
        (DOLLARS, "3;1,5\n4;€3,50", None, ["1.5", None]),
        (EUROS, "3;1,234.50\n4;3.456", None, ["1234.5", "3.456"]),
        (EUROS, "3;1.234\n4;3.456", "point", ["1.234", "3.456"]),
        (EUROS, "3;1.234\n4;3,456 €", None, ["1234", None]),
        (EUROS, "3;€1,234.50\n4;3,456", None, ["1234.5", "3456"]),
        (EUROS, "3;1,5\n4;1.5\n5;1.234", None, ["1.5", "1.5", "1234"]),
    ],
)
def test_amounts_are_read_by_the_custom_of_the_file_and_else_of_the_table(
    store: Store,
    tmp_path: Path,
    first: str,
    new: str,
    decimal: str | None,
    amounts: list[str | None],
) -> None:
    assert table_of(store, tmp_path, first) == ["whole_number", "money"]
    found, _ = brought(store, written(tmp_path, f"Id;M\n{new}\n"), Reading(decimal=decimal))
    assert found == [(Decimal(each) if each else None,) for each in amounts]


@pytest.mark.parametrize(
    ("first", "new", "decimal", "values"),
    [
        ("7.5%", "5,5%\n4;1,125%", None, [0.055, 0.01125]),
        ("7.5%", "1,125%", "comma", [0.01125]),
        ("7,5%", "5.5%\n4;1.125%", None, [0.055, 0.01125]),
        ("1,234.5", "1.234,5\n4;2,125\n5;1.125", None, [1234.5, 2.125, 1125]),
        ("1,234.5", "2,125", "comma", [2.125]),
        ("1,234.5", "2,125", None, [2125]),
        ("1.234,5", "1.5\n4;2.125", None, [1.5, 2.125]),
        ("1.5", "1,234.5\n4;2,125", None, [1234.5, 2125]),
    ],
)
def test_so_are_other_numbers(
    store: Store, tmp_path: Path, first: str, new: str, decimal: str | None, values: list[float]
) -> None:
    table_of(store, tmp_path, f"Id;X\n1;{first}\n2;{first}\n")
    found, misfits = brought(store, written(tmp_path, f"Id;X\n3;{new}\n"), Reading(decimal=decimal))
    assert (found, misfits) == ([(each,) for each in values], [])


def test_whole_numbers_never_lose_a_fraction(store: Store, tmp_path: Path) -> None:
    table_of(store, tmp_path, "Id;W\n1;1.000.000\n2;5\n")
    new = written(tmp_path, "Id;W\n3;1,000,000\n4;1,234\n5;2.345\n6;7\n")
    assert brought(store, new) == ([(1000000,), (1234,), (None,), (7,)], ["2.345"])


def test_the_look_ahead_shows_what_the_table_will_show(client: FlaskClient) -> None:
    store: Store = client.application.extensions["tidybase"]
    with store.work(ADA) as w:
        columns = [("D", "date", {"form": "MM/DD/YYYY"}), ("X", "decimal_number", {"mark": "."})]
        w.apply(AddTable("T", columns))
    token = send(client, "new.csv", b"D;X\n05/04/2025;1,125\n")
    ready(client, token, dates="day", decimal="comma")
    columns = client.post(f"/api/v1/imports/{token}/fit", json={"into": {"table": 1}}).json
    assert [column["shown"] for column in columns["columns"]] == [["04/05/2025"], ["1.125"]]
    [row] = looked(client, token)["rows"]
    assert [cell["after"] for cell in row["cells"]] == ["04/05/2025", "1.125"]
    assert all(cell["fits"] for cell in row["cells"])


def test_a_kind_chosen_by_hand_is_read_by_the_custom_that_was_told(client: FlaskClient) -> None:
    token = send(client, "new.csv", b'M\n"1.234,50"\n"3,456"\nmuch\n')
    ready(client, token, decimal="comma")
    assert finish(client, token, columns=[{"type": "money"}])["state"] == "done"
    assert rows(client) == [[1234.5], [3.456], [None]]


@pytest.mark.parametrize(("name", "kept"), [("new.json", [5400, None]), ("new.xlsx", [None, None])])
def test_a_number_is_a_length_in_seconds_where_files_keep_those(
    client: FlaskClient, tmp_path: Path, name: str, kept: list[int | None]
) -> None:
    store: Store = client.application.extensions["tidybase"]
    with store.work(ADA) as w:
        w.apply(AddTable("T", [("L", "duration", {})]))
    book = openpyxl.Workbook()
    for cell in ("L", 5400, 1.5):
        book.active.append([cell])
    book.save(tmp_path / "new.xlsx")
    (tmp_path / "new.json").write_text('[{"L": 5400}, {"L": 1.5}]')
    token = send(client, name, (tmp_path / name).read_bytes())
    ready(client, token)
    [fits] = client.post(f"/api/v1/imports/{token}/fit", json={"into": {"table": 1}}).json[
        "columns"
    ]
    assert fits["shown"] == ["1:30" if kept[0] else "5400", "1.5"]
    brought_by_page(client, token)
    assert [cell for [cell] in rows(client)] == kept
