"""Digits that are no number but a code: 007, +49 170 1234. As a number they would be another."""

from __future__ import annotations

import re

from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid

_CODE = re.compile(r"[^\d+.,]*(?:\+|0[\s'\N{RIGHT SINGLE QUOTATION MARK}_]?\d)")
_IN_TWO_WAYS = re.compile(r"\D*[1-9]\d{0,2}([.,])\d{3}\D*")


def mind_codes(text: str) -> None:
    """Return if no zero or plus in front would get lost in a number. Raises Invalid."""
    if _CODE.match(text):
        raise Invalid(f"{quoted(text)} begins like a code; a number would lose that.")


def mind_thousands(text: str, group: str, mark: str = "") -> None:
    """Return unless 1.234 may be thousands or decimals as nothing tells. Raises Invalid.

    `mark` is the sign before decimals, if that is beyond doubt.
    """
    found = _IN_TWO_WAYS.fullmatch(text)
    if found and found[1] not in (group, mark):
        raise Invalid(f"{quoted(text)} can be read in two ways: as thousands or with decimals.")
