"""What is typed after `tidybase import` about how the file is read counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.shell.commands import run
from desktop_app.shell.process import WRONG


@pytest.fixture(autouse=True)
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A list in an encoding, with dates and numbers, that evidence leaves open."""
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))
    path = tmp_path / "towns.csv"
    path.write_bytes("Łódź|03/04/2025|1,234\n".encode("cp1250"))
    return str(path)


def test_a_file_is_read_as_the_words_say(tmp_path: Path, towns: str) -> None:
    document, out = str(tmp_path / "x.tidy"), tmp_path / "out.json"
    words = ["--encoding", "cp1250", "--separator", "bar", "--no-header"]
    words += ["--decimal", "comma", "--dates", "month"]
    assert run(["import", document, towns, *words]) == 0
    assert run(["export", document, "Towns", str(out)]) == 0
    made = '{"Column 1":"Łódź","Column 2":"2025-03-04","Column 3":1.234}'
    assert out.read_text(encoding="utf-8") == f"[\n{made}\n]\n"


def test_the_first_row_can_be_said_to_name_the_columns(tmp_path: Path, towns: str) -> None:
    document, out = str(tmp_path / "x.tidy"), tmp_path / "out.csv"
    assert run(["import", document, towns, "--encoding", "cp1250", "--header"]) == 0
    assert run(["export", document, "Towns", str(out)]) == 0
    assert "Łódź,03/04/2025" in out.read_text(encoding="utf-8")


def test_all_sheets_are_read_as_they_are_found(
    tmp_path: Path, towns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(tmp_path / "x.tidy"), towns, "--all", "--no-header"]) == WRONG
    assert "Import this one alone." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["--header", "3"], "Who,Age"),
        (["--header=1"], "About,Guests"),
        (["--header"], "About,Guests"),
        (["--header", "0"], "Column 1,Column 2"),
        (["--no-header"], "Column 1,Column 2"),
    ],
)
def test_the_row_with_the_names_can_be_said(tmp_path: Path, words: list[str], first: str) -> None:
    document, out, guests = str(tmp_path / "x.tidy"), tmp_path / "out.csv", tmp_path / "guests.csv"
    guests.write_text("About,Guests\n\nWho,Age\nAda,36\n")
    assert run(["import", document, str(guests), *words]) == 0
    assert run(["export", document, "Guests", str(out), "--no-mark"]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == first


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("-1", "rows 1 to 200, not in row -1."),
        ("1000000000", "not in row 1,000,000,000."),
        ("9", "The names cannot be in row 9: the last is row 1."),
    ],
)
def test_a_row_that_cannot_have_the_names_is_refused_in_a_sentence(
    tmp_path: Path, towns: str, capsys: pytest.CaptureFixture[str], row: str, sentence: str
) -> None:
    assert run(["import", str(tmp_path / "x.tidy"), towns, "--header", row]) == WRONG
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--header", "x"], ["--header", "2", "--no-header"]])
def test_words_that_say_no_row_are_refused(
    tmp_path: Path, towns: str, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit):
        run(["import", str(tmp_path / "x.tidy"), towns, *words])
    assert "--header" in capsys.readouterr().err
