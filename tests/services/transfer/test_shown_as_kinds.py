"""The preview has the first cells as the table would show them, where the file writes them bare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from flask.testing import FlaskClient

from tests.services.test_transfer import ready, send

FORMS = {"Share": "0.0%", "Paid": '#,##0.00 "€"', "Plain": "General"}
ROWS = [[0.175, 1234.5, 0.5], [0.2, None, 12]]


def bills(path: Path) -> Path:
    """A workbook of bare numbers that it shows as percentages and money."""
    book = openpyxl.Workbook()
    for row in ([*FORMS], *ROWS):
        book.active.append(row)
    for column, form in zip(book.active.iter_cols(min_row=2), FORMS.values(), strict=True):
        for cell in column:
            cell.number_format = form
    book.save(path)
    return path


def shown(told: dict[str, Any], name: str) -> dict[str, list[str]]:
    return next(column["shown"] for column in told["columns"] if column["name"] == name)


def test_percentages_and_money_are_shown_as_in_the_table(
    client: FlaskClient, tmp_path: Path
) -> None:
    told = ready(client, send(client, "paid.xlsx", bills(tmp_path / "paid.xlsx").read_bytes()))
    assert told["rows"] == [["0.175", "1234.5", "0.5"], ["0.2", "", "12"]]
    assert shown(told, "Share")["percent"] == ["17.5%", "20.0%"]
    assert shown(told, "Paid")["money"] == ["1,234.50 €", ""]


def test_what_a_text_file_writes_stays_as_it_is_there(client: FlaskClient) -> None:
    told = ready(client, send(client, "a.csv", "Share,Paid\n17.5%,€3.00\nx,€4.00\n".encode()))
    assert [column["shown"].get(column["type"]) for column in told["columns"]] == [None, None]
