"""A thing on every line: a damaged line spoils nothing and is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.readable import format_for
from tests.formats.reading import opened, rows, with_header, written


def test_every_line_is_a_row(tmp_path: Path) -> None:
    text = '{"a": 1}\n\n{"a": 2, "b": {"c": "x"}}\n'
    sheet = opened(written(tmp_path, text, "log.ndjson"))
    assert with_header(sheet) == [["a", "b.c"], [1, None], [2, "x"]]
    assert sheet.places([1, 2]) == [1, 3]


def test_lines_that_cannot_be_read_are_left_out_and_told_by_number(tmp_path: Path) -> None:
    text = '{"a": 1}\n{"a": 2\n{"a": 3} {"a": 4}\n{"a": 5}\nhello\n'
    sheet = opened(written(tmp_path, text, "x.jsonl"))
    assert rows(sheet) == [[1], [5]]
    assert list(sheet.notes) == [
        "Each of lines 2, 3, 5 could not be read and was left out (3 lines in all)."
    ]
    assert sheet.odd_lines == [2, 3, 5]


def test_a_file_of_nothing_but_damage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Something is wrong in this JSON file at line 1"):
        rows(opened(written(tmp_path, "hello\nworld\n", "x.ndjson")))


@pytest.mark.parametrize("name", ["x.json", "x.txt", "x.csv"])
def test_it_is_known_by_two_lines_that_are_a_thing_each(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, '{"a": 1}\n{"a": 2}\n', name)
    assert format_for(path, name).name == "ndjson"
    assert rows(opened(path)) == [[1], [2]]


def test_lists_on_lines_are_rows_too(tmp_path: Path) -> None:
    path = written(tmp_path, '["Name", "Age"]\n["Ada", 36]\n', "x.ndjson")
    assert with_header(opened(path)) == [["Name", "Age"], ["Ada", 36]]


def test_a_late_name_is_a_column_with_all_rows_before_it_empty(tmp_path: Path) -> None:
    lines = [{"a": number} for number in range(1_000)] + [{"b": 1}]
    path = written(tmp_path, "".join(json.dumps(line) + "\n" for line in lines), "x.ndjson")
    sheet = opened(path)
    assert rows(sheet)[-1] == [None, 1]
    assert list(sheet.header) == ["a", "b"]
