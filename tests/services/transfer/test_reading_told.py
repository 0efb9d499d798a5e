"""How a file is read can be said: the preview follows, and so does the import."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.services.test_transfer import finish, ready, send

DATES = b"Who,Born\nAda,03/04/2025\nBo,05/06/2025\n"


def told(client: FlaskClient, token: str, **reading: object) -> dict:
    """The preview, read in this way to the end."""
    return ready(client, token, **reading)


def columns(preview: dict) -> dict[str, str]:
    return {column["name"]: column["type"] for column in preview["columns"]}


def test_what_was_found_is_told(client: FlaskClient) -> None:
    data = "Ort;Größe;Seit\nKöln;1,5;31.12.2020\nBonn;2,5;31/1/2021\n".encode("cp1252")
    assert ready(client, send(client, "orte.csv", data))["reading"] == {
        "encoding": "cp1252",
        "separator": "semicolon",
        "header": 1,
        "decimal": "comma",
        "dates": None,
    }


def test_columns_that_do_not_agree_leave_the_custom_open(client: FlaskClient) -> None:
    data = b"a;b\n1,5;1.5\n2,5;2.5\n"
    assert ready(client, send(client, "both.csv", data))["reading"]["decimal"] is None


def test_the_preview_follows_what_is_told(client: FlaskClient) -> None:
    token = send(client, "guests.csv", DATES)
    found = told(client, token)
    assert columns(found) == {"Who": "text", "Born": "text"}
    assert found["columns"][1]["open"] == "dates"
    month = told(client, token, dates="month")
    assert columns(month) == {"Who": "text", "Born": "date"}
    assert month["reading"]["dates"] == "month"
    bare = told(client, token, header="0")
    assert [row[0] for row in bare["rows"]] == ["Who", "Ada", "Bo"]
    one = told(client, token, separator="none")
    assert len(one["columns"]) == 1
    assert told(client, token) == found


@pytest.mark.parametrize("again", [True, False])
def test_the_import_reads_as_the_preview_does(client: FlaskClient, again: bool) -> None:
    data = "Who;Born\nZoë;03/04/2025\n".encode("mac-roman")
    token = send(client, "guests.csv", data)
    reading = {"encoding": "mac-roman", "dates": "month", "header": 0}
    told(client, token, **reading)
    given = {"reading": reading} if again else {}
    done = finish(client, token, **given, columns=[{"name": "A"}, {"name": "B"}])
    assert done["state"] == "done", done
    rows = client.get("/api/v1/tables/1/rows?limit=9").json["rows"]
    assert [row["cells"] for row in rows] == [["Who", "Born"], ["Zoë", "03/04/2025"]]


@pytest.mark.parametrize(
    "reading", [{"encoding": "klingon"}, {"separator": "x"}, {"decimal": "."}, {"dates": "?"}]
)
def test_a_reading_that_nobody_knows_is_refused_in_words(
    client: FlaskClient, reading: dict[str, str]
) -> None:
    token = send(client, "guests.csv", DATES)
    for answer in (
        client.get(f"/api/v1/imports/{token}", query_string=reading),
        client.post(f"/api/v1/imports/{token}", json={"reading": reading}),
    ):
        assert answer.status_code == 422
        assert "cannot be read as" in answer.json["error"]["message"]


def test_a_kind_that_nearly_fits_is_offered_with_the_cells_that_do_not(client: FlaskClient) -> None:
    lines = ["Born", *["14.3.2019"] * 60, "", "last spring", *["1.1.2020"] * 10]
    token = send(client, "guests.csv", "\n".join(lines).encode())
    near = ready(client, token, separator="none")["columns"][0]["near"]
    assert near == {
        "type": "date",
        "label": "Date",
        "plural": "dates",
        "misfits": 1,
        "cells": [{"row": 61, "place": 63, "text": "last spring"}],
    }


def test_the_kind_that_nearly_fits_can_be_chosen_and_the_rest_stays_as_written(
    client: FlaskClient,
) -> None:
    lines = ["Born", *["3/14/2019"] * 30, *["3/4/2019"] * 30, "last spring"]
    token = send(client, "guests.csv", "\n".join(lines).encode())
    ready(client, token)
    done = finish(client, token, columns=[{"type": "date"}])
    assert done["state"] == "done", done
    rows = client.get("/api/v1/tables/1/rows?limit=100").json["rows"]
    assert [rows[0]["cells"][0], rows[40]["cells"][0]] == ["2019-03-14", "2019-03-04"]
    assert rows[60]["misfits"] == {"1": "last spring"}


def test_everything_as_text_is_what_the_file_says(client: FlaskClient, tmp_path: Path) -> None:
    data = b"a,b,c\n 007 ,1.50,03/04/2025\n1,2,yes\n"
    token = send(client, "guests.csv", data)
    found = ready(client, token)
    finish(client, token, columns=[{"type": "text"} for _ in found["columns"]])
    rows = client.get("/api/v1/tables/1/rows?limit=9").json["rows"]
    assert [row["cells"] for row in rows] == [[" 007 ", "1.50", "03/04/2025"], ["1", "2", "yes"]]


def test_kinds_are_said_with_what_else_is_known(client: FlaskClient) -> None:
    data = b"Paid;Fee;Phone;Number\n\xa340.00;5 CHF;0660 1;12\n\xa31.00;6 CHF;0660 2;13\n"
    found = ready(client, send(client, "guests.csv", data))
    said = [column["said"] for column in found["columns"]]
    assert said == ["Money £", "Money CHF", "Text · keeps 0s", "Whole number"]
