"""What a bank writes above the bookings is about all of them, and none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import opened, rows, with_header, written

ACCOUNT = "Account;Current\nIBAN;DE12 3456\n\nBalance on 31.1.2025;1.234,56 EUR\n"
BOOKINGS = "Day;Who;What;Amount;Currency\n" + "02.01.2025;Ada;Fee;-1.234,50;EUR\n" * 3


@pytest.mark.parametrize("padding", ["", ";;;"])
def test_facts_about_an_account_above_its_bookings_are_no_rows_and_are_told(
    tmp_path: Path, padding: str
) -> None:
    above = "".join(f"{line}{padding}\n" for line in [*ACCOUNT.splitlines(), ""])
    sheet = opened(written(tmp_path, above + BOOKINGS))
    assert with_header(sheet)[0] == ["Day", "Who", "What", "Amount", "Currency"]
    assert len(rows(sheet)) == 3
    assert sheet.places([1, 3]) == [7, 9]
    assert list(sheet.notes) == [
        "3 lines above the table (“Account Current”) did not become a row."
    ]


@pytest.mark.parametrize(
    "text",
    [
        ACCOUNT + BOOKINGS,
        "Name;Age\nAda;36\n\nGrace;85;Admiral\n",
        "Name;Age\n\n1;2;3;4;5\n6;7;8;9;10\n",
        "Name;Age\n\nAda;36;;x\nAda;36\nDay;Who;What;Amount;Currency\n",
    ],
    ids=["not set apart", "not wide", "no headings", "not above it"],
)
def test_narrow_rows_at_the_top_are_rows_where_it_may_be_otherwise(
    tmp_path: Path, text: str
) -> None:
    assert with_header(opened(written(tmp_path, text)))[0][0] in {"Account", "Name"}
