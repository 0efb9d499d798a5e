"""The benchmark of browsing runs, on few rows by default, and prints its table."""

import os

import pytest

from tests.benchmarks import browse

ROWS = int(os.environ.get("TIDYBASE_BENCH_ROWS", "3000"))


@pytest.mark.benchmark
def test_browsing_is_measured_beside_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert browse.main(["--rows", str(ROWS), "--rounds", "3" if ROWS > 100_000 else "1"]) == 0
    printed = capsys.readouterr().out
    with capsys.disabled():
        print("\n" + printed)
    assert "200 rows, last" in printed
    assert "search all columns, common, with accents" in printed
    assert "search all columns, after an edit" in printed
