"""The benchmark of updating by a column runs, on few rows by default, and prints its table."""

import os

import pytest

from tests.benchmarks import update_by_key

ROWS = int(os.environ.get("TIDYBASE_BENCH_ROWS", "3000"))


@pytest.mark.benchmark
def test_updating_is_measured_beside_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    rounds = "3" if ROWS > 100_000 else "1"
    assert update_by_key.main(["--rows", str(ROWS), "--rounds", rounds]) == 0
    printed = capsys.readouterr().out
    with capsys.disabled():
        print("\n" + printed)
    assert "raw: upsert from a loaded table" in printed
    assert "ours undone" in printed
