"""E-mail addresses, as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from desktop_app.column_types.base import EVERYWHERE, Form, Options
from desktop_app.column_types.worded import Worded, WordedForm
from desktop_app.column_types.words import literal, quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

_PART = r"[^\s@.,;:<>()\[\]\\\"]+"
_ADDRESS = re.compile(rf"{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})+")
_DRESSED = re.compile(r"(?:mailto:)?\s*(?:[^<>]*<([^<>]*)>|(.*))", re.IGNORECASE | re.DOTALL)

_LETTERS = (
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+'!#$%&*/=^`{|}~"
    + bytes(range(128, 256))
)
_POINTS = bytes.maketrans(b"@,", b"..")
_NOT_COMMON = "[^a-z?-Z.-9\xc0-\u024f_+'-]"
"""As GLOB has a set of signs: all but the letters of Europe and what an address may have."""


class Email(Worded):
    """One address."""

    name: ClassVar[str] = "email"
    label: ClassVar[str] = "E-mail"
    about: ClassVar[str] = "An address such as ada@example.org."
    plural: ClassVar[str] = "e-mail addresses"
    icon: ClassVar[str] = "mail"
    found_again: ClassVar[Media] = EVERYWHERE

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Read ada@example.org, mailto:ada@example.org, Ada <ada@example.org>. Raises Invalid."""
        if not text.strip():
            return None
        found = _DRESSED.fullmatch(text.strip())
        address = (found[1] or found[2] or "").strip() if found else ""
        if not _ADDRESS.fullmatch(address):
            raise Invalid(
                f"{quoted(text)} is not an e-mail address. Write it like ada@example.org."
            )
        return address

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the one form, if there is an address among the cells."""
        texts = [cell for cell in cells if isinstance(cell, str)]
        return [_FORM] if any(map(_ADDRESS.fullmatch, texts)) else []

    def form(self, options: Options) -> Form:  # noqa: ARG002 - the contract
        """The one form."""
        return _FORM


def _are_addresses(cells: Sequence[str]) -> bool:
    return _are_common(cells) or all(map(_ADDRESS.fullmatch, cells))


def _are_common(cells: Sequence[str]) -> bool:
    """Say at C speed whether all are addresses, each with the usual signs; False: look closer.

    All cells are looked at as one text, with commas between. Made of nothing but letters and
    points, it shows two points where a part is empty; without the letters it shows whether each
    cell has one @ with a point behind it.
    """
    joined = f",{','.join(cells)},"
    if not joined.isascii() and len(joined.split()) > 1:
        return False
    framed = joined.encode("utf-8", "replace")
    if b".." in framed.translate(_POINTS):
        return False
    shape = framed.translate(None, _LETTERS)
    while b".." in shape:
        shape = shape.replace(b"..", b".")
    return (
        not shape.translate(None, b"@.,")
        and shape.count(b"@.,") == shape.count(b"@") == len(cells)
        and shape.count(b",") == len(cells) + 1
    )


def _surely_is_one(cell: str) -> str:
    """Say it in SQL: common signs, no empty part, one @ and a point somewhere behind it."""
    not_one = [f"*{_NOT_COMMON}*", "*@*@*", "*..*", "*@.*", "*.@*", ".*", "*."]
    refused = "".join(f" AND {cell} NOT GLOB {literal(pattern)}" for pattern in not_one)
    return f"{cell} GLOB '?*@?*.?*'{refused}"


_FORM = WordedForm(_are_addresses, _surely_is_one)
