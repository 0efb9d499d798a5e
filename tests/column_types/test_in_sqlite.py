"""What SQLite reads by itself on the way in is, to the last bit, what Python would have read."""

from __future__ import annotations

import math

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy.dialects import sqlite

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Form, ReadBySQLite, Recognised

CELLS = [
    "0", "-0", "7", "007", "-12", "+5", "12 ", "1e5", "1e-05", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "1,234", "1,234,567", "12,34", "1.234", "0,5",
    "12.50", "12.5", "12.", ".5", "0.00", "-0.00", "-0.50", "-3.25", "123456789012345.5", "0.1",
    "00.10", "1234567890.12345", "99999999999999.9", "Infinity", "inf", "nan", "0x10", "1_000",
    "2019-03-14", "2019-02-29", "2020-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2019-3-14",
    "14.03.2019", "31.04.2019", "03/14/2019", "14/03/2019", "2019/03/14", "14-03-2019", "today",
    "now", "12:00", "2019-13-01", "2019-00-10", "٣", "٢٠١٩-٠٣-١٤", "yes", "Yes", "no", "TRUE", "x",
    "it's", "%d", "\n", " ", "é", "ada@example.org", "é.b@exämple.org", "a@b", "a@b.", "a@.b",
    "a@@b.c", ".a@b.c", "a.@b.c", "a..b@c.d", "a b@c.d", "a\xa0b@c.d", "a\u2003@c.d", "<a@b.c>",
    "a@b.c,",     "@b.c",    "a@b.c d", "a\t@b.c", "a@b..c", "mailto:a@b.c", "a]b@c.d", "a\\b@c.d",
    "a@b.c.d-e", "https://a.b",
]  # fmt: skip

LETTERS = some.text("0123456789-+.,/ 'eE:yesno@", min_size=1, max_size=18)
NUMBERS = some.decimals(allow_nan=False, allow_infinity=False, places=2).map(str)
DAYS = some.dates().map(lambda day: day.strftime("%d.%m.%Y"))


def forms() -> list[tuple[str, Form]]:
    kinds = [kind for kind in COLUMN_TYPES if isinstance(kind, Recognised)]
    found = {
        (kind.name, str(sorted(form.options.items()))): form
        for kind in kinds
        for cells in ([cell] for cell in CELLS)
        for form in [kind.form({}), *kind.forms(cells)]
    }
    return [(name, form) for (name, _), form in found.items() if isinstance(form, ReadBySQLite)]


FORMS = forms()
LINE = apsw.Connection(":memory:")


def agree(name: str, form: Form, cell: str) -> bool:
    """Check one cell; return whether SQLite took it upon itself."""
    asked = form.in_sqlite("?1")
    if asked is None:
        return False
    fits, value = asked
    sure, stored = LINE.execute(f"SELECT ({fits}), ({value})", (cell,)).fetchone()
    if sure != 1:
        return False
    assert form.fits([cell]), (name, form.options, cell)
    bind = COLUMN_TYPES[name].sql_type(form.options).dialect_impl(sqlite.dialect())
    processor = bind.bind_processor(sqlite.dialect())
    expected = form.read([cell])[0]
    expected = processor(expected) if processor else expected
    assert stored == expected
    if isinstance(expected, float):
        assert math.copysign(1, stored) == math.copysign(1, expected)
    return True


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{n} {f.options}" for n, f in FORMS])
def test_each_form_reads_the_same_in_sqlite(name: str, form: Form) -> None:
    for cell in CELLS:
        agree(name, form, cell)


@settings(max_examples=60)
@given(cell=some.one_of(LETTERS, NUMBERS, DAYS))
def test_no_text_is_taken_for_a_value_that_python_would_not_read(cell: str) -> None:
    for name, form in FORMS:
        agree(name, form, cell)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("whole_number", "1284"),
        ("decimal_number", "12.5"),
        ("date", "2019-03-14"),
        ("yes_no", "no"),
        ("text", "Ada"),
        ("email", "zoë@example.org"),
    ],
)
def test_sqlite_takes_the_everyday_forms_upon_itself(kind: str, cell: str) -> None:
    assert agree(kind, COLUMN_TYPES[kind].form({}), cell)
