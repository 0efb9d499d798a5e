"""What an import brought is kept in the document: with it, after it is undone, and on every way."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.engine import journal
from desktop_app.engine.store import Store
from desktop_app.formats import format_for
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.filling import MOST_LINES, fill
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.loading import Source, load
from desktop_app.services.transfer.service import import_file
from tests.conftest import ADA
from tests.services.test_transfer import finish, ready, send, workbook
from tests.support import mariadb, postgres
from tests.support.jobs import until_over

ODD = 'Name,Age\nAda,36\n"open,7\nBo,8\nCy,about nine\n'
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def any_store(request: pytest.FixtureRequest, document: Path) -> Iterator[Store]:
    """An open, new document on each kind of database."""
    if request.param == "sqlite":
        made = f"sqlite:///{document}"
    else:
        server = postgres if request.param == "postgresql" else mariadb
        made = server.emptied(request.getfixturevalue(request.param))
    opened = Store()
    opened.open(made)
    yield opened
    opened.close()


def told(client: FlaskClient) -> list[dict]:
    answer = client.get("/api/v1/receipts")
    assert answer.status_code == 200
    return answer.json["receipts"]


def test_a_receipt_tells_what_came_in_and_what_was_chosen(client: FlaskClient) -> None:
    token = send(client, "our guests.csv", ODD.encode())
    ready(client, token)
    age = {"name": "Years", "type": "whole_number"}
    assert finish(client, token, table="Guests", columns=[{}, age])["state"] == "done"
    (receipt,) = told(client)
    (part,) = receipt["parts"]
    assert (receipt["file"], receipt["size"]) == ("our guests.csv", len(ODD))
    assert (receipt["in_force"], part["table"], part["name"], part["new"]) == (
        True,
        1,
        "Guests",
        True,
    )
    assert (part["read"], part["added"], part["changed"], part["kept_aside"]) == (4, 4, 0, 1)
    assert (part["lines"], part["more_lines"]) == ([3], 0)
    wanted = client.get(f"/api/v1/receipts/{receipt['id']}").json["wanted"]
    assert (wanted["table"], wanted["header"]) == ("Guests", ["Name", "Age"])
    assert [column["name"] for column in wanted["columns"]] == [None, "Years"]


def test_undo_marks_the_receipt_and_redo_takes_that_back(client: FlaskClient) -> None:
    token = send(client, "a.csv", ODD.encode())
    ready(client, token)
    finish(client, token, table="Guests")
    assert [each["in_force"] for each in told(client)] == [True]
    assert client.post("/api/v1/undo", json={}).status_code == 200
    assert [each["in_force"] for each in told(client)] == [False]
    assert b"taken back" in client.get("/receipts").data
    assert b"This import was taken back" in client.get("/receipts/1").data
    assert client.post("/api/v1/redo", json={}).status_code == 200
    assert [each["in_force"] for each in told(client)] == [True]


def test_an_import_into_a_table_tells_what_was_updated_and_added(client: FlaskClient) -> None:
    made = client.post("/api/v1/tables", json={"name": "Choir", "columns": [{"name": "Name"}]})
    token = send(client, "new.csv", b"Name\nAda\nBo\n")
    ready(client, token)
    into = {"table": made.json["id"], "mode": "add"}
    assert finish(client, token, into=into)["state"] == "done"
    (part,) = told(client)[0]["parts"]
    assert (part["name"], part["new"], part["read"], part["added"]) == ("Choir", False, 2, 2)
    assert client.get("/api/v1/receipts/1").json["wanted"]["into"]["mode"] == "add"


def test_all_sheets_at_once_are_one_receipt_with_a_part_for_each(client: FlaskClient) -> None:
    token = send(client, "choir.xlsx", workbook())
    begun = client.post(f"/api/v1/imports/{token}/all")
    assert until_over(client, begun.json["job"])["state"] == "done"
    (receipt,) = told(client)
    assert [(p["sheet"], p["read"]) for p in receipt["parts"]] == [("Guests", 2), ("Old guests", 1)]


def test_an_import_that_changes_nothing_is_told_too_and_leaves_nothing_to_undo(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Age\nAda,36\n")
    import_file(store, file, "Guests", lambda _: None, ADA)
    import_into(store, file, Named("Guests", ["Name"]), lambda _: None, ADA)
    with store.look() as look:
        found = receipts.all_of(look, None, 9)
        assert [each.parts[0]["new"] for each in found] == [False, True]
        assert receipts.in_force(look, found) == {1, 2}
        assert journal.offer(look, ADA.id).undo == "Undo: import 1 row into Guests"


def test_what_cannot_be_imported_leaves_no_receipt(client: FlaskClient) -> None:
    token = send(client, "a.csv", ODD.encode())
    ready(client, token)
    assert finish(client, token, columns=[{"skip": True}] * 2)["state"] == "failed"
    assert told(client) == []


def test_numbers_of_odd_lines_are_bounded_and_come_from_another_process(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Name,Note\n" + f'Ada,"{"x" + chr(10)}{("y" + chr(10)) * 23}"\n' * (MOST_LINES + 7)
    )
    sheet = format_for(file, file.name).open(file, "a")
    here = fill(sheet, None, tmp_path / "here.side", lambda _: None)
    there = load(Source(file, file.name, "a"), here.plan, tmp_path / "there.side", lambda _: None)
    assert (list(here.lines), here.more_lines) == (list(range(2, 2 + 25 * MOST_LINES, 25)), 7)
    assert (list(there.lines), there.more_lines) == (list(here.lines), 7)


def test_a_file_of_an_earlier_version_keeps_receipts(tmp_path: Path) -> None:
    old = shutil.copy(SAMPLES / "version-1.tidy", tmp_path / "old.tidy")
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    store = Store()
    store.open(f"sqlite:///{old}")
    import_file(store, file, "Guests", lambda _: None, ADA)
    with store.look() as look:
        assert receipts.find(look, 1).file == "a.csv"
    store.close()


def test_receipts_of_an_earlier_version_are_told_by_this_one(tmp_path: Path) -> None:
    old = shutil.copy(SAMPLES / "version-2.tidy", tmp_path / "old.tidy")
    store = Store()
    store.open(f"sqlite:///{old}")
    with store.look() as look:
        found = receipts.all_of(look, None, 9)
        told = [(each.file, each.fingerprint, each.took) for each in found]
        assert [len(each.parts) for each in found] == [2, 1, 1]
        assert [part["aside"] for each in found for part in each.parts] == [[]] * 4
        assert receipts.in_force(look, found) == {1, 2}
    store.close()
    names = ["choir.xlsx", "next.csv", "members.csv"]
    assert told == [(name, None, None) for name in names]


def test_a_receipt_tells_the_columns_of_what_was_kept_aside(store: Store, tmp_path: Path) -> None:
    file, more = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text("Name,Age,Joined\nAda,36,2020-01-02\n")
    more.write_text("Joined,Name,Age\nsoon,Bo,old\n2020-01-03,Cy,young\n")
    import_file(store, file, "Guests", lambda _: None, ADA)
    import_into(store, more, Named("Guests"), lambda _: None, ADA)
    with store.look() as look:
        aside = receipts.find(look, 2).parts[0]["aside"]
    assert [(each["column"], each["name"], each["cells"]) for each in aside] == [
        (3, "Joined", 1),
        (2, "Age", 2),
    ]


def test_the_columns_kept_aside_come_from_another_process_too(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Age,Place\nAda,36,1\nBo,old,2\nCy,young,front\n")
    sheet = format_for(file, file.name).open(file, "a")
    kinds = [("Name", "text"), ("Age", "whole_number"), ("Place", "whole_number")]
    plan = SheetPlan([ColumnPlan(name, kind, chosen=True) for name, kind in kinds], 3)
    here = fill(sheet, plan, tmp_path / "here.side", lambda _: None)
    there = load(Source(file, file.name, "a"), plan, tmp_path / "there.side", lambda _: None)
    assert [tuple(each) for each in here.aside] == [(1, 2), (2, 1)]
    assert [tuple(each) for each in there.aside] == [(1, 2), (2, 1)]


def test_receipts_are_kept_on_every_kind_of_database(any_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "Zoë 🎉.csv"
    file.write_text(ODD)
    import_file(any_store, file, "Guests", lambda _: None, ADA)
    with any_store.look() as look:
        record = receipts.find(look, 1)
        assert (record.file, record.parts[0]["lines"]) == ("Zoë 🎉.csv", [3])
        assert receipts.of_file(look, hashlib.sha256(ODD.encode()).hexdigest()) == [record]
        assert receipts.of_file(look, "") == []
    with any_store.work(ADA) as w:
        journal.undo(w)
    with any_store.look() as look:
        assert receipts.in_force(look, [receipts.find(look, 1)]) == set()
    with any_store.work(ADA) as w:
        journal.redo(w)
    with any_store.look() as look:
        assert receipts.in_force(look, [receipts.find(look, 1)]) == {1}


def test_receipts_are_brought_up_to_date_on_every_kind_of_database(
    any_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    import_file(any_store, file, "Guests", lambda _: None, ADA)
    with any_store._writer.begin() as connection:
        told = "SELECT parts FROM tidybase_import"
        parts = json.loads(connection.scalar(sa.text(f"SELECT CAST(({told}) AS CHAR(9999))")))
        del parts[0]["aside"]
        for column in ("fingerprint", "took"):
            connection.exec_driver_sql(f"ALTER TABLE tidybase_import DROP COLUMN {column}")
        change = sa.text("UPDATE tidybase_import SET parts = :parts")
        connection.execute(change, {"parts": json.dumps(parts)})
        any_store._backend.mark(connection, 2)
    uri = any_store.uri
    any_store.close()
    any_store.open(uri)
    with any_store.look() as look:
        record = receipts.find(look, 1)
        assert (record.parts[0]["aside"], record.parts[0]["lines"]) == ([], [3])
        assert record.fingerprint is None


def test_the_same_file_is_known_again_whatever_it_is_called(client: FlaskClient) -> None:
    token = send(client, "a.csv", ODD.encode())
    ready(client, token)
    assert client.get(f"/api/v1/imports/{token}/receipts").json == {"receipts": []}
    finish(client, token, table="Guests")
    again = send(client, "a copy.csv", ODD.encode())
    (receipt,) = client.get(f"/api/v1/imports/{again}/receipts").json["receipts"]
    assert (receipt["file"], receipt["fingerprint"]) == (
        "a.csv",
        hashlib.sha256(ODD.encode()).hexdigest(),
    )
    other = send(client, "a.csv", ODD.encode() + b"Di,4\n")
    assert client.get(f"/api/v1/imports/{other}/receipts").json == {"receipts": []}
    assert receipt["fingerprint"] in client.get("/receipts/1").text
    assert "took less than a second" in client.get("/receipts/1").text


def test_a_document_that_is_brought_into_itself_keeps_its_receipt(
    store: Store, document: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ODD)
    import_file(store, file, "Guests", lambda _: None, ADA)
    before = hashlib.sha256(document.read_bytes()).hexdigest()
    import_file(store, document, "Again", lambda _: None, ADA)
    with store.look() as look:
        assert [each.id for each in receipts.of_file(look, before)] == [2]


def test_the_page_leads_to_the_rows_that_do_not_fit(app: Flask, client: FlaskClient) -> None:
    token = send(client, "a.csv", ODD.encode())
    ready(client, token)
    age = {"name": "Age", "type": "whole_number"}
    finish(client, token, table="Guests", columns=[{}, age])
    page = client.get("/receipts/1").get_data(as_text=True)
    assert 'href="/tables/1?misfit=2"' in page
    wish = '{"any": [{"column": 2, "misfit": true}]}'
    rows = client.get("/api/v1/tables/1/rows", query_string={"filter": wish}).json
    assert len(rows["rows"]) == 1


@pytest.mark.parametrize("address", ["/receipts/7", "/api/v1/receipts/7"])
def test_a_receipt_that_is_not_there_is_said_so(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
