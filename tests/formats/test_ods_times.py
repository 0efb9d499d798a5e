"""Lengths of a day and more come in from an OpenDocument spreadsheet as people write them."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.sheet import ColumnPlan
from tests.formats.reading import opened, rows, written
from tests.formats.writing import outgoing, written_as


def test_a_length_of_a_day_and_more_is_no_riddle(tmp_path: Path) -> None:
    plans = [ColumnPlan("Lasts", "duration"), ColumnPlan("Note", "text")]
    cells = [[93_780, "PT99H00M00S"], [-97_381, "x"], [5_400, "PT30H"], [86_400, "y"]]
    made = written_as("ods", outgoing(plans, cells))
    found = rows(opened(written(tmp_path, made, "things.ods")))
    assert [cell for cell, _ in found] == ["26:03:00", "-27:03:01", "01:30:00", "24:00:00"]
    assert [text for _, text in found] == ["PT99H00M00S", "x", "PT30H", "y"]
