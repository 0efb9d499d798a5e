"""All sheets of a file come in from the command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_app.shell.commands import run
from desktop_app.shell.process import WRONG


def test_all_sheets_come_in_by_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))
    book = openpyxl.Workbook()
    book.active.title = "Guests"
    for sheet in (book.active, book.create_sheet("Songs")):
        sheet.append(["Name"])
        sheet.append([f"One of {sheet.title}"])
    book.save(tmp_path / "party.xlsx")
    document, out = str(tmp_path / "x.tidy"), tmp_path / "out.json"
    assert run(["import", document, str(tmp_path / "party.xlsx"), "--all"]) == 0
    assert "2 rows are in 2 tables now: Guests, Songs." in capsys.readouterr().out
    assert run(["export", document, "Songs", str(out)]) == 0
    assert out.read_text() == '[\n{"Name":"One of Songs"}\n]\n'


def test_several_files_come_in_by_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))
    document, files = str(tmp_path / "x.tidy"), []
    for name in ("guests.csv", "songs.csv"):
        (tmp_path / name).write_text(f"Name\nOne of {name}\n")
        files.append(str(tmp_path / name))
    assert run(["import", document, *files]) == 0
    assert "2 rows are in 2 tables now: Guests, Songs." in capsys.readouterr().out
    for refused in (["--table", "All"], ["--into", "Guests"], ["--no-header"]):
        assert run(["import", document, *files, *refused]) == WRONG
        assert "every sheet becomes a table of its own" in capsys.readouterr().err
