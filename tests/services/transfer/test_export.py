"""A table goes out as a file: what is shown or everything, whole or not at all, and back in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import DocumentUnreadable, Invalid, NotAllowed, NotFound
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.export import Scope, chosen, save
from desktop_app.services.transfer.service import import_file
from desktop_app.web.jobs import Cancelled
from tests.support.contents import contents
from tests.support.jobs import until_over

NASTY = ["=1+1", "a,b", 'q"q', "two\nlines", "ümläut 🎉", "-5", "007", " x "]
CSV = "Name,Post code,Age,Born,Here\r\nAda,00501,36,2019-03-14,yes\r\nBo,01067,7,2020-01-01,no\r\n"


def bring(store: Store, folder: Path, name: str, text: str | bytes) -> int:
    """Import a file and return its table's id."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_file(store, opened(path), None, lambda _: None).table


def exported(client: FlaskClient, **wanted: object) -> bytes:
    """Ask for a file, wait until it is made, and fetch it."""
    begun = client.post("/api/v1/exports", json=wanted)
    assert begun.status_code == 202, begun.json
    told = until_over(client, begun.json["job"])
    assert told["state"] == "done", told
    answer = client.get(told["go"])
    data = answer.data
    answer.close()
    return data


def test_a_table_goes_out_as_csv_and_comes_back_the_same(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    text = "Thing,Amount\r\n" + "".join(
        f'"{each.replace(chr(34), chr(34) * 2)}",{n}.50\r\n' for n, each in enumerate(NASTY)
    )
    store = app.extensions["tidybase"]
    table = bring(store, tmp_path, "things.csv", text)
    answer = client.get(f"/api/v1/tables/{table}/export.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=Things.csv"
    data = answer.data
    answer.close()
    assert data.startswith(b"\xef\xbb\xbf")
    bring(store, tmp_path, "back.csv", data)
    tables = contents(store)["tables"]
    assert tables["Back"]["rows"] == tables["Things"]["rows"]
    assert [row[1] for row in tables["Things"]["rows"]] == NASTY
    assert [c[1:] for c in tables["Back"]["columns"]] == [
        c[1:] for c in tables["Things"]["columns"]
    ]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_kind_of_file_can_be_downloaded_once(
    app: Flask, client: FlaskClient, tmp_path: Path, writer: object
) -> None:
    store = app.extensions["tidybase"]
    table = bring(store, tmp_path, "guests.csv", CSV)
    begun = client.post("/api/v1/exports", json={"table": table, "format": writer.name})  # type: ignore[attr-defined]
    told = until_over(client, begun.json["job"])
    assert told["message"] == f"2 rows are in “Guests{writer.ending}” now."  # type: ignore[attr-defined]
    with client.get(told["go"]) as answer:
        assert answer.status_code == 200
        assert len(answer.data) > 50
    assert client.get(told["go"]).status_code == 404


def test_what_is_shown_follows_the_query_and_leaves_hidden_columns_out(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    store = app.extensions["tidybase"]
    table = bring(store, tmp_path, "guests.csv", CSV)
    columns = {c["name"]: c for c in client.get(f"/api/v1/tables/{table}/columns").json["columns"]}
    with store.work(NOBODY) as w:
        w.apply(SetOptions(table, columns["Born"]["id"], {"hidden": True}))
    age = columns["Age"]["id"]
    shown = exported(client, table=table, format="csv", sort=str(age), mark=False, hidden=False)
    assert shown.decode().splitlines() == [
        "Name,Post code,Age,Here",
        "Bo,01067,7,no",
        "Ada,00501,36,yes",
    ]
    rule = json.dumps({"column": age, "more": "10"})
    some = exported(client, table=table, format="json", filter=rule, hidden=False)
    assert json.loads(some) == [{"Name": "Ada", "Post code": "00501", "Age": 36, "Here": True}]
    everything = exported(client, table=table, format="json", hidden=True)
    assert [row["Born"] for row in json.loads(everything)] == ["2019-03-14", "2020-01-01"]


def test_all_tables_go_into_one_workbook_or_database(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    store = app.extensions["tidybase"]
    bring(store, tmp_path, "guests.csv", CSV)
    bring(store, tmp_path, "rooms.csv", "Room,Beds\r\n12,2\r\n")
    (tmp_path / "copy.sqlite").write_bytes(exported(client, format="sqlite", hidden=True))
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert sorted(tables) == [("Guests",), ("Rooms",)]
        assert database.execute('SELECT * FROM "Guests"').fetchall() == [
            (1, "Ada", "00501", 36, "2019-03-14", 1),
            (2, "Bo", "01067", 7, "2020-01-01", 0),
        ]
    refused = client.post("/api/v1/exports", json={"format": "csv"})
    assert (refused.status_code, refused.json["error"]["field"]) == (422, "format")


def test_a_saved_export_keeps_to_its_place(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, "guests.csv", CSV)
    wanted = chosen(store, Scope(1), ".csv")
    target = tmp_path / "out.csv"
    assert save(wanted, target) == []
    first = target.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o644
    target.write_text("old")
    target.chmod(0o600)
    save(wanted, target)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (first, 0o600)
    assert store.path is not None
    with pytest.raises(NotAllowed):
        save(wanted, store.path)
    with pytest.raises(DocumentUnreadable):
        save(wanted, tmp_path / "nowhere" / "x.csv")
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["guests.csv", "out.csv"]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_the_document_itself_is_never_written_over(
    store: Store, tmp_path: Path, writer: object
) -> None:
    bring(store, tmp_path, "guests.csv", CSV)
    assert store.path is not None
    (tmp_path / "by another name").hardlink_to(store.path)
    (tmp_path / "from afar").symlink_to(store.path)
    before = store.path.read_bytes()
    for path in (store.path, tmp_path / "by another name", tmp_path / "from afar"):
        with pytest.raises(NotAllowed, match="the file you are working in"):
            save(chosen(store, Scope(1), writer.ending), path)  # type: ignore[attr-defined]
    assert store.path.read_bytes() == before


def test_stopping_an_export_leaves_the_old_file_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    bring(store, tmp_path, "n.csv", "n\n" + "".join(f"{n}\n" for n in range(5000)))
    target = tmp_path / "out.csv"
    target.write_text("old")

    def stop(done: int) -> None:
        if done >= 2000:
            raise Cancelled

    before = sorted(tmp_path.iterdir())
    for writer in WRITERS:
        with pytest.raises(Cancelled):
            save(chosen(store, Scope(1), writer.ending), target, stop)
    assert target.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == before


def test_an_ending_that_cannot_be_written_names_those_that_can(
    store: Store, tmp_path: Path
) -> None:
    bring(store, tmp_path, "guests.csv", CSV)
    with pytest.raises(Invalid, match=r"\.xlsx"):
        chosen(store, Scope(1), ".docx")
    with pytest.raises(NotFound):
        chosen(store, Scope(77), ".csv")


def test_the_window_asks_where_to_save(config: Config, tmp_path: Path) -> None:
    class Desk:
        dialogs = True
        answer: Path | None = tmp_path / "mine.xlsx"

        def ask_save(self, name: str) -> Path | None:
            assert name == "Guests.xlsx"
            return self.answer

    desk = Desk()
    app = create_app(config.opening(f"sqlite:///{tmp_path}/x.tidy"), desk=desk)  # type: ignore[arg-type]
    bring(app.extensions["tidybase"], tmp_path, "guests.csv", CSV)
    client = app.test_client()
    begun = client.post("/api/v1/exports", json={"table": 1, "format": "xlsx"}).json
    told = until_over(client, begun["job"])
    assert (told["go"], told["message"]) == (None, "2 rows are in “mine.xlsx” now.")
    assert (tmp_path / "mine.xlsx").read_bytes().startswith(b"PK")
    desk.answer = None
    again = client.post("/api/v1/exports", json={"table": 1, "format": "xlsx"})
    assert again.json == {"cancelled": True}
    close(app)


def test_paper_shows_a_table_as_it_is_shown(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    table = bring(
        app.extensions["tidybase"], tmp_path, "guests.csv", CSV + "<b>,1,2,2021-01-01,no\r\n"
    )
    page = client.get(f"/tables/{table}/print?sort=-{1}").text
    assert "&lt;b&gt;" in page
    assert page.index("Bo</td>") < page.index("Ada</td>")
    assert client.get("/tables/99/print").status_code == 404
