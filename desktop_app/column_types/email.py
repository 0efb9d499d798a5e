"""E-mail addresses, as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from desktop_app.column_types.base import Form, Options
from desktop_app.column_types.worded import Worded, WordedForm
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

_PART = r"[^\s@.,;:<>()\[\]\\\"]+"
_ADDRESS = re.compile(rf"{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})+")
_DRESSED = re.compile(r"(?:mailto:)?\s*(?:[^<>]*<([^<>]*)>|(.*))", re.IGNORECASE | re.DOTALL)

_COMMON = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+'!#$%&*/=?^`{|}~"
_SHAPE = b"@.,;"


class Email(Worded):
    """One address."""

    name: ClassVar[str] = "email"
    label: ClassVar[str] = "E-mail"
    plural: ClassVar[str] = "e-mail addresses"
    icon: ClassVar[str] = "mail"

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
    """Say at C speed whether all are addresses of common letters; False means: look closer.

    Each cell is framed as `,cell;`. What is left of the frame without the letters shows that each
    has one @, and, once runs of dots are made one, that each has a dot behind it.
    """
    framed = "," + ";,".join(cells) + ";"
    if not framed.isascii() or any(bad in framed for bad in _NEVER):
        return False
    shape = framed.encode().translate(None, _COMMON)
    while b".." in shape:
        shape = shape.replace(b"..", b".")
    many = len(cells)
    return (
        not shape.translate(None, _SHAPE)
        and shape.count(b"@.;") == shape.count(b"@") == shape.count(b",") == many
        and shape.count(b";") == many
    )


_NEVER = (",@", ",.", "..", ".@", "@.", "@;", ".;")

_FORM = WordedForm(_are_addresses)
