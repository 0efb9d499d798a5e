"""A file opened at the sheet that is meant: with one child process, and without the engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats import asked
from desktop_app.formats.child import ask
from desktop_app.formats.first_sheet import opened
from tests.formats.workbooks import workbook

SONGS = {"Songs": [["Song"], ["Hey"]]}

LOADED = """
import json, sys
import {module}
print(json.dumps([one for one in {heavy} if one in sys.modules]))
"""


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the child processes are asked."""
    questions: list[str] = []

    def listened(kind: str, question: str, *about: Any) -> Iterator[Any]:
        questions.append(question)
        return ask(kind, question, *about)

    monkeypatch.setattr(asked, "ask", listened)
    return questions


def test_one_child_tells_the_sheets_and_the_rows(tmp_path: Path, questions: list[str]) -> None:
    file = opened(workbook(tmp_path / "x.xlsx", {"Guests": [["Name"], ["Ada"]], **SONGS}))
    assert file.sheets == ["Guests", "Songs"]
    assert (file.sheet.name, file.sheet.header) == ("Guests", ["Name"])
    assert list(file.sheet.batches()) == [[["Ada"]]]
    assert questions == ["first"]


def test_behind_sheets_without_rows_the_first_with_some_is_opened(tmp_path: Path) -> None:
    file = opened(workbook(tmp_path / "x.xlsx", {"Cover": [], "Names": [["Name"]], **SONGS}))
    assert file.sheet.name == "Songs"


def test_a_workbook_of_charts_alone_is_said_to_be_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart")
    book.remove(book["Sheet"])
    book.save(tmp_path / "charts.xlsx")
    with pytest.raises(Invalid, match="only charts or macros"):
        opened(tmp_path / "charts.xlsx")


@pytest.mark.parametrize("module", ["desktop_app.formats.reader", "desktop_app.shell.commands"])
def test_what_starts_early_loads_nothing_slow(module: str) -> None:
    heavy = ["sqlalchemy", "flask", "waitress", "webview", "urllib.request"]
    program = LOADED.format(module=module, heavy=heavy)
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert json.loads(said.stdout) == []
