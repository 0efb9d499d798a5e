"""In which row the names are can be said over HTTP, is kept with the receipt, and said again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from desktop_app.domain.errors import Invalid
from desktop_app.domain.names import former_names, unique_names
from desktop_app.domain.sheet import Reading
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import loading, receipts
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.receipts import ImportRecord
from desktop_app.services.transfer.service import import_file
from desktop_app.services.transfer.shapes import ReadingWanted
from tests.conftest import ADA
from tests.formats.workbooks import workbook
from tests.services.test_transfer import finish, ready, send

LIST = b"Guests,2025\nAda,36\n\nWho,Age\nCy,9\nDi,8\n"
TOLD = "2 lines above the table (“Guests 2025”) did not become a row."


def names(preview: dict) -> list[str]:
    return [column["name"] for column in preview["columns"]]


def test_the_preview_and_the_import_follow_and_the_receipt_tells(client: FlaskClient) -> None:
    token = send(client, "list.csv", LIST)
    found = ready(client, token)
    assert (names(found), found["reading"]["header"], found["above"]) == (["Guests", "2025"], 1, [])
    told = ready(client, token, header="4")
    assert (names(told), told["reading"]["header"]) == (["Who", "Age"], 4)
    assert told["above"] == [{"place": 1, "text": "Guests 2025"}, {"place": 2, "text": "Ada 36"}]
    assert told["notes"] == [TOLD]
    assert finish(client, token, table="List", reading={"header": 4})["state"] == "done"
    receipt = client.get("/api/v1/receipts/1").json
    assert receipt["parts"][0]["notes"] == [TOLD]
    assert receipt["wanted"]["reading"]["header"] == 4


@pytest.mark.parametrize("goal", [{"table": "Anew"}, {"into": {"table": 1, "mode": "add"}}])
def test_what_was_looked_at_last_is_kept_for_the_next_time(
    client: FlaskClient, goal: dict[str, object]
) -> None:
    for wanted in ({}, goal):
        token = send(client, "list.csv", LIST)
        ready(client, token, header="4")
        assert finish(client, token, **wanted)["state"] == "done"
    kept = client.get("/api/v1/receipts/2").json["wanted"]
    assert (kept["reading"]["header"], kept["header"]) == (4, ["Who", "Age"])


@pytest.mark.parametrize(("kept", "meant"), [(True, 1), (False, 0), (None, None)])
def test_a_receipt_from_before_rows_were_counted_is_done_again(
    client: FlaskClient, store: Store, kept: bool | None, meant: int | None
) -> None:
    token = send(client, "list.csv", b"7,8\n9,10\n")
    ready(client, token)
    finish(client, token)
    reading = {"encoding": None, "separator": None, "header": kept, "decimal": None, "dates": None}
    with store.work(ADA) as w:
        w.session.execute(update(ImportRecord).values(wanted={"reading": reading}))
    again = client.get("/api/v1/receipts/1").json["wanted"]["reading"]
    assert again["header"] is kept
    told = {"header": str(kept).lower()} if kept is not None else {}
    token = send(client, "next.csv", b"7,8\n9,10\n")
    shown = ready(client, token, **told)
    assert shown["reading"]["header"] == (meant or 0)
    assert finish(client, token, reading=again)["state"] == "done"
    newest = client.get("/api/v1/receipts/2").json["wanted"]["reading"]["header"]
    assert (newest, type(newest)) == (meant, type(meant))


@pytest.mark.parametrize(("given", "meant"), [(True, 1), (False, 0), (7, 7), (0, 0), (None, None)])
def test_yes_and_no_become_numbers_where_they_come_in(given: object, meant: int | None) -> None:
    header = ReadingWanted(header=given).told().header  # type: ignore[arg-type]
    assert (header, type(header)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (-1, "must be 0 or more"),
        ("x", "must be"),
        (1.5, "must be"),
        (3, "Row 3 is empty"),
        (7, "The names cannot be in row 7: the last is row 6."),
        (201, "rows 1 to 200, not in row 201"),
        (10**9, "rows 1 to 200, not in row 1,000,000,000"),
        (10**30, "must be"),
    ],
)
def test_where_no_names_can_be_is_refused_in_words_and_nothing_is_lost(
    client: FlaskClient, header: object, sentence: str
) -> None:
    token = send(client, "list.csv", LIST)
    for answer in (
        client.get(f"/api/v1/imports/{token}", query_string={"header": header}),
        client.post(f"/api/v1/imports/{token}", json={"reading": {"header": header}}),
    ):
        assert answer.status_code == 422
        assert answer.json["error"]["field"].endswith("header")
        assert sentence in answer.json["error"]["message"]
    assert names(ready(client, token)) == ["Guests", "2025"]


@pytest.mark.parametrize("row", [2, 201])
def test_a_wrong_row_does_not_stop_the_look_at_what_was_found(
    client: FlaskClient, row: int
) -> None:
    token = send(client, "long.csv", b"Age\n\n" + b"1\n" * 220_000)
    address = f"/api/v1/imports/{token}"
    assert client.get(address).status_code == 200
    assert client.get(address, query_string={"header": row}).status_code == 422
    assert ready(client, token)["total"] == 220_000


def test_a_row_that_the_first_sheet_does_not_have_leads_to_no_other_sheet(tmp_path: Path) -> None:
    sheets = {"Guests": [["Name"], ["Ada"]], "Songs": [["x"], ["y"], ["Song"], ["Hey"]]}
    path = workbook(tmp_path / "party.xlsx", sheets)
    with pytest.raises(Invalid, match="The names cannot be in row 3: the last is row 2"):
        opened(path, reading=Reading(header=3))
    empty = workbook(tmp_path / "late.xlsx", {"Cover": [], **sheets})
    with pytest.raises(Invalid, match="The names cannot be in row 3"):
        opened(empty, reading=Reading(header=3))


def test_the_command_line_keeps_the_row_for_the_next_time(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)
    file = opened(path, reading=Reading(header=4))
    assert TOLD in import_file(store, file, "List", lambda _: None, ADA).notes
    assert TOLD in import_into(store, file, Named("List"), lambda _: None, ADA).notes
    with store.look() as look:
        kept = [each.wanted["reading"]["header"] for each in receipts.all_of(look, None, 9)]
    assert kept == [4, 4]


def test_a_large_file_is_put_together_below_the_same_row(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SMALL", 0)
    token = send(client, "list.csv", LIST)
    ready(client, token, header="4")
    assert finish(client, token, reading={"header": 4})["state"] == "done"
    rows = client.get("/api/v1/tables/1/rows?limit=9").json["rows"]
    assert [row["cells"] for row in rows] == [["Cy", 9], ["Di", 8]]


def test_long_headings_are_told_and_find_their_columns_in_any_order(client: FlaskClient) -> None:
    rated = [f"Rate the food and the music on a scale from 1 to 5 this time: [{n}]" for n in "ABC"]
    notes = ["3 headings are too long for a name and came in shortened, with “…”."]
    token = send(client, "forms.csv", f"{','.join(rated)}\n5,3,1\n".encode())
    assert ready(client, token)["notes"] == notes
    assert finish(client, token)["state"] == "done"
    assert client.get("/api/v1/receipts/1").json["parts"][0]["notes"] == notes
    token = send(client, "next.csv", f"{','.join(rated[::-1])}\n10,30,50\n".encode())
    ready(client, token)
    assert finish(client, token, into={"table": 1})["state"] == "done"
    rows = client.get("/api/v1/tables/1/rows").json["rows"]
    assert [row["cells"] for row in rows] == [[5, 3, 1], [50, 30, 10]]


def test_columns_that_an_earlier_version_made_of_long_headings_are_found(
    client: FlaskClient, store: Store, tmp_path: Path
) -> None:
    asked = "How satisfied are you with the {} that were offered to you on our last day together"
    headings = [asked.format(what) for what in ("good seats", "good food", "music")]
    (tmp_path / "more.csv").write_text(",".join(headings) + "\n1,2,3\n")
    made, now = former_names(headings), unique_names(headings)[0]
    with store.work(ADA) as w:
        columns = [*((name, "whole_number", {}) for name in made), (now, "text", {})]
        w.apply(AddTable("Asked", columns))
    token = send(client, "more.csv", (tmp_path / "more.csv").read_bytes())
    found = ready(client, token)["columns"]
    assert [column["former"] for column in found] == made
    # A column that is called so by now comes first.
    assert client.get(f"/api/v1/imports/{token}/into?table=1").json["columns"] == [4, 2, 3]
    taken = import_into(store, opened(tmp_path / "more.csv"), Named("Asked"), lambda _: None)
    assert taken.counts.added == 1
