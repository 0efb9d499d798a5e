"""Quotation marks that not every program writes in the same way."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import opened, rows, with_header, written


def test_a_blank_behind_each_comma_is_no_part_of_the_cells(tmp_path: Path) -> None:
    text = '"Name", "Town"\n"Ada", "Paris, FR"\n"Bo", "Graz"\n"Cy ""C""", "Rome"\n'
    assert with_header(opened(written(tmp_path, text))) == [
        ["Name", "Town"],
        ["Ada", "Paris, FR"],
        ["Bo", "Graz"],
        ['Cy "C"', "Rome"],
    ]


def test_blanks_behind_commas_stay_where_quotation_marks_do_not_need_them(tmp_path: Path) -> None:
    text = '"Name","Said"\n"Ada","well, ""yes"""\nBo, no\n'
    assert rows(opened(written(tmp_path, text))) == [["Ada", 'well, "yes"'], ["Bo", " no"]]


def test_marks_with_a_backslash_are_told(tmp_path: Path) -> None:
    text = 'Name,Said\nAda,"he said \\"hi\\" to me"\nBo,"C:\\"\nCy,no\n'
    sheet = opened(written(tmp_path, text))
    assert rows(sheet)[1:] == [["Bo", "C:\\"], ["Cy", "no"]]
    assert [note for note in sheet.notes if "cell" in note] == [
        'Line 2 has \\" in a cell, which not every program means as a quotation mark; please look '
        "whether the cells are cut as you mean them."
    ]
    assert sheet.odd_lines == [2]


def test_a_mark_behind_a_blank_that_is_part_of_a_cell_stays(tmp_path: Path) -> None:
    text = 'Name; Said\nPan; "Alice" and Bob\nAda;  so\nBo; "x"\n'
    assert rows(opened(written(tmp_path, text))) == [
        ["Pan", ' "Alice" and Bob'],
        ["Ada", "  so"],
        ["Bo", ' "x"'],
    ]


def test_of_many_lines_with_backslashes_the_first_are_told(tmp_path: Path) -> None:
    line = 'Ada,"so \\"x\\" it is"\n'
    sheet = opened(written(tmp_path, "Name,Said\n" + line * 20_000))
    assert len(rows(sheet)) == 20_000
    assert 5 < len(sheet.odd_lines) < 5_000
