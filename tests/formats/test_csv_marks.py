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


BEHIND = (
    "has text behind a closing quotation mark; the text stays, but the marks around what stands "
    "before it were left out."
)


def test_text_behind_a_closing_mark_is_told(tmp_path: Path) -> None:
    text = 'Name;Said\nAda;"p;q" r\nBo;"two\nlines";x\nCy;"a" b\nDi;5" and "6"\nEd;"""no"""\n'
    sheet = opened(written(tmp_path, text))
    assert [row[:2] for row in rows(sheet)] == [
        ["Ada", "p;q r"],
        ["Bo", "two\nlines"],
        ["Cy", "a b"],
        ["Di", '5" and "6"'],
        ["Ed", '"no"'],
    ]
    assert f"Each of lines 2, 5 {BEHIND}" in sheet.notes
    assert sheet.odd_lines == [2, 5]


def test_text_behind_a_mark_is_told_of_a_row_of_several_lines(tmp_path: Path) -> None:
    text = 'Name,Said\nAda,"two\nlines" and,"one\nmore"\nBo,no,x\nCy,"never\nDi,"x" y,z\n'
    sheet = opened(written(tmp_path, text))
    assert rows(sheet) == [
        ["Ada", "two\nlines and", "one\nmore"],
        ["Bo", "no", "x"],
        ["Cy", 'never\nDi,x" y', "z"],
    ]
    assert f"Each of lines 2, 6 {BEHIND}" in sheet.notes


def test_of_many_lines_with_text_behind_marks_the_first_are_told(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, "Name,Said\n" + 'Ada,"so" and so\n' * 5_000))
    assert rows(sheet) == [["Ada", "so and so"]] * 5_000
    assert f"Each of lines 2, 3, 4, 5, 6 and others {BEHIND}" in sheet.notes
    assert sheet.odd_lines[:3] == [2, 3, 4]


def test_a_lone_mark_at_the_very_end_is_kept_and_told(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, 'Name,Said\nAda,yes\n"'))
    assert rows(sheet) == [["Ada", "yes"], ['"', ""]]
    assert sheet.odd_lines == [3]


def test_rows_with_text_behind_marks_are_as_wide_as_those_around_them(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, 'Name,Said\nAda,"so" x\nBo,"so" y,more\n'))
    (batch,) = filter(None, sheet.batches())
    assert list(map(len, batch)) == [3, 3]
