"""What an import brought is kept in the document: with it, after it is undone, and on every way."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.domain.sheet import ColumnPlan, Reading, SheetPlan
from desktop_app.engine import journal
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.filling import MOST_LINES, fill
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.loading import Source, load
from desktop_app.services.transfer.service import import_file
from tests.conftest import ADA
from tests.services.test_transfer import finish, ready, send, workbook
from tests.support.jobs import until_over

ODD = 'Name,Age\nAda,36\n"open,7\nBo,8\nCy,about nine\n'


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
    begun = client.post("/api/v1/imports", json={"uploads": [token]})
    assert until_over(client, begun.json["job"])["state"] == "done"
    (receipt,) = told(client)
    wanted = client.get("/api/v1/receipts/1").json["wanted"]
    assert wanted == {"all": True, "sheets": ["Guests", "Old guests"]}
    assert [(p["sheet"], p["read"]) for p in receipt["parts"]] == [("Guests", 2), ("Old guests", 1)]


def test_an_import_that_changes_nothing_is_told_too_and_leaves_nothing_to_undo(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Age\nAda,36\n")
    import_file(store, opened(file), "Guests", lambda _: None, ADA)
    import_into(store, opened(file), Named("Guests", ["Name"]), lambda _: None, ADA)
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


def test_a_receipt_tells_the_columns_of_what_was_kept_aside(store: Store, tmp_path: Path) -> None:
    file, more = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text("Name,Age,Joined\nAda,36,2020-01-02\n")
    more.write_text("Joined,Name,Age\nsoon,Bo,old\n2020-01-03,Cy,young\n")
    import_file(store, opened(file), "Guests", lambda _: None, ADA)
    import_into(store, opened(more), Named("Guests"), lambda _: None, ADA)
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


def test_an_import_by_command_keeps_what_the_page_needs_to_do_it_again(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name;Age;Shoe\nAda;36;4,5\n")
    told = Reading(decimal="comma")
    import_file(store, opened(file, reading=told), "Guests", lambda _: None, ADA)
    file.write_text("Size;Name;Age\nXL;Ada;37\n")
    import_into(store, opened(file), Named("Guests", ["Name"]), lambda _: None, ADA)
    with store.look() as look:
        into, anew = (each.wanted for each in receipts.all_of(look, None, 9))
    assert (anew["table"], anew["header"]) == ("Guests", ["Name", "Age", "Shoe"])
    assert (anew["sheet"], anew["reading"]) == ("a", asdict(told))
    assert into["header"] == ["Size", "Name", "Age"]
    assert into["into"] == {
        "table": 1,
        "mode": "update",
        "key": [1],
        "columns": [{}, {"column": 1}, {"column": 2}],
        "extend": False,
        "clear": False,
    }


def test_lines_of_other_files_that_could_not_be_read_have_their_numbers(
    store: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Paid"], ["Ada", 5], ["Bo", "#REF!"], [], ["Cy", "=B2*2"]):
        book.active.append(row)
    book.save(tmp_path / "choir.xlsx")
    (tmp_path / "log.ndjson").write_text('{"a": 1}\n{"a": 2\n\n{"a": 3}\nhello\n')
    (tmp_path / "list.json").write_text('[{"a": 1},\n{"a": 2}]')
    expected = {"choir.xlsx": [3, 5], "log.ndjson": [2, 5], "list.json": []}
    for name in expected:
        import_file(store, opened(tmp_path / name), None, lambda _: None, ADA)
    with store.look() as look:
        found = receipts.all_of(look, None, 9)
        assert {each.file: each.parts[0]["lines"] for each in found} == expected


def test_the_history_and_the_table_lead_to_the_receipt(client: FlaskClient) -> None:
    for name, into in (("a.csv", None), ("b.csv", {"table": 1, "mode": "add"})):
        token = send(client, name, ODD.encode() + name.encode())
        ready(client, token)
        menu = client.get("/tables/1").text if into else ""
        ended = finish(client, token, table="Guests", into=into)
    assert (ended["go"], ended["more"]) == ("/tables/1", "/receipts/2")
    assert "Imported from a.csv</span></a>" in menu
    entries = client.get("/api/v1/history").json["entries"]
    assert [each["receipt"] for each in entries] == [2, 1]
    assert 'href="/receipts?together=2"' in client.get("/history").text
    assert "Imported from b.csv</span> and 1 more</a>" in client.get("/tables/1").text
    client.post("/api/v1/tables", json={"name": "Other"})
    assert "Imported from" not in client.get("/tables/2").text
    assert "What came in" not in client.get("/history?table=2").text
    assert [each["id"] for each in client.get("/api/v1/receipts?table=1").json["receipts"]] == [
        2,
        1,
    ]
    assert client.get("/api/v1/receipts?table=2").json["receipts"] == []
    assert "What was imported into" in client.get("/receipts?table=1").text


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


def test_the_history_leads_to_the_receipts_of_all_files_of_a_step(client: FlaskClient) -> None:
    alone = send(client, "alone.csv", b"Name\nZed\n")
    ready(client, alone)
    finish(client, alone)
    tokens = [send(client, name, b"Name\nAda\n") for name in ("guests.csv", "songs.csv")]
    begun = client.post("/api/v1/imports", json={"uploads": tokens})
    assert until_over(client, begun.json["job"])["more"] == "/receipts?together=3"
    page = client.get("/history").text
    assert "/receipts?together=3" in page
    told = client.get("/receipts?together=3").text
    assert all(name in told for name in ("guests.csv", "songs.csv"))
    assert "alone.csv" not in told
    assert client.get("/receipts?together=1").headers["Location"] == "/receipts/1"
    assert client.get("/receipts?together=9").status_code == 404
