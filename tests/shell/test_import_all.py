"""All sheets of a file come in from the command line."""

from __future__ import annotations

import io
import sys
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


class Terminal(io.StringIO):
    """Where a person looks on."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("how", [[], ["--all"], ["--into", "Odd"]])
@pytest.mark.parametrize("odd", [3, 11_000])
def test_how_many_rows_were_looked_at_is_told_before_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: list[str], odd: int
) -> None:
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))
    lines = [f"{number},{number}.5" for number in range(12_000)]
    if how[:1] == ["--into"]:
        (tmp_path / "odd.csv").write_text("Number,Half\n1,2\n")
        assert run(["import", str(tmp_path / "x.tidy"), str(tmp_path / "odd.csv")]) == 0
        lines[odd] += ",more"
    lines[odd] = lines[odd].replace(".5", " and a half")
    (tmp_path / "odd.csv").write_text("\n".join(["Number,Half", *lines]))
    monkeypatch.setattr(sys, "stderr", told := Terminal())
    assert run(["import", str(tmp_path / "x.tidy"), str(tmp_path / "odd.csv"), *how]) == 0
    shown = [line for line in told.getvalue().split("\r") if line.strip().endswith(("far", "rows"))]
    assert "Looking at every row: 12,000 so far".ljust(50) in shown
    assert shown[-1] == "12,000 rows".ljust(50)  # nothing stays of what was longer
