"""A file goes into a table that is there from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.shell.commands import run
from desktop_app.shell.process import WRONG

GUESTS = "Name,Town\nAda,York\nBo,Ghent\n"


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A document with two guests."""
    monkeypatch.setenv("TIDYBASE_HOME", str(tmp_path / "home"))
    (tmp_path / "guests.csv").write_text(GUESTS)
    made = str(tmp_path / "x.tidy")
    assert run(["import", made, str(tmp_path / "guests.csv")]) == 0
    return made


def rows(document: str, folder: Path) -> list[str]:
    """Return the lines of the table as CSV."""
    out = folder / "out.csv"
    assert run(["export", document, "Guests", str(out)]) == 0
    return out.read_text("utf-8-sig").splitlines()[1:]


def test_rows_are_updated_by_a_column_and_others_added(
    document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.csv"
    new.write_text("town,NAME,Age\nLeeds,Ada,36\nBath,Cy,40\n")
    assert run(["import", document, str(new), "--into", "guests", "--match", "name"]) == 0
    out = capsys.readouterr().out
    assert "1 row updated and 1 row added in Guests. Your own file is unchanged." in out
    assert "“Age” is no column of Guests and was left out." in out
    assert rows(document, tmp_path) == ["Ada,Leeds", "Bo,Ghent", "Cy,Bath"]


def test_empty_cells_are_left_unless_they_are_to_be_cleared(document: str, tmp_path: Path) -> None:
    new = tmp_path / "new.csv"
    new.write_text("Name,Town\nAda,\nBo,Bath\n")
    words = ["import", document, str(new), "--into", "Guests", "--match", "Name"]
    assert run(words) == 0
    assert rows(document, tmp_path) == ["Ada,York", "Bo,Bath"]
    assert run([*words, "--clear"]) == 0
    assert rows(document, tmp_path) == ["Ada,", "Bo,Bath"]


def test_all_rows_are_added_unless_told_otherwise(document: str, tmp_path: Path) -> None:
    assert run(["import", document, str(tmp_path / "guests.csv"), "--into", "Guests"]) == 0
    assert rows(document, tmp_path) == ["Ada,York", "Bo,Ghent"] * 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--into", "Friends"], "There is no table “Friends” in this file."),
        (["--into", "Guests", "--match", "Age"], "“Guests” has no column “Age”."),
        (["--match", "Name"], "--into"),
        (["--into", "Guests", "--clear"], "--match"),
    ],
)
def test_what_is_not_there_is_told(
    document: str,
    tmp_path: Path,
    words: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["import", document, str(tmp_path / "guests.csv"), *words]) == WRONG
    assert told in capsys.readouterr().err
    assert rows(document, tmp_path) == ["Ada,York", "Bo,Ghent"]


def test_a_file_without_a_column_of_the_table_is_told_both(
    document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "songs.csv").write_text("A,B,C,D,E,F\n1,2,3,4,5,6\n")
    for more in ([], ["--match", "Name"]):
        words = ["import", document, str(tmp_path / "songs.csv"), "--into", "Guests", *more]
        assert run(words) == WRONG
        assert (
            "No heading of the file (“A”, “B”, “C”, “D”, “E”, …) is the name of a column in "
            "Guests that can be filled (“Name”, “Town”)."
        ) in capsys.readouterr().err
    assert rows(document, tmp_path) == ["Ada,York", "Bo,Ghent"]
