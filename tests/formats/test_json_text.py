"""JSON becomes rows and columns by the rule that the help tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.json_things import json_file
from desktop_app.formats.readable import format_for
from desktop_app.formats.told import ToldSheet
from tests.formats.reading import (
    CORPORA,
    answers,
    needs_corpora,
    opened,
    rows,
    with_header,
    written,
)


def table(folder: Path, text: str) -> list[list[object]]:
    """The first sheet, its header first; taken apart in this process, which is quicker."""
    with json_file(written(folder, text, "x.json")) as source:
        sheet = ToldSheet(answers(source, source.sheets[0]), "x")
        return [list(row) for row in with_header(sheet)]


def test_columns_are_all_names_in_the_order_they_first_appear(tmp_path: Path) -> None:
    text = '[{"a": 1, "b": "x"}, {"c": true, "a": null}, {}]'
    assert table(tmp_path, text) == [
        ["a", "b", "c"],
        [1, "x", None],
        [None, None, True],
        [None, None, None],
    ]


def test_a_name_that_appears_late_makes_a_column_then(tmp_path: Path) -> None:
    things = [{"a": number} for number in range(1_200)] + [{"a": 1, "late": 2}]
    sheet = opened(written(tmp_path, json.dumps(things), "x.json"))
    assert list(sheet.header) == ["a"]
    found = rows(sheet)
    assert list(sheet.header) == ["a", "late"]
    assert (found[0], found[-1], len(found)) == ([0], [1, 2], 1_201)


def test_values_keep_the_types_they_have_in_the_file(tmp_path: Path) -> None:
    cells = ["007", 7, 2.5, True, None, "2019-03-14", "ü\n"]
    assert table(tmp_path, json.dumps([dict(enumerate(cells))]))[1] == cells


@pytest.mark.parametrize(
    ("written_as", "cell"),
    [
        ("12345678901234567890", "12345678901234567890"),
        ("9" * 5_000, "9" * 5_000),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("1e99999", "1e99999"),
        ("0.1", 0.1),
        ("1e5", 100_000.0),
        ("123456789012345678", 123456789012345678),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        (r'"\ud800x"', "\ufffdx"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\\ud800"', r"\ud800"),
        (r'"a\u0000b"', "a\0b"),
    ],
)
def test_no_number_and_no_letter_changes_on_the_way_in(
    tmp_path: Path, written_as: str, cell: object
) -> None:
    assert table(tmp_path, f'[{{"n": {written_as}}}]') == [["n"], [cell]]


def test_things_inside_things_become_columns_five_deep(tmp_path: Path) -> None:
    text = '[{"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}, "x": {}}}]'
    assert table(tmp_path, text) == [["a.b.c.d.e.f", "a.x"], ['{"g": 1}', None]]


def test_a_dot_in_a_name_is_no_thing_inside_a_thing(tmp_path: Path) -> None:
    assert table(tmp_path, '[{"a.b": 1, "a": {"b": 2}}]') == [["a.b", "a.b"], [1, 2]]


@pytest.mark.parametrize(
    ("inner", "cell"),
    [
        ('["red", "blue"]', "red, blue"),
        ("[1, 2.5, true]", "1, 2.5, true"),
        ('["a, b", "c"]', '["a, b", "c"]'),
        ('[{"a": 1}]', '[{"a": 1}]'),
        ('["x", null]', '["x", null]'),
        ("[]", None),
    ],
)
def test_plain_values_are_joined_and_all_else_stays_as_written(
    tmp_path: Path, inner: str, cell: object
) -> None:
    assert table(tmp_path, f'[{{"a": {inner}}}]') == [["a"], [cell]]


def test_a_name_given_twice_is_kept_twice_and_told(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, '[{"a": 1, "a": 2}]', "x.json"))
    assert with_header(sheet) == [["a", "a (2)"], [1, 2]]
    assert list(sheet.notes) == ["1 name came twice in the same thing; both were kept."]


def test_lists_of_cells_are_read_like_a_spreadsheet(tmp_path: Path) -> None:
    text = '[["Name", "Age"], ["Ada", 36], ["Bo", 4, "extra"]]'
    sheet = opened(written(tmp_path, text, "x.json"))
    assert rows(sheet) == [["Ada", 36, None], ["Bo", 4, "extra"]]
    assert list(sheet.header) == ["Name", "Age", ""]
    assert table(tmp_path, "[[1, 2], [3, 4]]") == [[1, 2], [3, 4]]


def test_plain_values_in_a_list_are_a_column_of_values(tmp_path: Path) -> None:
    assert table(tmp_path, '["x", 2]') == [["value"], ["x"], [2]]


def test_an_object_of_lists_has_a_sheet_for_each(tmp_path: Path) -> None:
    text = '{"count": 2, "people": [{"n": 1}], "data": {"plots": [{"p": 2}, {"p": 3}]}}'
    path = written(tmp_path, text, "x.json")
    kind = format_for(path, "x.json")
    assert kind.sheets(path) == ["people", "data.plots"]
    people, plots = (opening() for opening in kind.open_all(path, kind.sheets(path)))
    assert (with_header(plots), with_header(people)) == ([["p"], [2], [3]], [["n"], [1]])
    assert list(people.notes) == [
        "What stands beside the lists in this file did not become a row: “count”."
    ]


def test_one_object_is_one_row_of_a_sheet_called_like_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, '{"name": "Ada", "born": {"year": 1815}}', "ada.json")
    kind = format_for(path, path.name)
    assert kind.sheets(path, "Ada L.json") == ["Ada L"]
    assert with_header(kind.open(path, "Ada L")) == [["name", "born.year"], ["Ada", 1815]]


def test_a_json_file_with_a_thing_on_each_line_is_read_so(tmp_path: Path) -> None:
    long = {"a": "x" * 5_000}
    text = f'{json.dumps(long)}\n{{"a": "y"}}\n'
    assert table(tmp_path, text) == [["a"], ["x" * 5_000], ["y"]]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_any_encoding_and_any_ending_will_do(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes('[{"name": "Zoë"}]'.encode(codec))
    assert with_header(opened(path)) == [["name"], ["Zoë"]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[{"a": 1},\n {"a": 2', "at line 2, letter 9; it may be cut off"),
        ('[{"a": 1}] more', "at line 1, letter 12;"),
        ('[{"a": 1},]', "at line 1, letter 11;"),
        ("hello", "at line 1, letter 1;"),
        ("[" * 100_000, "too deep inside one another"),
        ('[{"a":' + '{"b":' * 100_000, "too deep inside one another"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text, "x.json")
    with pytest.raises(Invalid, match=sentence):
        rows(opened(path))


@needs_corpora
def test_naughty_strings_come_in_as_they_are(tmp_path: Path) -> None:
    naughty = json.loads((CORPORA / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    things = [{"text": text, text or "empty": 1} for text in naughty][:900]
    found = table(tmp_path, json.dumps(things))
    assert [row[0] for row in found[1:]] == naughty


def test_text_that_only_begins_with_a_bracket_stays_a_text_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[sic],b\n1,2\n", "x.csv")
    assert format_for(path, "x.csv").name == "csv"


@pytest.mark.parametrize(("name", "end"), [("x.json", "]"), ("x.ndjson", '\n{"a": "y"}\n')])
def test_half_a_letter_is_told(tmp_path: Path, name: str, end: str) -> None:
    start = "[" if end == "]" else ""
    sheet = opened(written(tmp_path, start + '{"a": "\\ud800x"}' + end, name))
    assert rows(sheet)[0] == ["\ufffdx"]
    assert "look at accents" in " ".join(sheet.notes)
    whole = opened(written(tmp_path, start + '{"a": "\\ud83d\\ude00"}' + end, name))
    assert rows(whole)[0] == ["\U0001f600"]
    assert list(whole.notes) == []
