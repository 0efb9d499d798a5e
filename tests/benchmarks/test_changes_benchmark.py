"""The benchmark of changes runs, on few rows by default, and prints its table."""

import os

import pytest

from tests.benchmarks import changes

ROWS = int(os.environ.get("TIDYBASE_BENCH_ROWS", "3000"))


@pytest.mark.benchmark
def test_changing_is_measured_beside_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.main(["--rows", str(ROWS), "--rounds", "3" if ROWS > 100_000 else "1"]) == 0
    printed = capsys.readouterr().out
    with capsys.disabled():
        print("\n" + printed)
    assert "one cell edited" in printed
    assert "misfits kept" in printed
