"""No text, however long and however much like a value, takes for ever to be looked at."""

from __future__ import annotations

from contextlib import suppress

import pytest

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Recognised
from desktop_app.domain.errors import Invalid
from tests.support.patience import not_for_ever

MANY = 50_000
NASTY = [
    "a" * MANY,
    "1" * MANY + "% x",
    "0" * MANY + "x",
    "$1" + ",000" * MANY + "x",
    "1'000" * MANY,
    "+4 " * MANY,
    "1:" * MANY,
    "1-" * MANY,
    "1h " * MANY,
    " " * MANY + "x",
    "a." * MANY + "@",
    "x@" + "a-" * MANY + "!",
    "http://a/" + "/" * MANY + " ",
    "1 January " * MANY,
    "(a+)+$" * 1_000,
]


@pytest.mark.parametrize("kind", COLUMN_TYPES, ids=lambda kind: kind.name)
def test_a_text_is_refused_in_the_end(kind: ColumnType) -> None:
    with not_for_ever():
        for text in NASTY:
            with suppress(Invalid):
                kind.parse(text, {})
            for form in kind.forms([text]) if isinstance(kind, Recognised) else ():
                form.fits([text])
