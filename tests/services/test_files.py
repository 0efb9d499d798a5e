"""Files in cells: kept once, taken back with the cell, let go of when nothing needs them."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.engine import trimming
from desktop_app.engine.base import now
from desktop_app.engine.store import Store
from desktop_app.services.files import File, kinds, service
from desktop_app.services.files.models import PIECE
from desktop_app.services.files.unused import GRACE, let_go, unused
from tests.conftest import ADA
from tests.services.test_home import PaperDesk
from tests.support import mariadb as maria
from tests.support import postgres
from tests.support.filing import PDF, PNG, WEBP, Put, cells, edit, pieces, posted


def test_a_file_comes_back_as_it_was(client: FlaskClient, put: Put) -> None:
    content = bytes(range(256)) * (PIECE // 256) + b"and more"
    made = put(content, "Überblick 2026.bin")
    assert made.status_code == 201
    assert made.json["name"] == "Überblick 2026.bin"
    assert made.json["size"] == len(content)
    assert client.get(f"/files/{made.json['id']}").data == content
    assert client.get(f"/api/v1/files/{made.json['id']}/content").data == content
    told = client.get(f"/api/v1/files/{made.json['id']}").json
    assert (told["kind"], told["by"], told["small"]) == (kinds.UNKNOWN, 1, False)


def test_content_of_a_whole_number_of_pieces_comes_back(client: FlaskClient, put: Put) -> None:
    content = b"x" * (2 * PIECE)
    assert client.get(f"/files/{put(content).json['id']}").data == content


def test_the_same_content_is_kept_once(app: Flask, put: Put) -> None:
    first, again, other = put(PNG), put(PNG), put(PNG, "b.png")
    assert first.json == again.json
    assert other.json["id"] != first.json["id"]
    assert other.json["name"] == "b.png"
    assert pieces(app) == 1


def test_no_two_files_have_the_same_name(put: Put) -> None:
    assert put(PNG, "scan.png").json["name"] == "scan.png"
    second = put(PNG + b"2", "Scan.PNG").json
    assert second["name"] == "Scan (2).PNG"
    assert put(PNG + b"3", "scan.png").json["name"] == "scan (3).png"
    assert put(PNG + b"2", "Scan.PNG").json == second


def test_what_is_too_large_or_empty_is_refused_in_words(config: Config, tmp_path: Path) -> None:
    small = replace(config, largest_file=1 << 20).opening(f"sqlite:///{tmp_path}/small.tidy")
    app = create_app(small)
    client = app.test_client()

    def refused(content: bytes) -> str:
        answer = posted(client, {"file": (io.BytesIO(content), "film.mp4")})
        assert answer.status_code == 422
        return str(answer.json["error"]["message"])

    assert "“film.mp4” is larger than 1 MB" in refused(b"x" * ((1 << 20) + 1))
    assert "“film.mp4” is empty" in refused(b"")
    assert pieces(app) == 0
    close(app)


def test_a_file_is_put_into_a_cell_by_its_number_and_shown_by_its_name(
    client: FlaskClient, put: Put, table: str
) -> None:
    made = put(PNG).json
    shown = edit(client, table, f"#{made['id']}").json["cells"][0]["value"]
    assert shown == {"id": made["id"], "label": "a.png"}
    assert cells(client, table) == [shown, None]
    assert edit(client, table, "A.png", row=2).status_code == 200
    assert cells(client, table) == [shown, shown]
    assert b"a.png" in client.get(f"{table}/export.csv", buffered=True).data


def test_a_file_that_is_not_there_is_refused_in_words(client: FlaskClient, table: str) -> None:
    answer = edit(client, table, "#1999999999")
    assert answer.status_code == 422
    assert answer.json["error"]["message"] == (
        "“#1999999999” is not a file that is kept here. Choose a file instead."
    )


def test_a_cell_goes_back_to_the_file_it_had(client: FlaskClient, put: Put, table: str) -> None:
    first, second = put(PNG).json, put(PDF, "b.pdf").json
    edit(client, table, f"#{first['id']}")
    edit(client, table, f"#{second['id']}")
    back = client.post("/api/v1/undo").json
    assert cells(client, table)[0]["id"] == first["id"]
    assert "change “Photo” in Guests" in str(back)
    client.post("/api/v1/redo")
    assert cells(client, table)[0]["id"] == second["id"]
    assert client.get(f"/files/{first['id']}").data == PNG


def test_handing_a_file_over_is_no_step_of_its_own(client: FlaskClient, put: Put) -> None:
    before = client.get("/api/v1/history").json
    put(PNG)
    assert client.get("/api/v1/history").json == before


def test_a_file_is_there_after_closing_and_opening(
    client: FlaskClient, put: Put, table: str, app: Flask, document: Path, config: Config
) -> None:
    made = put(PNG, preview=WEBP).json
    edit(client, table, f"#{made['id']}")
    close(app)
    again = create_app(config.opening(f"sqlite:///{document}"))
    later = again.test_client()
    assert cells(later, table)[0] == {"id": made["id"], "label": "a.png"}
    assert later.get(f"/files/{made['id']}").data == PNG
    assert later.get(f"/files/{made['id']}/preview").data == WEBP
    close(again)


def test_other_programs_can_read_it(put: Put, document: Path) -> None:
    put(PNG)
    wanted = (
        "SELECT f.name, p.content FROM tidybase_file f JOIN tidybase_file_piece p USING (sha256)"
    )
    with closing(sqlite3.connect(document)) as plain:
        assert plain.execute(wanted).fetchall() == [("a.png", PNG)]


def test_a_document_from_before_there_were_files_gets_their_tables(
    config: Config, document: Path
) -> None:
    with closing(sqlite3.connect(document)) as plain:
        close(create_app(config.opening(f"sqlite:///{document}")))
        plain.executescript("DROP TABLE tidybase_file; DROP TABLE tidybase_file_piece")
    app = create_app(config.opening(f"sqlite:///{document}"))
    assert pieces(app) == 0
    close(app)


def test_a_copy_is_saved_where_the_dialog_says(
    config: Config, document: Path, tmp_path: Path
) -> None:
    desk = PaperDesk(answer=tmp_path / "copy.png")
    app = create_app(config.opening(f"sqlite:///{document}"), desk=desk)
    client = app.test_client()
    made = client.post("/api/v1/files", data={"file": (io.BytesIO(PNG), "a.png")}).json
    address = f"/api/v1/files/{made['id']}/copy"
    assert client.post(address).json == {"saved": "copy.png"}
    assert (tmp_path / "copy.png").read_bytes() == PNG
    assert desk.done == [("save", "a.png")]
    desk.answer = document
    assert client.post(address).status_code == 403
    desk.answer = tmp_path / "nowhere" / "copy.png"
    refused = client.post(address).json["error"]
    assert refused["code"] == "document_unreadable", "that there is no room would not be true"
    assert refused["message"].endswith("Choose another folder.")
    desk.answer = None
    assert client.post(address).json == {"cancelled": True}
    desk.dialogs = False
    assert client.post(address).json == {"go": f"/files/{made['id']}"}
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []
    close(app)


@pytest.fixture
def aged(app: Flask, put: Put) -> int:
    """The id of a file that was handed over a while ago."""
    number = put(PNG).json["id"]
    with app.extensions["tidybase"].work(ADA) as w:
        w.session.execute(update(File).values(at=now() - GRACE - timedelta(minutes=1)))
    return int(number)


def without(store: Store) -> list[int]:
    with store.look() as look:
        return list(unused(look))


def test_a_file_that_nothing_names_is_let_go_of(app: Flask, put: Put, aged: int) -> None:
    store = app.extensions["tidybase"]
    put(PDF, "just now.pdf")
    assert without(store) == [aged]
    with store.work(ADA) as w:
        assert let_go(w) == 1
    assert without(store) == []
    assert pieces(app) == 1


def test_a_file_in_a_cell_stays(app: Flask, client: FlaskClient, table: str, aged: int) -> None:
    edit(client, table, f"#{aged}")
    assert without(app.extensions["tidybase"]) == []


@pytest.mark.parametrize("gone", ["cell", "row", "rows", "column", "table"])
def test_a_file_that_history_can_bring_back_stays(
    app: Flask, client: FlaskClient, table: str, aged: int, gone: str
) -> None:
    store = app.extensions["tidybase"]
    edit(client, table, f"#{aged}")
    match gone:
        case "cell":
            edit(client, table, "")
        case "row":
            client.delete(f"{table}/rows", json={"rows": [1]})
        case "rows":
            client.delete(f"{table}/rows", json={"all": True})
        case "column":
            client.delete(f"{table}/columns/2")
        case "table":
            client.delete(table)
    assert without(store) == []
    client.post("/api/v1/undo")
    assert cells(client, table)[0]["label"] == "a.png"


@pytest.mark.parametrize("rows", [{"all": True}, {"rows": [1]}], ids=["aside", "in the journal"])
def test_a_file_stays_that_only_deleted_rows_still_hold(
    app: Flask, client: FlaskClient, table: str, aged: int, rows: dict[str, object]
) -> None:
    store = app.extensions["tidybase"]
    edit(client, table, f"#{aged}")
    client.delete(f"{table}/rows", json=rows)
    latest = client.get("/api/v1/history?limit=1").json["entries"][0]["id"]
    with store.work(ADA) as w:
        trimming.forget(w, latest - 1)
    trimming.tidy(store)
    client.post("/api/v1/undo", json={})
    assert cells(client, table)[0]["label"] == "a.png"
    assert client.get(f"/files/{aged}").data == PNG


def test_a_file_goes_once_history_is_trimmed(
    app: Flask, client: FlaskClient, table: str, aged: int
) -> None:
    store = app.extensions["tidybase"]
    edit(client, table, f"#{aged}")
    edit(client, table, "")
    with store.work(ADA) as w:
        trimming.forget(w, 10**6)
    assert client.get(f"/files/{aged}").status_code == 200
    trimming.tidy(store)
    assert client.get(f"/files/{aged}").status_code == 404
    assert pieces(app) == 0


@pytest.fixture(params=["postgresql", "mariadb"])
def on_server(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A document on each kind of server."""
    empty = postgres.emptied if request.param == "postgresql" else maria.emptied
    opened = Store()
    opened.open(empty(request.getfixturevalue(request.param)))
    yield opened
    opened.close()


def test_servers_keep_files_too(on_server: Store) -> None:
    content = bytes(range(256)) * 12_000
    handed = service.look_at(io.BytesIO(content), "a.bin", io.BytesIO(WEBP), 50 << 20)
    with on_server.work(ADA) as w:
        number = service.keep(w, handed).id
        assert service.keep(w, handed).id == number
    with on_server.look() as look:
        file = service.find(look, number)
    assert file.preview == WEBP
    kept = b"".join(service.read(on_server, file.sha256))
    assert hashlib.sha256(kept).hexdigest() == file.sha256 == handed.sha256
    with on_server.work(ADA) as w:
        w.session.execute(update(File).values(at=now() - 2 * GRACE))
    with on_server.work(ADA) as w:
        assert let_go(w) == 1
