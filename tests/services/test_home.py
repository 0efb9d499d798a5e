"""The welcome page, with a desk of the test's own at the edge where the window would be."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.engine import addresses
from desktop_app.services.home.service import in_words
from desktop_app.web.desk import Known, Recent

CHOIR = Recent("Riverside Choir", "Documents", Path("/x/choir.tidy"), 0.0, there=True)
GONE = Recent("Old plots", "Stick", Path("/x/plots.tidy"), 0.0, there=False)


@dataclass
class PaperDesk:
    """A desk that writes down what it was asked and answers what it was told to."""

    dialogs: bool = True
    answer: Path | None = None
    done: list[tuple[object, ...]] = field(default_factory=list)

    def recent(self) -> Sequence[Recent]:
        return [CHOIR, GONE]

    def servers(self) -> Sequence[Known]:
        return [
            Known("postgresql://ada@db.example.org:5433/our_choir?sslmode=verify-full", 0.0),
            Known("oracle://db.example.org?service_name=plots", 0.0),
        ]

    def found(self) -> Sequence[Recent]:
        return [CHOIR]

    def open(self, path: Path) -> str:
        self.done.append(("open", path))
        return "http://127.0.0.1:1/_boot/x"

    def new(self, path: Path | None = None, name: str = "") -> str:  # noqa: ARG002
        self.done.append(("new", path))
        return "http://127.0.0.1:1/_boot/x"

    def connect(self, uri: str) -> str:
        self.done.append(("connect", uri))
        return "http://127.0.0.1:1/_boot/s"

    def start_with(self, spreadsheets: Sequence[tuple[Path, str]]) -> str:
        self.done += [("start", name, path.read_bytes()) for path, name in spreadsheets]
        return "http://127.0.0.1:1/_boot/x"

    def welcome(self) -> str:
        return "http://127.0.0.1:1/_boot/w"

    def forget(self, opened: Recent | Known) -> None:
        self.done.append(("forget", opened))

    def ask_open(self, kinds: Sequence[str]) -> Path | None:
        self.done.append(("ask", tuple(kinds)))
        return self.answer

    def ask_save(self, name: str) -> Path | None:
        self.done.append(("save", name))
        return self.answer


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def home(config: Config, desk: PaperDesk) -> FlaskClient:
    app: Flask = create_app(config, desk=desk)
    yield app.test_client()
    close(app)


def test_the_welcome_page_shows_recent_files(home: FlaskClient) -> None:
    page = home.get("/", follow_redirects=True)
    assert page.status_code == 200
    assert "Riverside Choir" in page.text
    assert "Old plots" in page.text


def test_programs_see_the_same_files(home: FlaskClient) -> None:
    told = home.get("/api/v1/home/recent").json["files"]
    assert [(each["name"], each["folder"], each["there"]) for each in told] == [
        ("Riverside Choir", "Documents", True),
        ("Old plots", "Stick", False),
    ]
    assert [each["name"] for each in home.get("/api/v1/home/found").json["files"]] == [CHOIR.name]


def test_a_new_file_is_made_where_the_person_says(home: FlaskClient, desk: PaperDesk) -> None:
    assert home.post("/api/v1/home/new").json == {"cancelled": True}
    desk.answer = Path("/x/choir.tidy")
    assert home.post("/api/v1/home/new").json == {"go": "http://127.0.0.1:1/_boot/x"}
    assert desk.done == [("save", "Untitled.tidy"), ("save", "Untitled.tidy"), ("new", desk.answer)]


def test_without_dialogs_a_new_file_needs_no_answer(home: FlaskClient, desk: PaperDesk) -> None:
    desk.dialogs = False
    assert "go" in home.post("/api/v1/home/new").json
    assert desk.done == [("new", None)]


def test_a_chosen_file_is_opened(home: FlaskClient, desk: PaperDesk) -> None:
    assert home.post("/api/v1/home/open").json == {"cancelled": True}
    desk.answer = Path("/x/choir.tidy")
    home.post("/api/v1/home/open")
    assert desk.done[-1] == ("open", desk.answer)


def test_recent_files_are_opened_by_their_place_never_by_a_path(
    home: FlaskClient, desk: PaperDesk
) -> None:
    assert home.post("/api/v1/home/recent/1").status_code == 200
    assert home.post("/api/v1/home/found/0").status_code == 200
    assert desk.done == [("open", GONE.path), ("open", CHOIR.path)]
    assert home.post("/api/v1/home/recent/2").status_code == 404


def test_what_was_opened_before_is_taken_off_the_list_by_its_place(
    home: FlaskClient, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda name: name != "psycopg")
    assert home.delete("/api/v1/home/recent/1").json == {"deleted": 1}
    assert home.delete("/api/v1/home/servers/0").json == {"deleted": 1}
    assert desk.done == [("forget", GONE), ("forget", desk.servers()[1])]
    assert home.delete("/api/v1/home/recent/2").status_code == 404
    assert home.delete("/api/v1/home/servers/1").status_code == 404


def test_a_dropped_spreadsheet_starts_a_file_and_our_copy_goes(
    home: FlaskClient, desk: PaperDesk
) -> None:
    answer = home.post("/api/v1/home/start", data={"file": (io.BytesIO(b"a\n1\n"), "guests.csv")})
    assert answer.json == {"go": "http://127.0.0.1:1/_boot/x"}
    assert desk.done == [("start", "guests.csv", b"a\n1\n")]
    assert list(home.application.extensions["tidybase.uploads"]) == []
    assert home.post("/api/v1/home/start", data={}).status_code == 422


def test_several_dropped_spreadsheets_start_one_file(home: FlaskClient, desk: PaperDesk) -> None:
    files = [(io.BytesIO(name.encode()), name) for name in ("a.csv", "b.csv")]
    assert home.post("/api/v1/home/start", data={"file": files}).status_code == 200
    assert desk.done == [("start", "a.csv", b"a.csv"), ("start", "b.csv", b"b.csv")]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 11, 22, 0, 5), "Today"),
        (datetime(2026, 11, 21, 23, 55), "Yesterday"),
        (datetime(2026, 11, 12), "12 Nov"),
        (datetime(2024, 2, 2), "2 Feb 2024"),
        (datetime(2027, 1, 1), "Today"),
    ],
)
def test_when_a_file_was_open_is_said_as_people_say_it(when: datetime, words: str) -> None:
    today = datetime(2026, 11, 22, 12).astimezone()
    assert in_words(when.timestamp(), today) == words


SERVER = {"kind": "postgresql", "host": " db.example.org ", "database": "choir"}


@pytest.mark.parametrize(
    ("more", "uri"),
    [
        ({}, "postgresql://db.example.org/choir"),
        (
            {"user": "ada", "password": "a/b@c:d?e", "port": "5433", "checked": "yes"},
            "postgresql://ada:a%2Fb%40c%3Ad%3Fe@db.example.org:5433/choir?sslmode=verify-full",
        ),
        (
            {"kind": "mysql", "checked": "yes"},
            "mysql://db.example.org/choir?ssl_verify_cert=true&ssl_verify_identity=true",
        ),
        ({"kind": "oracle", "user": "o"}, "oracle://o@db.example.org?service_name=choir"),
    ],
)
def test_a_database_on_a_server_is_opened_by_what_the_form_says(
    home: FlaskClient, desk: PaperDesk, monkeypatch: pytest.MonkeyPatch, more: dict, uri: str
) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda _: True)
    answer = home.post("/api/v1/home/server", json=SERVER | more)
    assert answer.json == {"go": "http://127.0.0.1:1/_boot/s"}
    assert desk.done == [("connect", uri)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "sqlite"}, "kind"),
        ({"host": ""}, "host"),
        ({"host": "/run/postgresql"}, "host"),
        ({"database": "host=x options=y"}, "database"),
        ({"port": "70000"}, "port"),
        ({"sslrootcert": "/etc/passwd"}, "sslrootcert"),
    ],
)
def test_only_what_the_form_has_reaches_a_driver(
    home: FlaskClient, desk: PaperDesk, wrong: dict, field: str
) -> None:
    answer = home.post("/api/v1/home/server", json=SERVER | wrong)
    assert (answer.status_code, answer.json["error"]["field"]) == (422, field)
    assert desk.done == []


def test_a_server_opened_before_asks_for_no_more_than_the_password(
    home: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda _: True)
    welcome = home.get("/welcome").text
    assert "Our choir on db.example.org" in welcome
    assert "PostgreSQL, as ada" in welcome
    assert "Plots on db.example.org" in welcome
    asked = home.get("/server?known=0").text
    assert 'href="/server?known=0"' in welcome
    assert '<option value="postgresql" selected>' in asked
    for name, value in (("host", "db.example.org"), ("port", "5433"), ("user", "ada")):
        assert f'name="{name}" type="text" value="{value}"' in asked
    assert 'name="database" type="text" value="our_choir"' in asked
    assert 'name="password" type="password" value=""' in asked
    assert 'name="checked" value="yes" checked>' in asked
    assert 'value="plots"' in home.get("/server?known=1").text
    assert " checked>" not in home.get("/server").text
    for gone in (2, -1):
        assert home.get(f"/server?known={gone}").status_code == 404


def test_servers_are_offered_only_where_one_can_be_reached(
    home: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for there, offered in ((["psycopg"], True), ([], False)):
        monkeypatch.setattr(addresses, "find_spec", there.count)
        assert ("/server" in home.get("/welcome").text) is offered
        page = home.get("/server").text
        assert ("PostgreSQL" in page, "MySQL" in page) == (offered, False)
    assert home.post("/api/v1/home/server", json=SERVER).json["error"]["field"] == "kind"
