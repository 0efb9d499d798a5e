"""The desk opens each document once, on a port of its own, and leaves nothing when it closes."""

import json
import re
import socket
import sqlite3
from contextlib import closing
from threading import Event
from urllib.parse import urlsplit

import pytest

from desktop_app.config import Config
from desktop_app.domain.errors import DocumentMoved, DocumentProblem, DocumentReadOnly, NotADocument
from desktop_app.shell.desk import Desktop
from desktop_app.web.jobs import Outcome
from tests.support import postgres
from tests.support.patience import MOST, until
from tests.support.served import Client
from tests.support.servers import free_port


@pytest.fixture
def config(tmp_path):
    return Config(folder=tmp_path / "own", documents=tmp_path / "documents", account="ada")


@pytest.fixture
def desk(config):
    desk = Desktop(config)
    yield desk
    desk.close()


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def visit(address):
    return Client(origin(address)).sign_in(address)


def locks(config):
    return list((config.folder / "open").iterdir())


def test_a_new_document_lies_in_the_documents_folder_under_a_name_that_is_free(desk, config):
    desk.new()
    desk.new()
    names = sorted(path.name for path in config.documents.iterdir())
    assert names == ["Untitled 2.tidy", "Untitled.tidy"]


def test_a_new_document_never_takes_the_place_of_a_file_that_is_there(desk, tmp_path):
    kept = tmp_path / "choir.tidy"
    kept.write_text("precious")
    with pytest.raises(DocumentReadOnly, match="Nothing was changed"):
        desk.new(kept)
    assert kept.read_text() == "precious"


def test_the_same_document_opened_again_is_the_same_site_by_a_new_address(desk, tmp_path):
    first = desk.new(tmp_path / "choir.tidy")
    again = desk.open(tmp_path / "choir.tidy")
    assert origin(first) == origin(again)
    assert first != again


def test_two_documents_and_the_welcome_page_cannot_reach_one_another(desk, tmp_path):
    choir, club, welcome = desk.new(tmp_path / "a.tidy"), desk.new(tmp_path / "b.tidy"), None
    welcome = desk.welcome()
    assert len({origin(choir), origin(club), origin(welcome)}) == 3
    member, stranger = visit(choir), Client(origin(club))
    stranger.cookie = member.cookie
    assert stranger.get("/api/v1/tables").status == 403


def test_a_document_that_is_gone_is_said_to_be_gone(desk, tmp_path):
    with pytest.raises(DocumentMoved, match=r"choir.tidy is not in the folder"):
        desk.open(tmp_path / "choir.tidy")


def test_a_file_that_is_no_document_is_not_kept_from_others(desk, config, tmp_path):
    wrong = tmp_path / "wrong.tidy"
    wrong.write_text("This is a letter, and a rather long one, to be sure of what it is." * 9)
    with pytest.raises(NotADocument):
        desk.open(wrong)
    assert locks(config) == []


def test_a_spreadsheet_sent_by_the_page_is_moved_into_a_document_of_its_name(
    desk, config, tmp_path
):
    ours = tmp_path / "upload"
    ours.write_text("Name\nAda\n")
    client = visit(desk.start_with([(ours, "guests: 2026.csv")]))
    assert not ours.exists()
    assert (config.documents / "guests_ 2026.tidy").is_file()
    assert client.get("/api/v1/tables").json()["tables"] == []


def test_a_spreadsheet_dropped_on_a_document_is_imported_there_and_stays_as_it_is(desk, tmp_path):
    theirs = tmp_path / "guests.csv"
    theirs.write_text("Name\nAda\n")
    shown = origin(desk.new(tmp_path / "choir.tidy"))
    assert origin(desk.take([theirs], shown)) == shown
    assert theirs.read_text() == "Name\nAda\n"


def test_a_spreadsheet_dropped_on_the_welcome_page_gets_a_document_of_its_own(
    desk, config, tmp_path
):
    theirs = tmp_path / "guests.csv"
    theirs.write_text("Name\nAda\n")
    desk.take([theirs], origin(desk.welcome()))
    assert (config.documents / "guests.tidy").is_file()


def test_several_spreadsheets_dropped_are_imported_together_into_one_document(
    desk, config, tmp_path
):
    for name in ("guests.csv", "songs.csv"):
        (tmp_path / name).write_text("Name\nAda\n")
    address = desk.take([tmp_path / "guests.csv", tmp_path / "songs.csv"], origin(desk.welcome()))
    assert [path.name for path in config.documents.iterdir()] == ["guests.tidy"]
    (page,) = re.findall('/import/[^"]+', Client(origin(address)).get(urlsplit(address).path).text)
    assert page.count(",") == 1


def test_a_document_dropped_is_opened(desk, tmp_path):
    address = desk.new(tmp_path / "choir.tidy")
    assert origin(desk.take([tmp_path / "choir.tidy"], None)) == origin(address)


def test_a_database_of_another_program_is_imported_and_stays_as_it_is(desk, config, tmp_path):
    theirs = tmp_path / "shop.db"
    with closing(sqlite3.connect(theirs)) as made:
        made.execute("CREATE TABLE Goods (Name)")
    before = theirs.read_bytes()
    address = desk.take([theirs], origin(desk.welcome()))
    assert "/import/" in Client(origin(address)).get(urlsplit(address).path).text
    assert (config.documents / "shop.tidy").is_file()
    assert theirs.read_bytes() == before


def test_a_document_is_opened_whatever_it_is_called(desk, tmp_path):
    desk.new(tmp_path / "choir.tidy")
    desk.close()
    renamed = (tmp_path / "choir.tidy").rename(tmp_path / "choir.db")
    address = desk.take([renamed], None)
    assert origin(desk.take([renamed], None)) == origin(address), "it is open already"


def test_the_newest_document_comes_first_and_one_that_is_gone_is_only_greyed(desk, tmp_path):
    desk.new(tmp_path / "a.tidy")
    desk.new(tmp_path / "b.tidy")
    desk.open(tmp_path / "a.tidy")
    desk.close()
    (tmp_path / "b.tidy").unlink()
    assert [(one.name, one.there) for one in desk.recent()] == [("a", True), ("b", False)]


def test_a_damaged_list_of_recent_documents_is_an_empty_one(desk, config, tmp_path):
    (config.folder / "recent.json").write_text('[{"path": 3')
    assert desk.recent() == []
    desk.new(tmp_path / "choir.tidy")
    assert [one.name for one in desk.recent()] == ["choir"]


def test_documents_lying_about_are_found_unless_they_are_recent(desk, config):
    desk.new(name="Known")
    (config.documents / "Other.tidy").touch()
    (config.documents / "letter.txt").touch()
    assert [one.name for one in desk.found()] == ["Other"]


def test_without_dialogs_nothing_is_asked(desk):
    assert not desk.dialogs
    assert desk.ask_open([".tidy"]) is None
    assert desk.ask_save("guests.csv") is None


def test_closing_frees_every_port_and_file(desk, config, tmp_path):
    address = desk.new(tmp_path / "choir.tidy")
    desk.welcome()
    assert len(locks(config)) == 1
    desk.close()
    assert locks(config) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(address).port))


def test_a_document_is_closed_when_the_window_has_left_it(desk, config, tmp_path):
    choir, welcome = origin(desk.new(tmp_path / "choir.tidy")), origin(desk.welcome())
    desk.arrived(welcome)
    assert len(locks(config)) == 1
    desk.arrived(choir)
    desk.arrived(choir)
    assert len(locks(config)) == 1
    desk.arrived(welcome)
    assert locks(config) == []
    assert desk.open(tmp_path / "choir.tidy")


def test_a_document_at_work_is_not_closed_before_the_work_is_done(desk, config, tmp_path):
    choir, welcome = origin(desk.new(tmp_path / "choir.tidy")), origin(desk.welcome())
    desk.arrived(choir)
    finished = Event()
    job = next(iter(desk._sites.values()))._jobs.start(
        lambda _: finished.wait(MOST) and Outcome("")
    )
    desk.arrived(welcome)
    assert len(locks(config)) == 1
    finished.set()
    until(lambda: job.state == "done")
    desk.arrived(welcome)
    assert locks(config) == []


def test_a_page_that_was_lost_comes_back_in_its_document_or_else_the_welcome_page(desk, tmp_path):
    choir = origin(desk.new(tmp_path / "choir.tidy"))
    assert origin(desk.again(f"{choir}/tables/1")) == choir
    assert origin(desk.again("http://127.0.0.1:1/tables/1")) == origin(desk.welcome())


def test_a_document_begun_for_a_spreadsheet_goes_again_if_nothing_was_brought_in(
    desk, config, tmp_path
):
    (tmp_path / "guests.csv").write_text("Name\nAda\n")
    (tmp_path / "plots.csv").write_text("Name\nAda\n")
    desk.take([tmp_path / "guests.csv"])
    used = visit(desk.take([tmp_path / "plots.csv"]))
    used.post("/api/v1/tables", {"name": "Plots"})
    desk.new()
    desk.close()
    names = sorted(path.name for path in config.documents.iterdir())
    assert names == ["Untitled.tidy", "plots.tidy"]
    assert [recent.name for recent in desk.recent()] == ["Untitled", "plots"]


def test_a_database_on_a_server_is_opened_once_and_left_like_a_file(desk, postgresql):
    address = postgres.emptied(postgresql)
    there = visit(desk.connect(address))
    assert there.post("/api/v1/tables", {"name": "Guests", "columns": []}).status == 201
    again = desk.connect(address)
    assert origin(again) == there.origin
    assert desk.recent() == []
    desk.arrived(there.origin)
    desk.arrived(origin(desk.welcome()))
    assert there.origin not in desk.origins()
    assert "Guests" in visit(desk.connect(address)).get("/tables/1").text


def test_a_database_on_a_server_is_remembered_without_its_password(desk, config, postgresql):
    address = postgres.emptied(postgresql)
    with_password = address.replace("tester@", "tester:secret@")
    desk.connect(with_password)
    desk.connect(with_password)
    assert [known.address for known in desk.servers()] == [address]
    assert "secret" not in (config.folder / "servers.json").read_text()
    (config.folder / "servers.json").write_text('[{"address": "sqlite:///x", "when": 0}]')
    assert desk.servers() == []


def test_what_was_opened_before_is_taken_off_its_list_and_stays_where_it_is(desk, config, tmp_path):
    desk.new(tmp_path / "choir.tidy")
    desk.new(tmp_path / "club.tidy")
    servers = [{"address": f"postgresql://db.example.org/{name}", "when": 0} for name in "ab"]
    (config.folder / "servers.json").write_text(json.dumps(servers))
    desk.forget(desk.recent()[1])
    desk.forget(desk.servers()[0])
    assert [recent.name for recent in desk.recent()] == ["club"]
    assert [known.address for known in desk.servers()] == ["postgresql://db.example.org/b"]
    assert (tmp_path / "choir.tidy").is_file()


def test_a_server_that_does_not_answer_leaves_the_welcome_page_as_it_is(desk):
    with pytest.raises(DocumentProblem):
        desk.connect(f"postgresql://ada:secret@127.0.0.1:{free_port()}/choir")
    assert desk.origins() == set()
    assert desk.servers() == []
