"""The benchmarks of the import run, on few rows by default, and print their tables."""

import os
import shutil
import sys
from types import ModuleType

import pytest

from tests.benchmarks import import_csv, import_responsive, import_xlsx, preview

ROWS = int(os.environ.get("TIDYBASE_BENCH_ROWS", "5000"))
ROUNDS = ["--rounds", "3" if ROWS > 100_000 else "1"]

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts memory"),
]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the reference, sqlite3, is not here")
def test_an_import_is_measured_beside_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    printed = table_of(import_csv, ["--rows", str(ROWS), *ROUNDS], capsys)
    assert "sqlite3 .import, untyped" in printed
    assert "ratio" in printed


def test_a_workbook_is_measured_beside_its_reader(capsys: pytest.CaptureFixture[str]) -> None:
    printed = table_of(import_xlsx, ["--rows", str(min(ROWS, 100_000)), *ROUNDS], capsys)
    assert "calamine, to lists" in printed


def test_pages_are_measured_at_rest_and_during_an_import(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = table_of(import_responsive, ["--rows", str(max(ROWS, 20_000))], capsys)
    assert "p95 ratio" in printed
    assert "stop ms" in printed


def test_the_first_rows_are_measured_for_files_of_any_size(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = table_of(preview, ["--rows", str(ROWS), *ROUNDS], capsys)
    assert f"{ROWS:,} rows: first rows ms" in printed
    assert "first rows ratio" in printed


def table_of(benchmark: ModuleType, words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run it and return what it printed, which is shown too."""
    assert benchmark.main(words) == 0
    printed = capsys.readouterr().out
    with capsys.disabled():
        print("\n" + printed)
    return printed
