"""Tables in notes written in Markdown: each is a sheet, and signs mean what they mean there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats.readable import format_for
from tests.formats.reading import rows, with_header, written

TABLE = "a|b\n-|-\n1|2\n"
NOTES = r"""# Choir

Some words | with a bar.

## Members
| Name | Town \| land |
|:-----|------:|
| Ada  | Graz\*  |
| Bo<br>Berg | `x` \\ |

Name | Age
--- | ---
Cy | 7
Di |

| no | table |
"""


def test_each_table_is_a_sheet_named_by_the_heading_above(tmp_path: Path) -> None:
    path = written(tmp_path, NOTES, "notes.md")
    kind = format_for(path, path.name)
    assert (kind.name, kind.sheets(path)) == ("markdown", ["Members", "Members 2"])
    first, second = (opening() for opening in kind.open_all(path, kind.sheets(path)))
    assert with_header(first) == [
        ["Name", "Town | land"],
        ["Ada", "Graz*"],
        ["Bo\nBerg", "`x` \\"],
    ]
    assert with_header(second) == [["Name", "Age"], ["Cy", "7"], ["Di", ""]]


def test_a_table_without_a_heading_has_a_number(tmp_path: Path) -> None:
    path = written(tmp_path, "a|b\n-|-\n1|2|3\n", "x.markdown")
    kind = format_for(path, path.name)
    assert kind.sheets(path) == ["Table 1"]
    assert rows(kind.open(path, "Table 1")) == [["1", "2", "3"]]


def test_a_text_without_a_table_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "# Title\n\nNothing | here\n", "x.md")
    with pytest.raises(Invalid, match="no table in this file"):
        format_for(path, path.name).sheets(path)


def test_what_only_looks_like_a_table_is_none(tmp_path: Path) -> None:
    front, title = "---\ntitle: Foo | Bar\n---\n", "Usage | options\n---\nwords\n\n"
    path = written(tmp_path, f"{front}{title}| a | b |\n|---|---|\n| 1 | 2 |\n", "x.md")
    assert format_for(path, path.name).sheets(path) == ["Table 1"]


def test_no_two_tables_have_the_same_name(tmp_path: Path) -> None:
    table = "a|b\n-|-\n1|2\n\n"
    path = written(tmp_path, f"# A 3\n{table}# A\n{table}# A\n{table}{table}", "x.md")
    assert format_for(path, path.name).sheets(path) == ["A 3", "A", "A 4", "A 5"]


def test_a_table_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    text = f"a|b\n-|-\n1|2\n{'|' * 2_000}\n"
    path = written(tmp_path, text, "x.md")
    with pytest.raises(Invalid, match="more than 1,000 columns wide"):
        format_for(path, path.name).open(path, "Table 1")


def test_a_line_of_nothing_but_spaces_is_read_in_no_time(tmp_path: Path) -> None:
    text = f"# A{' #' * 100_000}x\na|b\n-{' ' * 200_000}|-x\n{TABLE}"
    path = written(tmp_path, text, "x.md")
    assert len(format_for(path, path.name).sheets(path)) == 1
