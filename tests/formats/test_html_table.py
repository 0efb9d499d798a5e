"""Tables on a page that was saved: each is a sheet, and nothing on the page acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.grid_sheet import GridSheet
from desktop_app.formats.html_cells import html_page
from desktop_app.formats.readable import format_for
from tests.formats.reading import answers, opened, rows, with_header, written

PAGE = """<!DOCTYPE html><html><head><title>x</title><script>var t = "<table><td>no</td>"</script>
<body><h1>Plots</h1><table><caption>Our <b>plots</b></caption>
<tr><th>Plot<th>Name &amp; town</tr>
<tr><td> 7 <td>Zo&euml;<br>Köln &lt;3</td></tr>
<tr><td>8<td><p>Ada</p><p>York</p><style>p {}</style></table>
<table><tr><td>only one cell</td></tr></table>
<table id=t><tr><td>a<td>b<tr><td>1<td>2</table></body></html>"""


def tables(folder: Path, page: str) -> dict[str, list[list[object]]]:
    """All tables on a page, their headers first; taken apart in this process."""
    with html_page(written(folder, page, "x.html")) as source:
        found = {name: GridSheet(answers(source, name), name) for name in source.sheets}
        return {name: [list(r) for r in with_header(one)] for name, one in found.items()}


def test_a_menu_of_one_row_does_not_stand_before_the_tables(tmp_path: Path) -> None:
    menu = "<table><caption>Menu</caption><tr><td>Home<td>About us</table>"
    assert list(tables(tmp_path, f"{menu}{PAGE}")) == ["Our plots", "Table 3", "Menu"]


def test_each_table_is_a_sheet_with_what_the_page_shows(tmp_path: Path) -> None:
    assert tables(tmp_path, PAGE) == {
        "Our plots": [["Plot", "Name & town"], ["7", "Zoë\nKöln <3"], ["8", "Ada\nYork"]],
        "Table 2": [["a", "b"], ["1", "2"]],
    }


def test_a_comment_on_a_cell_is_no_part_of_it(tmp_path: Path) -> None:
    page = (
        '<table><tr><td>Code<td>n<tr><td><a class="comment-indicator"></a><comment>ask '
        "Bo</comment>007<td>1</table>"
    )
    assert tables(tmp_path, page)["Table 1"] == [["Code", "n"], ["007", "1"]]


def test_a_line_that_is_left_empty_stays(tmp_path: Path) -> None:
    page = "<table><tr><td>a<td>1<br><br>3<br><tr><td>b<td><p>1</p><p></p><p>2<br>x</p></table>"
    assert tables(tmp_path, page)["Table 1"] == [["a", "1\n\n3"], ["b", "1\n2\nx"]]


def test_a_page_is_known_by_its_beginning_whatever_it_is_called(tmp_path: Path) -> None:
    path = written(tmp_path, PAGE, "report.xls")
    kind = format_for(path, path.name)
    assert (kind.name, kind.sheets(path)) == ("html", ["Our plots", "Table 2"])
    one, two = (opening() for opening in kind.open_all(path, kind.sheets(path)))
    assert [len(rows(two)), len(rows(one))] == [1, 2]
    assert one.places([1, 2]) == [2, 3]


def test_cells_that_span_are_written_to_every_place_they_cover(tmp_path: Path) -> None:
    page = """<table><thead><tr><th rowspan=2>Name<th colspan=2>2024<tr><th>Q1<th>Q2</thead>
    <tr><td rowspan=0>Ada<td>1<td>2<tr><td colspan=2>3<tr><td>4<td>5</table>"""
    assert tables(tmp_path, page) == {
        "Table 1": [
            ["Name", "2024 Q1", "2024 Q2"],
            ["Ada", "1", "2"],
            ["Ada", "3", "3"],
            ["Ada", "4", "5"],
        ]
    }


def test_a_cell_that_reaches_down_leaves_a_gap_empty(tmp_path: Path) -> None:
    page = "<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>"
    assert tables(tmp_path, page)["Table 1"] == [["a", "b", "c"], ["d", "", "c"]]


def test_a_table_inside_a_table_is_a_sheet_of_its_own(tmp_path: Path) -> None:
    page = "<table><tr><td>x<table><tr><td>1<td>2</table><td>y<tr><td>z<td>w</table>"
    assert tables(tmp_path, page) == {
        "Table 1": [["x", "y"], ["z", "w"]],
        "Table 2": [["1", "2"]],
    }


def test_captions_that_say_the_same_get_numbers(tmp_path: Path) -> None:
    one = "<table><caption>Sum</caption><tr><td>a<td>b</table>"
    assert list(tables(tmp_path, one * 2)) == ["Sum", "Sum 2"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "iso-8859-15", "windows-1250"])
def test_letters_are_read_as_the_page_says(tmp_path: Path, codec: str) -> None:
    page = f"<html><meta charset={codec}><table><tr><td>Žofie<td>Š</table>"
    path = tmp_path / "x.html"
    path.write_bytes(page.encode(codec))
    assert with_header(opened(path)) == [["Žofie", "Š"]]


def test_what_office_programs_add_is_passed_over(tmp_path: Path) -> None:
    page = "<html xmlns:x='urn:x'><![if supportMisalignedColumns]><table><tr><td>1<td>2</table>"
    assert tables(tmp_path, f"{page}<![endif]></html>")["Table 1"] == [["1", "2"]]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("<html><p>nothing here", "There is no table in this file"),
        ("<table><tr>" + "<td>x" * 1_001, "Row 1 of a table on this page is more than 1,000"),
        ("<table><tr><td colspan=1000>x<td>y", "is more than 1,000 columns wide"),
    ],
)
def test_what_is_no_table_is_said_in_words(tmp_path: Path, page: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        rows(opened(written(tmp_path, page, "x.html")))
