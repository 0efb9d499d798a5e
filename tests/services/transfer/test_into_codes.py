"""Numbers that a workbook shows as codes arrive as text, but in a column of numbers as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.domain.sheet import ShowsCodes
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.formats.reading import opened
from tests.formats.reading import rows as numbered
from tests.services.test_transfer import finish, ready, send
from tests.services.transfer.test_fit import fit, wishes
from tests.services.transfer.test_into import brought, looked, rows
from tests.support.contents import contents

TEXT = "1 column shows all numbers with zeros or signs in front or between digits (first: C); "
AS_NUMBERS = TEXT + "where they went holds numbers, so the numbers alone came in."
AS_TEXT = TEXT + "they came in as they look there, as text."
NUMBER, TOWN = 1, 2


@pytest.fixture
def members(app: Flask) -> Store:
    store: Store = app.extensions["tidybase"]
    columns = [("Number", "whole_number", {}), ("Town", "text", {})]
    with store.work(ADA) as w:
        w.apply(AddTable("Members", columns))
        w.apply(AddRows(1, [NUMBER, TOWN], [[1067, "York"], [89073, "Ghent"]]))
    return store


def sent(client: FlaskClient, folder: Path, *codes: Any) -> str:
    """A workbook whose third column shows numbers with five digits."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["C2"] = "Town", "Number"
    for row, code in enumerate(codes, 3):
        sheet.cell(row, 2).value = "Ulm"
        sheet.cell(row, 3).value = code
        sheet.cell(row, 3).number_format = "00000"
    book.save(folder / "members.xlsx")
    token = send(client, "members.xlsx", (folder / "members.xlsx").read_bytes())
    ready(client, token)
    return token


def kept(client: FlaskClient) -> list[str]:
    number = client.get("/api/v1/receipts").json["receipts"][0]["id"]
    return [
        note
        for part in client.get(f"/api/v1/receipts/{number}").json["parts"]
        for note in part["notes"]
    ]


@pytest.mark.usefixtures("members")
def test_rows_are_found_by_the_number_that_is_shown_as_a_code(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, tmp_path, 1067, 501)
    wanted = {"mode": "update", "key": [NUMBER]}
    found = looked(client, token, **wanted)
    assert (found["changed"], found["added"], found["misfits"]) == (1, 1, 0)
    assert AS_NUMBERS in found["notes"]
    assert brought(client, token, **wanted)["state"] == "done"
    assert rows(client) == [[1067, "Ulm"], [89073, "Ghent"], [501, "Ulm"]]
    assert AS_NUMBERS in kept(client)
    assert AS_TEXT not in kept(client)


@pytest.mark.usefixtures("members")
def test_what_is_text_in_the_workbook_is_no_number_for_being_among_codes(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, tmp_path, 501, "00502", "none", 5.5)
    told = brought(client, token, mode="add")
    assert told["state"] == "done"
    assert [row[0] for row in rows(client)[2:]] == [501, None, None, None]
    misfits = contents(client.application.extensions["tidybase"])["misfits"]
    assert [text for *_, text in misfits] == ["00502", "none", "5.5"]


@pytest.mark.usefixtures("members")
def test_a_column_of_text_gets_the_codes_as_they_look(client: FlaskClient, tmp_path: Path) -> None:
    token = sent(client, tmp_path, 1067)
    goals = [{}, {"column": TOWN}]
    assert brought(client, token, mode="add", columns=goals)["state"] == "done"
    assert rows(client)[2] == [None, "01067"]
    assert AS_TEXT in kept(client)


@pytest.mark.parametrize(
    ("kind", "cell"), [("whole_number", 1067), ("decimal_number", 1067), ("text", "01067")]
)
def test_a_new_table_gets_numbers_where_a_person_wants_numbers(
    client: FlaskClient, tmp_path: Path, kind: str, cell: object
) -> None:
    token = sent(client, tmp_path, 1067, 501)
    told = finish(client, token, table="New", columns=[{}, {"type": kind}])
    assert told["state"] == "done", told
    assert rows(client)[0] == ["Ulm", cell]
    assert (AS_TEXT if kind == "text" else AS_NUMBERS) in kept(client)


def test_the_names_of_the_columns_are_found_all_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ([2019, 2020], [1, 2], [3, 4]):
        book.active.append(row)
    for row in book.active["A1:B3"]:
        for cell in row:
            cell.number_format = "00000"
    book.save(tmp_path / "years.xlsx")
    sheet = opened(tmp_path / "years.xlsx")
    assert isinstance(sheet, ShowsCodes)
    numbers = sheet.with_numbers({0})
    assert (list(numbers.header), numbers.reading) == (list(sheet.header), sheet.reading)
    assert [row[0] for row in numbered(numbers)] == [int(row[0]) for row in numbered(sheet)]


def test_codes_that_are_wanted_as_numbers_are_shown_and_counted_as_numbers(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, tmp_path, 501, 1067, "many")
    wanted = wishes(None, "whole_number")
    _, number = fit(client, token, columns=wanted)
    assert number == {"shown": ["501", "1067", "many"], "odd": [3], "misfits": 1, "note": ""}
    finish(client, token, columns=wanted)
    [part] = client.get("/api/v1/receipts/1").json["parts"]
    assert [each["cells"] for each in part["aside"]] == [1]
