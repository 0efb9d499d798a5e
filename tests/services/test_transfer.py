"""A spreadsheet becomes a table: preview, import, receipt, one undo; and CSV out."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.app import chosen, close, create_app
from desktop_app.config import Config
from desktop_app.domain.errors import Invalid
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
from tests.conftest import ADA
from tests.support.contents import contents
from tests.support.jobs import until_over
from tests.support.patience import until

CSV = "Name,Post code,Age,Born,Here\r\nAda,00501,36,2019-03-14,yes\r\nBo,01067,7,2020-01-01,no\r\n"


def send(client: FlaskClient, name: str, data: bytes) -> str:
    answer = client.post("/api/v1/uploads", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code == 201, answer.json
    return answer.json["uploads"][0]


def ready(client: FlaskClient, token: str, sheet: str = "", **reading: str) -> dict:
    asked = {**({"sheet": sheet} if sheet else {}), **reading}

    def seen() -> dict | None:
        told = client.get(f"/api/v1/imports/{token}", query_string=asked).json
        return None if told.get("state") == "looking" else told

    return until(seen, "a look at the file")


def finish(client: FlaskClient, token: str, **given: object) -> dict:
    begun = client.post(f"/api/v1/imports/{token}", json=given)
    assert begun.status_code == 202, begun.json
    return until_over(client, begun.json["job"])


def workbook() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Guests"
    first.append(["Name", "Joined", "Paid", "Phone"])
    first.append(["Ada", date(2019, 3, 14), 12.5, "+44 7700 900123"])
    first.append(["Bo", date(2020, 1, 1), 3, "007"])
    second = book.create_sheet("Old guests")
    second.append(["Who"])
    second.append(["Zed"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_csv_is_previewed_with_kinds_from_all_rows(client: FlaskClient) -> None:
    told = ready(client, send(client, "our guests.csv", CSV.encode()))
    assert [(c["name"], c["type"]) for c in told["columns"]] == [
        ("Name", "text"),
        ("Post code", "text"),
        ("Age", "whole_number"),
        ("Born", "date"),
        ("Here", "yes_no"),
    ]
    assert told["rows"][0] == ["Ada", "00501", "36", "2019-03-14", "yes"]
    assert (told["total"], told["table"], told["sheets"]) == (2, "Our guests", [told["sheet"]])


def test_a_csv_becomes_a_table_and_one_undo_takes_it_back(app: Flask, client: FlaskClient) -> None:
    before = contents(app.extensions["tidybase"])
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    told = finish(client, token)
    assert (told["state"], told["go"]) == ("done", "/tables/1")
    assert told["message"] == "2 rows are in Guests now. Your own file is unchanged."
    rows = client.get("/api/v1/tables/1/rows").json["rows"]
    assert rows[0]["cells"] == ["Ada", "00501", 36, "2019-03-14", True]
    assert client.post("/api/v1/undo").json["done"] == "import 2 rows into Guests"
    assert contents(app.extensions["tidybase"]) == before
    client.post("/api/v1/redo")
    assert client.get("/api/v1/tables/1/rows").json["rows"] == rows
    assert client.get(f"/api/v1/imports/{token}").status_code == 404


def test_an_xlsx_keeps_its_types_and_any_sheet_can_be_chosen(client: FlaskClient) -> None:
    token = send(client, "guests.xlsx", workbook())
    told = ready(client, token)
    assert told["sheets"] == ["Guests", "Old guests"]
    assert [c["type"] for c in told["columns"]] == ["text", "date", "decimal_number", "text"]
    other = ready(client, token, "Old guests")
    assert (other["table"], other["rows"]) == ("Old guests", [["Zed"]])
    finish(client, token, sheet="Guests")
    rows = client.get("/api/v1/tables/1/rows").json["rows"]
    assert rows[1]["cells"] == ["Bo", "2020-01-01", 3, "007"]
    # Excel's own dates and numbers were written in no form that would have to be kept.
    told = client.get("/api/v1/tables/1/columns").json["columns"]
    assert [column["options"] for column in told] == [{}, {}, {}, {}]


def test_a_person_may_rename_retype_and_skip_columns(client: FlaskClient) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    columns = [{"name": "Who"}, {"skip": True}, {"type": "text"}, {"skip": True}, {"name": "Came"}]
    finish(client, token, table="People", columns=columns)
    found = client.get("/api/v1/tables/1/rows").json
    assert [(c["name"], c["type"]) for c in found["columns"]] == [
        ("Who", "text"),
        ("Age", "text"),
        ("Came", "yes_no"),
    ]
    assert [row["cells"] for row in found["rows"]] == [["Ada", "36", True], ["Bo", "7", False]]


def test_cells_that_do_not_fit_the_kind_a_person_chose_are_kept_as_written(
    app: Flask, client: FlaskClient
) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    columns = [{"type": "whole_number"}, {}, {}, {}, {}]
    told = finish(client, token, columns=columns)
    assert told["state"] == "done", told
    found = contents(app.extensions["tidybase"])
    table = found["tables"]["Guests"]
    assert [row[:2] for row in table["rows"]] == [(1, None), (2, None)]
    name = table["columns"][0][0]
    assert found["misfits"] == [(table["id"], 1, name, "Ada"), (table["id"], 2, name, "Bo")]


@pytest.mark.parametrize(
    "columns", ["x", [], [{}] * 4, [{"skip": True}] * 5, [{"name": "Age"}, {}, {}, {}, {}]]
)
def test_wishes_that_cannot_be_are_refused(client: FlaskClient, columns: object) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    begun = client.post(f"/api/v1/imports/{token}", json={"columns": columns})
    if begun.status_code == 202:
        assert until_over(client, begun.json["job"])["state"] == "failed"
    else:
        assert begun.status_code == 422
    assert client.get("/api/v1/tables").json["tables"] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.xlsx", b"this is no workbook"),
        ("x.csv", b""),
        ("x.exe", b"MZ\x00\x00"),
        ("x.xlsx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_words(
    client: FlaskClient, name: str, data: bytes
) -> None:
    told = ready(client, send(client, name, data))
    assert told["error"]["message"].endswith(".")
    assert client.get("/api/v1/tables").json["tables"] == []


def test_a_forgotten_upload_is_gone(app: Flask, client: FlaskClient) -> None:
    token = send(client, "../../guests.csv", CSV.encode())
    kept = app.extensions["tidybase.uploads"].find(token)
    assert kept.name == "guests.csv"
    assert client.delete(f"/api/v1/imports/{token}").status_code == 200
    assert not kept.path.exists()
    assert client.get(f"/import/{token}").status_code == 404


def test_two_imports_of_one_name_stand_side_by_side(store: Store, tmp_path: Path) -> None:
    (tmp_path / "guests.csv").write_text(CSV)
    for expected in ("Guests", "Guests 2"):
        receipt = import_file(store, opened(tmp_path / "guests.csv"), None, lambda _: None)
        assert (receipt.name, receipt.rows, receipt.columns) == (expected, 2, 5)


def test_stopping_an_import_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "guests.csv").write_text("n\n" + "".join(f"{n}\n" for n in range(5000)))
    before = contents(store)

    def stop(done: int) -> None:
        if done >= 1000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(store, opened(tmp_path / "guests.csv"), None, stop)
    assert contents(store) == before


def test_a_file_of_nothing_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(Invalid):
        import_file(store, opened(tmp_path / "empty.csv"), None, lambda _: None)


def test_an_import_waits_until_the_file_was_read(app: Flask, client: FlaskClient) -> None:
    token = send(client, "guests.csv", b"n\n" + b"1\n" * 200_000 + b"x\n")
    client.get(f"/api/v1/imports/{token}")
    answer = client.post(f"/api/v1/imports/{token}", json={})
    told = ready(client, token)
    assert (answer.status_code, told["columns"][0]["type"]) == (409, "text")


def test_a_second_click_starts_no_second_import(client: FlaskClient) -> None:
    token = send(client, "guests.csv", b"n\n" + b"1\n" * 50_000)
    ready(client, token)
    jobs = {client.post(f"/api/v1/imports/{token}", json={}).json.get("job") for _ in range(2)}
    assert len(jobs - {None}) == 1
    until_over(client, min(jobs - {None}))
    assert len(client.get("/api/v1/tables").json["tables"]) == 1


def test_its_page_loaded_anew_hears_of_an_import_under_way_and_leads_on_from_one_that_is_over(
    app: Flask, client: FlaskClient
) -> None:
    token = send(client, "guests.csv", CSV.encode())
    assert ready(client, token)["job"] is None
    with app.extensions["tidybase"].work(ADA):  # nobody else can write meanwhile
        job = client.post(f"/api/v1/imports/{token}", json={}).json["job"]
        assert ready(client, token)["job"] == job
    assert until_over(client, job)["state"] == "done"
    assert client.get(f"/import/{token}").location == "/tables/1"


def test_no_room_for_an_upload_is_said_and_nothing_is_left(config: Config, tmp_path: Path) -> None:
    config.folder.mkdir()
    (config.folder / "uploads").write_text("in the way")
    app = create_app(config.opening(f"sqlite:///{tmp_path}/x.tidy"))
    answer = app.test_client().post("/api/v1/uploads", data={"file": (io.BytesIO(b"a"), "x.csv")})
    assert (answer.status_code, answer.json["error"]["code"]) == (507, "document_full")
    assert list(app.extensions["tidybase.uploads"]) == []
    close(app)


def test_an_import_ends_well_where_there_are_no_pages_for_tables(
    config: Config, tmp_path: Path
) -> None:
    app = create_app(config.opening(f"sqlite:///{tmp_path}/x.tidy"), chosen("transfer"))
    token = send(app.test_client(), "guests.csv", CSV.encode())
    ready(app.test_client(), token)
    told = finish(app.test_client(), token)
    assert (told["state"], told["go"]) == ("done", None)
    close(app)
