"""What no reader may swallow: lines and quotation marks without end, letters of two sorts."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats import csv_records
from tests.formats.reading import opened, rows, with_header, written


@pytest.mark.parametrize("start", [b"", b"a,b\n1,2\n"])
def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    monkeypatch.setattr(csv_records, "_LONGEST_LINE", 1_000_000)
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.write(start)
        for _ in range(60):
            file.write(b"abc " * 250_000)
    tracemalloc.start()
    try:
        with pytest.raises(Invalid, match=f"Line {len(start.splitlines()) + 1} is longer than"):
            rows(opened(path))
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_mark_that_opens_in_the_first_line_of_a_large_file_swallows_nothing(
    tmp_path: Path,
) -> None:
    found = with_header(opened(written(tmp_path, 'a,"b\n' + "1,2\n" * 500_000)))
    assert found[0] == ["a", '"b']
    assert found[1:] == [["1", "2"]] * 500_000


@pytest.mark.parametrize("text", ['a,"b\n1,2\n3,4\n', '"a;b\n1;2\n', 'a\tb\n"1\t2\n3\t4\n'])
def test_a_mark_that_opens_in_a_small_file_swallows_nothing_either(
    tmp_path: Path, text: str
) -> None:
    found = with_header(opened(written(tmp_path, text)))
    assert [len(row) for row in found] == [2] * text.count("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_the_same_wherever_a_block_ends(tmp_path: Path, end: str) -> None:
    for length in range(65_533 - len(end), 65_537):
        text = end.join(["a,b", f"{'x' * (length - 3 - 2 * len(end) - 2)},y", "1,2", "3,4", ""])
        sheet = opened(written(tmp_path, text))
        assert rows(sheet)[1:] == [["1", "2"], ["3", "4"]]
        assert list(sheet.notes) == []


def test_letters_of_two_sorts_are_both_read(tmp_path: Path) -> None:
    lines = [b"Name,Town\n", "Zoë,Köln\n".encode(), "Jörg,Wien\n".encode("cp1252")]
    sheet = opened(written(tmp_path, b"".join(lines)))
    assert rows(sheet) == [["Zoë", "Köln"], ["Jörg", "Wien"]]
    assert "did not fit" in " ".join(sheet.notes)
