"""What was answered about a large file while it was looked at is not asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.formats.answers import Answered
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import preview, survey
from desktop_app.services.transfer.filling import fill
from desktop_app.services.transfer.loading import Source, load
from desktop_app.web.uploads import uploads
from tests.formats.workbooks import workbook
from tests.services.test_transfer import finish, ready, send

ROWS = 1200
LIST = {"Guests": [["Name", "Number"], *([f"Ada {number}", number] for number in range(ROWS))]}
NO_WORKBOOK = b"PK\x03\x04 and nothing more"


def test_another_process_reads_the_answers_and_not_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "guests.xlsx", LIST)
    sheet = opened(path).sheet
    assert isinstance(sheet, Answered)
    answers = tmp_path / "answers"
    assert not sheet.answers.hand_over(answers)  # only the first rows were asked for
    plan = survey.survey(sheet, None)
    here = fill(sheet, plan, tmp_path / "here.side", lambda _: None)
    assert sheet.answers.hand_over(answers)
    path.write_bytes(NO_WORKBOOK)
    source = Source(path, path.name, "Guests", answers=answers)
    there = load(source, plan, tmp_path / "there.side", lambda _: None)
    assert (there.rows, there.notes, there.misfits) == (ROWS, here.notes, 0)


def test_a_large_upload_is_taken_apart_only_once(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "SMALL", 0)
    monkeypatch.setattr("desktop_app.services.transfer.importing.SMALL", 0)
    path = workbook(tmp_path / "guests.xlsx", LIST)
    token = send(client, path.name, path.read_bytes())
    assert ready(client, token)["total"] == ROWS
    with client.application.app_context():
        uploads().find(token).path.write_bytes(NO_WORKBOOK)
    assert finish(client, token)["message"].startswith(f"{ROWS:,} rows are in Guests now.")
