"""What is promised for every column type; a new one is tested by being listed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import mysql, oracle, postgresql, sqlite

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Recognised
from desktop_app.domain.errors import Invalid

NEVER = (
    "sql|schema|null|commit|key|query|record|cell reference|integer|varchar|boolean|exception|"
    "invalid|float|parse|string|none|iso"
)
ICONS = {"text", "hash", "decimal", "check", "calendar", "clock"}

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=1),
    "whole_number": st.integers(-(2**63), 2**63 - 1),
    "decimal_number": st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
    "yes_no": st.booleans(),
    "date": st.dates(),
    "date_time": st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
}
GROUPS = ",.'\N{RIGHT SINGLE QUOTATION MARK}\xa0\u202f"
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "whole_number": [{"group": group} for group in GROUPS],
    "decimal_number": [
        *({"decimals": places, "mark": mark} for places in (None, 0, 2, 7) for mark in ".,"),
        *({"decimals": 2, "mark": ",", "group": group} for group in GROUPS if group != ","),
        *({"decimals": None, "mark": ".", "group": group} for group in GROUPS if group != "."),
    ],
    "yes_no": [{"yes": "ja", "no": "nein"}, {"yes": "TRUE", "no": "FALSE"}],
    "date": [{"form": form} for form in ("DD.MM.YYYY", "M/D/YYYY", "D/M/YYYY", "MMM D, YYYY")],
    "date_time": [
        {"form": form} for form in ("DD.MM.YYYY HH:MM", "M/D/YYYY H:MM", "YYYY-MM-DDTHH:MM:SS")
    ],
}
NONSENSE = "certainly not of any kind ☂"

each_type = pytest.mark.parametrize("kind", COLUMN_TYPES, ids=lambda kind: kind.name)


@each_type
@given(data=st.data())
def test_what_is_shown_is_read_back_as_the_same_value(
    kind: ColumnType, data: st.DataObject
) -> None:
    value = data.draw(VALUES[kind.name])
    options = data.draw(st.sampled_from([{}, *OPTIONS.get(kind.name, [])]))
    back = kind.parse(kind.show(value, options), options)
    assert back == value
    assert type(back) is type(value)


@each_type
@given(text=st.text(max_size=30))
def test_any_text_is_read_or_refused(kind: ColumnType, text: str) -> None:
    with suppress(Invalid):  # and nothing else
        value = kind.parse(text, {})
        assert value is None or kind.parse(kind.show(value, {}), {}) == value


@each_type
def test_empty_text_is_nothing_and_nothing_is_shown_as_empty_text(kind: ColumnType) -> None:
    assert kind.parse("", {}) is None
    assert kind.show(None, {}) == ""


@pytest.mark.parametrize(
    "kind", [kind for kind in COLUMN_TYPES if kind.name != "text"], ids=lambda kind: kind.name
)
def test_nonsense_is_refused_in_plain_words_that_name_it_and_give_an_example(
    kind: ColumnType,
) -> None:
    with pytest.raises(Invalid) as refusal:
        kind.parse(NONSENSE, {})
    assert NONSENSE in refusal.value.message
    assert "Write" in refusal.value.message
    assert not re.search(rf"\b({NEVER})\b", refusal.value.message, re.IGNORECASE)


@each_type
def test_a_type_has_a_name_for_programs_and_a_label_for_people(kind: ColumnType) -> None:
    assert re.fullmatch("[a-z_]+", kind.name)
    assert re.fullmatch("[A-Z][a-z ]+", kind.label)
    assert kind.icon in ICONS
    assert kind.align in ("start", "center", "end")


@each_type
@pytest.mark.parametrize("dialect", [sqlite, postgresql, mysql, oracle], ids=lambda d: d.__name__)
def test_every_database_knows_the_sql_type(kind: ColumnType, dialect: Any) -> None:
    assert kind.sql_type({}).compile(dialect=dialect.dialect())


@each_type
@given(data=st.data())
def test_a_cell_that_fits_a_form_is_shown_just_as_it_was_written(
    kind: ColumnType, data: st.DataObject
) -> None:
    assert isinstance(kind, Recognised)
    options = data.draw(st.sampled_from([{}, *OPTIONS.get(kind.name, [])]))
    values = data.draw(st.lists(VALUES[kind.name], min_size=1, max_size=5))
    texts = [kind.show(value, options) for value in values]
    for form in kind.forms(texts):
        if form.fits(texts):
            assert [kind.show(value, form.options) for value in form.read(texts)] == texts


@each_type
@given(
    cells=st.lists(
        st.one_of(
            st.from_regex(r"[-+]?[0-9]{1,6}([.,/:_e -][0-9]{1,4}){0,2}", fullmatch=True),
            st.from_regex(r"-?[0-9]{1,3}([.,' ][0-9]{3}){0,2}([.,][0-9]{2})?", fullmatch=True),
            st.text("0123456789-+.,/: eTx", min_size=1, max_size=12),
            st.text(min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_cell_is_changed_by_being_recognised(kind: ColumnType, cells: list[str]) -> None:
    assert isinstance(kind, Recognised)
    for form in kind.forms(cells):
        if form.fits(cells):
            assert [kind.show(value, form.options) for value in form.read(cells)] == cells
        else:
            with pytest.raises(ValueError):  # noqa: PT011 - the contract says no more
                form.read(cells)


@each_type
@given(
    cells=st.lists(
        st.one_of(
            st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.just("007")
        ),
        min_size=1,
        max_size=4,
    )
)
def test_typed_cells_of_a_spreadsheet_keep_their_value(kind: ColumnType, cells: list[Any]) -> None:
    assert isinstance(kind, Recognised)
    for form in kind.forms(cells):
        if form.fits(cells):
            values = form.read(cells)
            assert [_plain(value) for value in values] == [_plain(cell) for cell in cells]


def _plain(value: Any) -> Any:
    midnight = isinstance(value, date) and not isinstance(value, datetime)
    return datetime.combine(value, datetime.min.time()) if midnight else value
