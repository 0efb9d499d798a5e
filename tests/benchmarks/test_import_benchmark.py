"""The benchmark of the import runs, on few rows by default, and prints its table."""

import os
import shutil
import sys

import pytest

from tests.benchmarks import import_csv

ROWS = int(os.environ.get("TIDYBASE_BENCH_ROWS", "5000"))


@pytest.mark.benchmark
@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts memory")
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the reference, sqlite3, is not here")
def test_an_import_is_measured_beside_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_csv.main(["--rows", str(ROWS), "--rounds", "3" if ROWS > 100_000 else "1"]) == 0
    printed = capsys.readouterr().out
    with capsys.disabled():
        print("\n" + printed)
    assert "sqlite3 .import, untyped" in printed
    assert "ratio" in printed
