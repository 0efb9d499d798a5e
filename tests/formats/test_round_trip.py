"""What goes out comes back the same: values and kinds, in every format that can also be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.sheet import ColumnPlan
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.formula_guard import protect, unprotect
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.service import import_file
from tests.formats.reading import CORPORA, needs_corpora
from tests.formats.writing import made_by, outgoing
from tests.support.contents import contents

READABLE = ("csv", "tsv", "xlsx", "ods", "json", "ndjson", "html", "markdown", "sqlite")

PLANS = [
    ColumnPlan("Text", "text"),
    ColumnPlan("Code", "text"),
    ColumnPlan("Whole", "whole_number"),
    ColumnPlan("Part", "decimal_number"),
    ColumnPlan("Here", "yes_no"),
    ColumnPlan("Day", "date"),
    ColumnPlan("Moment", "date_time", {"form": "YYYY-MM-DD HH:MM:SS"}),
]
ROWS: Sequence[Sequence[Any]] = [
    ["=1+1", "007", 1, 0.5, True, date(2019, 3, 14), datetime(2019, 3, 14, 18, 30, 5)],
    ["a,b;c|d", "+49 170 12", -7, -1234.25, False, date(1999, 12, 31), datetime(2000, 1, 1)],
    ['say "so"', "1/2", 2**53 - 1, 1e-7, None, None, None],
    ["two\nlines", "1e5", 0, 3.0, True, date(2024, 2, 29), datetime(2024, 2, 29, 23, 59, 59)],
    ["spaces kept", "00", None, 1e15, False, date(2100, 1, 1), datetime(2100, 1, 1, 0, 0, 1)],
    ["<b>&amp;</b> _x0041_", "12345678901234567890", 5, None, True, date(1970, 1, 1), None],
    ["ümläut 日本 🎉 שלום", "1.2.3", 6, 2.5, False, date(2001, 1, 1), None],
]
WORDS = st.text(
    st.characters(
        codec="utf-8", min_codepoint=32, exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip())


def back(folder: Path, writer: str, data: bytes, name: str = "back") -> dict[str, Any]:
    """Import a file into a new document and return its one table."""
    path = folder / f"{name}{WRITERS[writer].ending}"
    path.write_bytes(data)
    store = Store()
    store.open(f"sqlite:///{folder}/{name}.tidy")
    import_file(store, opened(path), "Back", lambda _: None)
    table = contents(store)["tables"]["Back"]
    store.close()
    return table


@pytest.mark.parametrize("writer", READABLE)
def test_a_table_of_every_kind_comes_back_the_same(tmp_path: Path, writer: str) -> None:
    data, notes = made_by(writer, outgoing(PLANS, ROWS))
    table = back(tmp_path, writer, data)
    columns = table["columns"]
    shift = len(columns) - len(PLANS)  # a database brings the numbers of its rows along
    assert [column[1] for column in columns][shift:] == [plan.name for plan in PLANS]
    assert [list(row[1 + shift :]) for row in table["rows"]] == [list(row) for row in ROWS]
    assert [column[2] for column in columns][shift:] == [plan.type for plan in PLANS]
    assert notes == []


AMOUNTS = [
    ColumnPlan("Price", "money", {"currency": "EUR", "form": "-1,234.00 €"}),
    ColumnPlan("Before", "money", {"currency": "GBP", "form": "-£1234.00"}),
    ColumnPlan("Share", "percent", {"form": "-1234.00 %"}),
    ColumnPlan("Whole", "percent", {"form": "-1234%"}),
]
SUMS: Sequence[Sequence[Any]] = [
    [Decimal("1234.50"), Decimal("-0.01"), 0.195, 1.0],
    [Decimal("-0.07"), Decimal("1999999999.99"), -0.001, -0.5],
    [None, Decimal(5), None, None],
    [Decimal("999999999999.99"), Decimal(0), 12.3456, 0.07],
]


@pytest.mark.parametrize("writer", ["csv", "tsv", "html", "markdown", "xlsx", "ods"])
def test_money_and_percent_come_back_exact_and_as_they_were(tmp_path: Path, writer: str) -> None:
    table = back(tmp_path, writer, made_by(writer, outgoing(AMOUNTS, SUMS))[0])
    assert [list(row[1:]) for row in table["rows"]] == SUMS
    kinds = [(name, kind, options) for _, name, kind, options in table["columns"]]
    if writer == "xlsx":  # text does not say that there are always two decimals
        assert kinds == [(each.name, each.type, each.options) for each in AMOUNTS]
    assert [kind for _, kind, _ in kinds] == [each.type for each in AMOUNTS]


@pytest.mark.parametrize("writer", ["xlsx", "ods"])
@pytest.mark.parametrize("currency", ["EUR", "USD", "CHF", "DKK", "JPY", "CAD"])
def test_a_currency_that_is_not_written_comes_back_from_a_workbook(
    tmp_path: Path, writer: str, currency: str
) -> None:
    plan = ColumnPlan("Price", "money", {"currency": currency})
    data = made_by(writer, outgoing([plan], [[Decimal("1234.50")], [Decimal(-3)]]))[0]
    table = back(tmp_path, writer, data)
    assert (table["columns"][0][2], table["columns"][0][3]["currency"]) == ("money", currency)
    assert [row[1] for row in table["rows"]] == [Decimal("1234.5"), Decimal(-3)]


@pytest.mark.parametrize("writer", READABLE)
def test_any_words_come_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, writer: str
) -> None:
    @settings(max_examples=6)
    @given(st.lists(WORDS, min_size=1, max_size=30))
    def check(words: Sequence[str]) -> None:
        rows = [["first word", "x"], *([word, "x"] for word in words)]
        plans = [ColumnPlan("Words", "text"), ColumnPlan("Mark", "text")]
        data, notes = made_by(writer, outgoing(plans, rows))
        table = back(tmp_path_factory.mktemp("words"), writer, data)
        found = [row[-2] for row in table["rows"]]
        assert found == [row[0] for row in rows] or notes

    check()


@needs_corpora
@pytest.mark.parametrize("writer", READABLE)
def test_naughty_strings_come_back_to_the_letter(tmp_path: Path, writer: str) -> None:
    naughty = json.loads((CORPORA / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    rows = [["first word", "x"], *([text, "x"] for text in naughty if text)]
    plans = [ColumnPlan("Words", "text"), ColumnPlan("Mark", "text")]
    data, notes = made_by(writer, outgoing(plans, rows))
    table = back(tmp_path, writer, data)
    found = [row[-2] for row in table["rows"]]
    lost = [(text, other) for (text, _), other in zip(rows, found, strict=True) if text != other]
    assert lost == [] or notes


@pytest.mark.parametrize("writer", ["csv", "tsv", "xlsx", "json", "ndjson", "sqlite"])
def test_spaces_and_tabs_come_back_to_the_letter(tmp_path: Path, writer: str) -> None:
    rows = [["first word", "x"], [" two  spaces ", "x"], ["a\tb", "x"], ["\xa0\r\n c", "x"]]
    plans = [ColumnPlan("Words", "text"), ColumnPlan("Mark", "text")]
    table = back(tmp_path, writer, made_by(writer, outgoing(plans, rows))[0])
    assert [row[-2] for row in table["rows"]] == [row[0] for row in rows]


def test_formulas_are_disarmed_in_csv_only_if_wished_and_never_are_formulas_elsewhere() -> None:
    table = outgoing([ColumnPlan("A", "text")], [["=HYPERLINK(1)"], ["-5"]])
    assert b"'=HYPER" in made_by("csv", table)[0]
    assert b"\r\n-5" in made_by("csv", table)[0]
    assert b"'=HYPER" not in made_by("csv", table, guard=False)[0]
    assert made_by("csv", table, mark=False)[0].startswith(b"A\r\n")


@pytest.mark.parametrize("text", ["-5", "-0.1 %", "-5,00 €", "-€1,234.50", "-1\u202f234,5", "+5"])
def test_an_amount_below_nothing_is_no_formula(text: str) -> None:
    assert protect(text) == unprotect(text) == text


@pytest.mark.parametrize("text", ["-1+2", "-A1 %", "-5 % 3", "+1 %", "-(5)", "--5", "-1:30", "-"])
def test_what_only_begins_like_an_amount_is_disarmed(text: str) -> None:
    assert protect(text) == f"'{text}"
    assert unprotect(f"'{text}") == text
