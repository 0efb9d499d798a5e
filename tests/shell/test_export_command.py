"""A table goes out from the command line, as the file's ending says."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_app.shell.commands import run
from desktop_app.shell.process import WRONG


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))


def test_a_table_is_written_as_the_ending_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guests.csv").write_text("Name,Age\nAda,36\n")
    document, out = str(tmp_path / "x.tidy"), tmp_path / "out.json"
    assert run(["import", document, str(tmp_path / "guests.csv")]) == 0
    assert run(["export", document, "guests", str(out)]) == 0
    assert out.read_text() == '[\n{"Name":"Ada","Age":36}\n]\n'
    assert "out.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "file", "said"), [("Nobody", "out.csv", "no table"), ("guests", "out.doc", ".xlsx")]
)
def test_what_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, file: str, said: str
) -> None:
    (tmp_path / "guests.csv").write_text("Name,Age\nAda,36\n")
    document = str(tmp_path / "x.tidy")
    assert run(["import", document, str(tmp_path / "guests.csv")]) == 0
    assert run(["export", document, table, str(tmp_path / file)]) == WRONG
    assert said in capsys.readouterr().err
    assert not (tmp_path / file).exists()


def test_a_document_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert run(["export", str(tmp_path / "gone.tidy"), "T", str(tmp_path / "o.csv")]) == WRONG
    assert list(tmp_path.glob("*.tidy")) == []


def test_all_tables_go_into_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, out = with_two_tables(tmp_path), tmp_path / "out.xlsx"
    capsys.readouterr()
    assert run(["export", document, "--all", str(out)]) == 0
    assert capsys.readouterr().out == "2 tables are in out.xlsx now.\n"
    book = openpyxl.load_workbook(out)
    assert {sheet.title: sheet["A2"].value for sheet in book} == {"Guests": "=Ada", "Rooms": 12}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--all", "out.csv"], "holds one table only"),
        (["Guests", "out.xlsx", "--all"], "but not both"),
        (["out.xlsx"], "or --all for all of them"),
    ],
)
def test_what_goes_out_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    document = with_two_tables(tmp_path)
    there = [str(tmp_path / word) if word.startswith("out") else word for word in words]
    assert run(["export", document, *there]) == WRONG
    assert said in capsys.readouterr().err
    assert list(tmp_path.glob("out*")) == []


def test_csv_is_written_for_excel_unless_told(tmp_path: Path) -> None:
    document, out = with_two_tables(tmp_path), tmp_path / "out.csv"
    assert run(["export", document, "Guests", str(out)]) == 0
    assert out.read_bytes() == b"\xef\xbb\xbfName,Age\r\n'=Ada,36\r\n"
    assert run(["export", document, "Guests", str(out), "--no-mark", "--no-guard"]) == 0
    assert out.read_bytes() == b"Name,Age\r\n=Ada,36\r\n"


def with_two_tables(folder: Path) -> str:
    """Make a document of guests and rooms."""
    document = str(folder / "x.tidy")
    for name, text in (("guests.csv", "Name,Age\n=Ada,36\n"), ("rooms.csv", "Room,Beds\n12,2\n")):
        (folder / name).write_text(text)
        assert run(["import", document, str(folder / name)]) == 0
    return document
