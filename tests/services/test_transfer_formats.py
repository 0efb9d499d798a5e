"""Whatever kind of file a table comes in, the way in is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.formats.reading import SAMPLES
from tests.formats.workbooks import binary_workbook, ods_row, open_document
from tests.services.test_transfer import finish, ready, send

GUESTS = [["Name", "Visits", "Joined"], ["Ada", 3, "2019-03-14"], ["Bo", 4, "2020-01-01"]]
WITH_DAYS = [
    GUESTS[0],
    *([name, visits, date.fromisoformat(day)] for name, visits, day in GUESTS[1:]),
]
HTML = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in GUESTS)
JSON = (
    '{"Name": "Ada", "Visits": 3, "Joined": "2019-03-14"}',
    ('{"Name": "Bo", "Visits": 4, "Joined": "2020-01-01"}'),
)


def database(path: Path) -> None:
    """The guests as a table of a database."""
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE Guests (Name, Visits, Joined)")
        made.executemany("INSERT INTO Guests VALUES (?, ?, ?)", GUESTS[1:])
        made.commit()


KINDS: dict[str, Callable[[Path], object]] = {
    "xlsb": lambda path: binary_workbook(path, {"S": WITH_DAYS}),
    "ods": lambda path: open_document(path, {"S": "".join(ods_row(*row) for row in WITH_DAYS)}),
    "json": lambda path: path.write_text(f"[{JSON[0]}, {JSON[1]}]"),
    "ndjson": lambda path: path.write_text(f"{JSON[0]}\n{JSON[1]}\n"),
    "html": lambda path: path.write_text(f"<table>{HTML}</table>"),
    "db": database,
}


@pytest.mark.parametrize("ending", KINDS)
def test_a_table_comes_in_from_a_file_of_every_kind(
    client: FlaskClient, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"our guests.{ending}"
    KINDS[ending](path)
    token = send(client, path.name, path.read_bytes())
    told = ready(client, token)
    assert [(column["name"], column["type"]) for column in told["columns"]] == [
        ("Name", "text"),
        ("Visits", "whole_number"),
        ("Joined", "date"),
    ]
    assert [row[0] for row in told["rows"]] == ["Ada", "Bo"]
    assert (told["total"], told["table"]) == (2, "Our guests")
    assert finish(client, token)["state"] == "done"


def test_any_sheet_of_an_old_workbook_can_be_chosen(client: FlaskClient) -> None:
    token = send(client, "old.xls", (SAMPLES / "old.xls").read_bytes())
    told = ready(client, token, "Plots")
    assert (told["sheets"], told["rows"]) == (["Gäste", "Plots"], [["7"]])


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("members.accdb", b"\0\1\0\0Standard ACE DB\0" + b"\0" * 99, "is an Access database"),
        ("letter.pdf", b"%PDF-1.7", "is a PDF"),
        ("cut.json", b'[{"a": 1}, {"a"', "at line 1, letter"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    client: FlaskClient, name: str, data: bytes, sentence: str
) -> None:
    told = ready(client, send(client, name, data))
    assert sentence in told["error"]["message"]


def test_a_page_that_takes_files_offers_every_ending(client: FlaskClient) -> None:
    page = client.get("/tables").text
    accepted = page.partition('accept="')[2].partition('"')[0].split(",")
    assert {".xlsx", ".xls", ".ods", ".json", ".sqlite", ".html", ".csv"} <= set(accepted)
