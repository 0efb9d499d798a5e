"""Where no sheet is named, the first one with rows is meant; what is broken beside it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import loading
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.service import import_file
from tests.formats.workbooks import workbook
from tests.services.test_transfer import finish, ready, send
from tests.services.transfer.test_all_sheets import database, seen

BROKEN = """
CREATE VIEW nowhere AS SELECT * FROM keepers;
CREATE VIEW animals AS SELECT 'Ape' AS name;
CREATE VIEW nobody AS SELECT name FROM animals WHERE name = 'Bear';
"""

PARTY = {"Cover": [], "Names": [["Name", "Age"]], "Songs": [["Song"], ["Hey"]], "Later": []}


def sent(client: FlaskClient, path: Path) -> str:
    return send(client, path.name, path.read_bytes())


def test_the_preview_turns_to_the_first_sheet_with_rows(
    client: FlaskClient, tmp_path: Path
) -> None:
    token = sent(client, workbook(tmp_path / "party.xlsx", PARTY))
    told = ready(client, token)
    assert (told["sheet"], told["rows"]) == ("Songs", [["Hey"]])
    empty = [{"sheet": name, "why": None} for name in ("Cover", "Names", "Later")]
    assert told["left_out"] == empty
    done = finish(client, token)
    assert done["message"] == "1 row is in Songs now. Your own file is unchanged."


def test_it_stays_there_after_others_were_looked_at(client: FlaskClient, tmp_path: Path) -> None:
    token = sent(client, workbook(tmp_path / "party.xlsx", PARTY))
    ready(client, token, sheet="Names")
    assert ready(client, token)["sheet"] == "Songs"
    assert ready(client, token, header="0")["rows"] == [["Song"], ["Hey"]]


def test_an_empty_sheet_is_not_said_to_be_broken(client: FlaskClient, tmp_path: Path) -> None:
    token = sent(client, workbook(tmp_path / "party.xlsx", PARTY))
    told = ready(client, token, sheet="Later")
    assert (told["state"], told["sheet"]) == ("broken", "Later")
    assert {"sheet": "Later", "why": None} in told["left_out"]


def test_what_cannot_be_read_beside_it_is_told_with_the_reason(
    client: FlaskClient, tmp_path: Path
) -> None:
    told = ready(client, sent(client, database(tmp_path / "zoo.sqlite", BROKEN)))
    assert (told["sheet"], told["rows"]) == ("animals", [["Ape"]])
    whys = {one["sheet"]: one["why"] for one in told["left_out"]}
    assert "asks for something that is not in this file" in whys.pop("nowhere")
    assert whys == {"nobody": None}


def test_of_a_large_file_only_what_was_passed_over_is_told(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SMALL", 0)
    told = ready(client, sent(client, workbook(tmp_path / "party.xlsx", PARTY)))
    assert [one["sheet"] for one in told["left_out"]] == ["Cover", "Names"]


def test_where_no_sheet_has_rows_the_first_is_meant(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", {"Names": [["Name", "Age"]], "Later": []})
    assert opened(path).sheet.header == ["Name", "Age"]


def test_the_command_line_means_the_same_sheet(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "party.xlsx", PARTY)
    notes = import_file(store, opened(path), None, lambda _: None).notes
    left = [f"The sheet “{name}” of the file was not imported." for name in PARTY]
    assert [note for note in notes if note in left] == [left[0], left[1], left[3]]
    assert import_into(store, opened(path), Named("Songs"), lambda _: None).notes[-3:] == notes[-3:]
    assert seen(store, "Songs", "Song") == [("Hey",), ("Hey",)]
