"""What is promised for every column type; a new one is tested by being listed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import mysql, oracle, postgresql, sqlite

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Gathers, Recognised
from desktop_app.column_types.clock_form import CLOCK_FORMS
from desktop_app.column_types.duration_form import DURATION_FORMS
from desktop_app.domain.errors import Invalid
from tests.architecture.house import ROOT

NEVER = (
    "sql|schema|null|commit|key|query|record|cell reference|integer|varchar|boolean|exception|"
    "invalid|float|parse|string|none|iso"
)
ICONS = set(
    re.findall(r'symbol id="([^"]+)"', (ROOT / "webui/static/img/icons.svg").read_text("utf-8"))
)
NAMES = st.text(min_size=1).map(str.strip).filter(bool)
MOMENTS = st.datetimes().map(lambda moment: moment.replace(microsecond=0))
IDS = st.integers(0, 2**31 - 1)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=1),
    "whole_number": st.integers(-(2**63), 2**63 - 1),
    "decimal_number": st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
    "yes_no": st.booleans(),
    "date": st.dates(),
    "date_time": MOMENTS,
    "long_text": st.text(min_size=1),
    "money": st.decimals(-(10**11), 10**11, places=4) | st.decimals(-1000, 1000, places=2),
    "percent": st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
    "time": st.times().map(lambda moment: moment.replace(microsecond=0)),
    "duration": st.integers(-(10**12), 10**12) | st.integers(-500, 500).map(lambda x: x * 60),
    "choice": NAMES,
    "several_choices": st.lists(st.text(min_size=1), min_size=1, unique=True),
    "rating": st.integers(1, 5),
    "email": st.from_regex(
        r"[a-zé+_-]{1,9}(\.[a-z0-9]{1,9})?@[a-z]{1,9}\.[a-z]{2,3}", fullmatch=True
    ),
    "web_link": st.from_regex(
        r"https?://[a-z]{1,9}\.[a-z]{2,3}(/[!-~é]{0,9})?", fullmatch=True
    ).filter(lambda link: not set(link) & set('<>"\\')),
    "phone": st.from_regex(r"\+?[0-9]{2,4}( [0-9]{3}){1,4}", fullmatch=True),
    "person": IDS,
    "link": IDS,
    "file": IDS,
    "automatic_number": st.integers(-(2**63), 2**63 - 1),
    "created_time": MOMENTS,
    "changed_time": MOMENTS,
    "created_by": IDS,
    "changed_by": IDS,
}
GROUPS = ",.'\N{RIGHT SINGLE QUOTATION MARK}\xa0\u202f"
AMOUNTS = (
    "-€1,234.00", "€ -1234.00", "-1.234,00 €", "-1234[,00] EUR", "-CHF 1'234.00", "-1234.00 kr.",
)  # fmt: skip
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "whole_number": [{"group": group} for group in GROUPS],
    "decimal_number": [
        *({"decimals": places, "mark": mark} for places in (None, 0, 2, 7) for mark in ".,"),
        *({"decimals": 2, "mark": ",", "group": group} for group in GROUPS if group != ","),
        *({"decimals": None, "mark": ".", "group": group} for group in GROUPS if group != "."),
    ],
    "money": [
        *({"currency": code} for code in ("EUR", "JPY", "KWD")),
        *({"currency": "EUR", "form": form} for form in AMOUNTS),
    ],
    "percent": [
        {"form": form}
        for form in ("-1234%", "-1234.00 %", "-1.234,# %", "-1234[.0]\xa0%", "no form")
    ],
    "time": [{"form": form} for form in CLOCK_FORMS],
    "duration": [{"form": form} for form in DURATION_FORMS],
    "rating": [{"most": 10}, {"most": 5}],
    "yes_no": [{"yes": "ja", "no": "nein"}, {"yes": "TRUE", "no": "FALSE"}],
    "date": [{"form": form} for form in ("DD.MM.YYYY", "M/D/YYYY", "D/M/YYYY", "MMM D, YYYY")],
    "date_time": [
        {"form": form} for form in ("DD.MM.YYYY HH:MM", "M/D/YYYY H:MM", "YYYY-MM-DDTHH:MM:SS")
    ],
}
NONSENSE = "certainly not of any kind ☂"
TAKES_ANYTHING = {"text", "long_text", "choice", "several_choices"}


def of(kinds: Iterable[ColumnType]) -> pytest.MarkDecorator:
    """Run a test for each of these types."""
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.name)


each_type = of(COLUMN_TYPES)
each_stored = of([kind for kind in COLUMN_TYPES if kind.stored])
each_recognised = of([kind for kind in COLUMN_TYPES if isinstance(kind, Recognised)])


@each_stored
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


@of([kind for kind in COLUMN_TYPES if kind.stored and kind.name not in TAKES_ANYTHING])
def test_nonsense_is_refused_in_plain_words_that_name_it_and_give_an_example(
    kind: ColumnType,
) -> None:
    with pytest.raises(Invalid) as refusal:
        kind.parse(NONSENSE, {})
    assert NONSENSE in refusal.value.message
    assert re.search("Write|Choose", refusal.value.message)
    assert not re.search(rf"\b({NEVER})\b", refusal.value.message, re.IGNORECASE)


@each_type
def test_a_type_has_a_name_for_programs_and_a_label_for_people(kind: ColumnType) -> None:
    assert re.fullmatch("[a-z_]+", kind.name)
    assert re.fullmatch("[A-Z][a-z -]+", kind.label)
    assert re.fullmatch("[a-z -]+", kind.plural)
    assert re.fullmatch(r".{5,64}\.", kind.about)
    assert kind.icon in ICONS
    assert kind.align in ("start", "center", "end")


@each_type
@pytest.mark.parametrize("dialect", [sqlite, postgresql, mysql, oracle], ids=lambda d: d.__name__)
def test_every_database_knows_the_sql_type(kind: ColumnType, dialect: Any) -> None:
    assert kind.sql_type({}).compile(dialect=dialect.dialect())


@each_recognised
@given(data=st.data())
def test_a_cell_that_fits_a_form_is_shown_just_as_it_was_written(
    kind: Recognised, data: st.DataObject
) -> None:
    options = data.draw(st.sampled_from([{}, *OPTIONS.get(kind.name, [])]))
    values = data.draw(st.lists(VALUES[kind.name], min_size=1, max_size=5))
    texts = [kind.show(value, options) for value in values]
    for form in kind.forms(texts):
        if form.fits(texts):
            assert [kind.show(value, form.options) for value in form.read(texts)] == texts


@each_recognised
@given(
    cells=st.lists(
        st.one_of(
            st.from_regex(r"[-+]?[0-9]{1,6}([.,/:_e -][0-9]{1,4}){0,2}", fullmatch=True),
            st.from_regex(r"-?[0-9]{1,3}([.,' ][0-9]{3}){0,2}([.,][0-9]{2})?", fullmatch=True),
            st.from_regex(r"-?([€$]|CHF )-?[0-9]{1,3}([.,][0-9]{2,3}){0,2}", fullmatch=True),
            st.from_regex(r"-?[0-9]{1,3}([.,][0-9]{1,3}){0,2} ?([€%]|EUR|kr)", fullmatch=True),
            st.from_regex(r"-?[0-9]{1,3}(:[0-5][0-9]){0,2}( ?(min|h|s|AM|pm))?", fullmatch=True),
            st.from_regex(r"(https?://)?[a-z.@-]{1,6}@?[a-z.]{1,6}", fullmatch=True),
            st.text("0123456789-+.,/: eTx", min_size=1, max_size=12),
            st.text(min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_cell_is_changed_by_being_recognised(kind: Recognised, cells: list[str]) -> None:
    for form in kind.forms(cells):
        if form.fits(cells):
            assert [kind.show(value, form.options) for value in form.read(cells)] == cells
        else:
            with pytest.raises(ValueError):  # noqa: PT011 - the contract says no more
                form.read(cells)


@each_recognised
@given(
    cells=st.lists(
        st.one_of(
            st.booleans(),
            st.integers(),
            st.floats(),
            st.dates(),
            st.datetimes(),
            st.times(),
            st.just("007"),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_typed_cells_of_a_spreadsheet_keep_their_value(kind: Recognised, cells: list[Any]) -> None:
    for form in kind.forms(cells):
        if form.fits(cells):
            values = form.read(cells)
            assert [_plain(value) for value in values] == [_plain(cell) for cell in cells]


@each_type
def test_a_type_says_what_the_rest_needs_to_know(kind: ColumnType) -> None:
    assert kind.refers_to in (None, "user", "file", "table")
    assert (kind.compared_as == "reference") == (kind.stored and kind.refers_to is not None)
    fills_itself = kind.filled_by is not None or not kind.stored
    assert isinstance(kind, Recognised) == (not fills_itself and kind.refers_to is None)


@of([kind for kind in COLUMN_TYPES if isinstance(kind, Gathers)])
@given(texts=st.lists(st.text(max_size=9), max_size=9))
def test_gathered_options_let_in_what_they_were_gathered_from(
    kind: ColumnType, texts: list[str]
) -> None:
    assert isinstance(kind, Gathers)
    options = kind.gather(texts)
    for text in texts:
        assert kind.parse(text, options) == kind.parse(text, {})


def _plain(value: Any) -> Any:
    midnight = isinstance(value, date) and not isinstance(value, datetime)
    return datetime.combine(value, datetime.min.time()) if midnight else value
