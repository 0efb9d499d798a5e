"""What was answered about a large file while it was looked at is not asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.formats.answers import Answered
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import loading, survey
from desktop_app.services.transfer.filling import fill
from desktop_app.services.transfer.loading import Source, load
from desktop_app.web.uploads import uploads
from tests.formats.workbooks import workbook
from tests.services.test_transfer import finish, ready, send
from tests.services.transfer.test_fit import fit, wishes

ROWS = 1200
LIST = {"Guests": [["Name", "Number"], *([f"Ada {number}", number] for number in range(ROWS))]}
NO_WORKBOOK = b"PK\x03\x04 and nothing more"


def test_another_process_reads_the_answers_and_not_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "guests.xlsx", LIST)
    sheet = opened(path).sheet
    assert isinstance(sheet, Answered)
    assert not sheet.answers.hand_over(tmp_path / "answers")  # only the first rows were asked for
    plan = survey.survey(sheet, None)
    here = fill(sheet, plan, tmp_path / "here.side", lambda _: None)
    path.write_bytes(NO_WORKBOOK)
    source = Source(path, path.name, "Guests", answers=sheet.answers)
    there = load(source, plan, tmp_path / "there.side", lambda _: None)
    assert (there.rows, there.notes, there.misfits) == (ROWS, here.notes, 0)
    assert not list(tmp_path.glob("*answers*"))


def test_a_large_upload_is_taken_apart_only_once(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SMALL", 0)
    path = workbook(tmp_path / "guests.xlsx", LIST)
    token = send(client, path.name, path.read_bytes())
    assert ready(client, token)["total"] == ROWS
    with client.application.app_context():
        uploads().find(token).path.write_bytes(NO_WORKBOOK)
    assert finish(client, token)["message"].startswith(f"{ROWS:,} rows are in Guests now.")


@pytest.mark.parametrize("small", [0, 1 << 20])
def test_what_does_not_fit_is_counted_without_taking_the_file_apart_again(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(loading, "SMALL", small)
    path = workbook(tmp_path / "guests.xlsx", LIST)
    token = send(client, path.name, path.read_bytes())
    ready(client, token)
    with client.application.app_context():
        upload = uploads().find(token).path
    upload.write_bytes(NO_WORKBOOK)
    name, number = fit(client, token, columns=wishes("date", "whole_number"))
    assert (name["misfits"], number["misfits"]) == (ROWS, 0)
    assert list(upload.parent.iterdir()) == [upload]
