"""Files with random bytes in random places: each ends in a sentence or in rows, never in a crash.

TIDYBASE_FLIPS says how many variants of each file are tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.readable import format_for
from tests.formats.old_workbooks import old_workbook
from tests.formats.reading import CORPORA, SAMPLES, rows
from tests.formats.workbooks import Shown, binary_workbook, ods_row, open_document

FLIPS = int(os.environ.get("TIDYBASE_FLIPS", "3"))
TABLE = [["Name", "Age"], *[["Ada", number] for number in range(300)]]
SHOWN = [["Name", "Code"], *[["Ada", Shown(number, "0000")] for number in range(300)]]


def excel(path: Path) -> None:
    """A workbook."""
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    book.save(path)


def text(path: Path) -> None:
    """A text file with all sorts of marks."""
    path.write_text("Name,Age\n" + '"Ada ""L"", \nÄ",5\n' * 300, encoding="utf-8")


MADE: dict[str, Callable[[Path], object]] = {
    "x.xlsx": excel,
    "x.xlsb": lambda path: binary_workbook(path, {"S": SHOWN}),
    "x.xls": lambda path: old_workbook(path, {"S": SHOWN}),
    "x.ods": lambda path: open_document(path, {"S": "".join(ods_row(*row) for row in TABLE)}),
    "x.csv": text,
    "x.json": lambda path: path.write_text('[{"a": "\\u00e4", "b": [1, {"c": 2.5}]}, {"a": 1}]'),
    "x.html": lambda path: path.write_text("<table><tr><th>a<th>b<tr><td>1<td>2</table>" * 20),
}
FILES = [
    *sorted(SAMPLES.glob("*.*")),
    *sorted((CORPORA / "own-hostile").glob("*.*")),
    *sorted((CORPORA / "csv-spectrum" / "csvs").glob("*.csv")),
]


@pytest.mark.parametrize("name", MADE)
def test_a_damaged_file_of_each_kind_is_read_or_refused(tmp_path: Path, name: str) -> None:
    MADE[name](tmp_path / name)
    for seed in range(FLIPS):
        check(tmp_path, tmp_path / name, seed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_of_the_collections_is_read_or_refused(tmp_path: Path, path: Path) -> None:
    seed = random.randrange(1_000)
    print("seed", seed)
    check(tmp_path, path, seed)


def check(folder: Path, path: Path, seed: int) -> None:
    """Damage a copy and read every sheet of it."""
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(max(1, int(len(content) * chance.choice([0.0005, 0.004, 0.03])))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    damaged = folder / f"{seed}-{path.name}"
    damaged.write_bytes(content)
    sentence = refusal(damaged)
    damaged.unlink()
    assert sentence.endswith((".", "?")), seed
    assert "Error" not in sentence, seed


def refusal(path: Path) -> str:
    """The sentence that reading every sheet ends in."""
    try:
        kind = format_for(path, path.name)
        for sheet in kind.sheets(path)[:3]:
            rows(kind.open(path, sheet))
    except Invalid as problem:
        return problem.message
    return "It could be read."
