"""A table goes out from the command line, as the file's ending says."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.shell.commands import WRONG, run


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
