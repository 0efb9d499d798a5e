"""How letters are compared, ordered and folded, which every kind of database does its own way.

Same: to the letter, spaces at the end included. Order: as people expect, capitals beside small
letters; SQLite knows that of A to Z only (NOCASE), PostgreSQL by ICU, MariaDB and MySQL by the
Unicode collation that both have. Contains: capitals do not matter, of any letter.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect

from desktop_app.domain.folding import COMBINING, SPELT, STROKES, fold

Text = sa.ColumnElement[str]

_ORDERS = {
    "sqlite": "NOCASE",
    "postgresql": "und-x-icu",
    "mysql": "utf8mb4_unicode_520_ci",
    "mariadb": "utf8mb4_unicode_520_ci",
}
_ESCAPE = "~"


def exact(dialect: Dialect, text: Text) -> Text:
    """Return the text such that only the very same letters are equal to it."""
    if dialect.name not in {"mysql", "mariadb"}:
        return text
    # These two otherwise ignore capitals, accents, and spaces at the end.
    same = "utf8mb4_nopad_bin" if getattr(dialect, "is_mariadb", False) else "utf8mb4_0900_bin"
    return sa.collate(text, same)


def ordered(dialect: Dialect, text: Text) -> Text:
    """Return the text such that it sorts, and is less or more, as people expect."""
    order = _ORDERS.get(dialect.name)
    return sa.collate(text, order) if order else sa.func.lower(text)


def contains(dialect: Dialect, text: Text, needle: str, *, at_start: bool = False) -> Any:
    """Return the condition that a text contains another, or begins with it, however written."""
    if dialect.name == "sqlite":
        return _contains_in_sqlite(text, needle, at_start=at_start)
    return _like(_lowered(dialect, text), needle.lower(), at_start=at_start)


def contains_folded(dialect: Dialect, text: Text, needle: str) -> Any:
    """Return the condition that a text contains another, capitals and accents ignored."""
    if dialect.name == "postgresql":
        bare = sa.func.regexp_replace(
            sa.func.normalize(text, sa.text("NFKD")), f"[{COMBINING}]", "", "g"
        )
        strokes = sa.func.translate(
            _lowered(dialect, bare), *map("".join, zip(*STROKES.items(), strict=True))
        )
        return _like(_spelt(strokes), fold(needle))
    spelt = _like(ordered(dialect, _spelt(_lowered(dialect, text))), fold(needle))
    # The collation knows accents, but takes some letters for others than those without: й, 한.
    return spelt | _like(ordered(dialect, text), unicodedata.normalize("NFC", needle))


def _spelt(text: Text) -> Text:
    for letter, others in SPELT.items():
        text = sa.func.replace(text, letter, others)
    return text


def _lowered(dialect: Dialect, text: Text) -> Text:
    if dialect.name == "postgresql":
        return sa.func.lower(sa.collate(text, _ORDERS["postgresql"]))
    if dialect.name in {"mysql", "mariadb"}:
        return sa.collate(sa.func.lower(text), "utf8mb4_bin")
    return sa.func.lower(text)


def _like(text: Text, needle: str, *, at_start: bool = False) -> Any:
    # Without an escape SQLite is a little faster; the others would take a backslash for one.
    escape = _ESCAPE if set(needle) & set("%_\\" + _ESCAPE) else None
    if escape:
        for sign in (_ESCAPE, "%", "_"):
            needle = needle.replace(sign, _ESCAPE + sign)
    return text.like(f"{needle}%" if at_start else f"%{needle}%", escape=escape)


def _contains_in_sqlite(text: Text, needle: str, *, at_start: bool) -> Any:
    """SQLite's LIKE knows the capitals of A to Z only; GLOB is told those of the others."""
    if needle.isascii():
        return _like(text, needle, at_start=at_start)
    rough = "".join("\0" if not letter.isascii() else letter for letter in needle)
    for sign in (_ESCAPE, "%", "_"):
        rough = rough.replace(sign, _ESCAPE + sign)
    rough = rough.replace("\0", "_")
    # GLOB is slow where it begins with a choice, so LIKE looks first, with a gap for each of them.
    found = text.like(f"{rough}%" if at_start else f"%{rough}%", escape=_ESCAPE)
    pattern = "".join(map(_either_case, needle))
    return found & text.op("GLOB")(f"{pattern}*" if at_start else f"*{pattern}*")


def _either_case(letter: str) -> str:
    cases = {letter, letter.lower(), letter.upper()}
    single = sorted(case for case in cases if len(case) == 1)
    if letter in "*?[":
        return f"[{letter}]"
    return f"[{''.join(single)}]" if len(single) > 1 else letter
