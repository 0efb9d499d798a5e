"""Data styles of an OpenDocument spreadsheet that show more than a number: 012-34-5678, 5 kg, 7 €.

Runs in the child process (see reader). OpenDocument 1.3, part 3, 16.29.2 (number-style), 16.29.3
(number), 16.29.4 (embedded-text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TypeAlias

from desktop_app.formats.shown_digits import digit_templates, has_some_digits

Sections: TypeAlias = Sequence[tuple[str, bytes]]
"""Conditions, as Excel writes them, and what is in the style for each."""

_SIGN = re.compile(
    rb'number:min-integer-digits="(?:[2-9]|\d\d)|<number:text>\+'
    rb"|(?:<number:number\b[^<>]*>|<number:number-style\b[^<>]*>)<number:text>[^<]*[A-Za-z$\x80-\xff]"
)
"""What such a style has in it."""

_STYLE = re.compile(
    rb'<number:(number|text)-style\b[^>]*\bstyle:name="([^"]*)"[^>]*>(.*?)</number:\1-style>', re.S
)
_PIECE = re.compile(
    rb"<number:text>(?P<said>[^<]*)</number:text>"
    rb"|<number:number\b(?P<about>[^>]*?)(?:/>|>(?P<inside>.*?)</number:number>)",
    re.S,
)
_EMBEDDED = re.compile(
    rb'<number:embedded-text number:position="(\d{1,2})">([^<]*)</number:embedded-text>'
)
_DECIMALS = re.compile(rb'\bnumber:decimal-places="(\d)"')
_ZEROS = re.compile(rb'\bnumber:min-integer-digits="(\d{1,2})"')
_OTHERWISE = re.compile(
    rb'<number:(?!text\b|number\b|embedded-text\b)|\bnumber:grouping="true"'
    rb'|\bnumber:decimal-places="[1-9]|\bnumber:display-factor='
)
"""Parts of other numbers, and digits that are set apart by habit."""

_CONDITION = re.compile(
    rb'<style:map\b(?=[^>]*\bstyle:condition="value\(\)([^"]*)")[^>]*'
    rb'\bstyle:apply-style-name="([^"]*)"'
)
_TEXTS = b"<number:text-content"
_USUAL = (">=0", ">0")
"""What need not be said of the first of several formats."""


def may_have_codes(content: bytes) -> bool:
    """Say, quickly, whether there may be such a style."""
    return bool(_SIGN.search(content))


def digit_codes(content: bytes) -> dict[bytes, str]:
    """Return the code, as Excel writes it, of each style that shows numbers so, by its name."""
    codes: dict[bytes, str] = {}
    bodies: dict[bytes, bytes] = {name: body for _, name, body in _STYLE.findall(content)}
    for name, body in bodies.items():
        sections = _sections(body, bodies)
        code = ";".join(condition + _code(section) for condition, section in sections)
        if digit_templates(code):
            codes[name] = code
        elif unit := _with_unit(sections):
            codes[name] = unit
        elif has_some_digits(code):
            codes[name] = code
    return codes


def _sections(body: bytes, bodies: Mapping[bytes, bytes]) -> Sections:
    """Return the parts of a style, some of which count on a condition only, by another style."""
    mapped = [
        (_condition(about), bodies.get(name, b"")) for about, name in _CONDITION.findall(body)
    ]
    return mapped if _TEXTS in body else [*mapped, ("", body)]


def _code(body: bytes) -> str:
    if _OTHERWISE.search(body):
        return ""
    return "".join(
        _digits(piece["about"], piece["inside"] or b"")
        if piece["said"] is None
        else _literal(piece["said"])
        for piece in _PIECE.finditer(body)
    )


def _with_unit(sections: Sections) -> str:
    """Return the code of numbers with letters or a currency's sign before or behind."""
    if not any(_has_unit(section) for _, section in sections):
        return ""
    return ";".join(condition + _section(section) for condition, section in sections)


def _condition(about: bytes) -> str:
    said = unescape(about.decode("utf-8", "replace"))
    return "" if said in _USUAL else f"[{said}]"


def _has_unit(body: bytes) -> bool:
    texts = (
        piece["said"].decode("utf-8", "replace") for piece in _PIECE.finditer(body) if piece["said"]
    )
    return any(
        sign.isalpha() or unicodedata.category(sign) == "Sc" for text in texts for sign in text
    )


def _section(body: bytes) -> str:
    code = "".join(
        _plain(piece["about"]) if piece["said"] is None else _quoted(piece["said"])
        for piece in _PIECE.finditer(body)
    )
    return code or "General"


def _plain(about: bytes) -> str:
    places = _DECIMALS.search(about)
    return f"0.{'0' * int(places[1])}".rstrip(".") if places else "0"


def _digits(about: bytes, inside: bytes) -> str:
    """Return so many zeros, with the texts between them, whose places count from the right."""
    least = _ZEROS.search(about)
    code = ["0"] * int(least[1]) if least else ["#"]
    for place, text in _EMBEDDED.findall(inside):
        if not 0 < int(place) < len(code):
            return "#"
        code[-int(place)] = _literal(text) + code[-int(place)]
    return "".join(code)


def _literal(text: bytes) -> str:
    return "".join(f"\\{sign}" for sign in unescape(text.decode("utf-8", "replace")))


def _quoted(text: bytes) -> str:
    said = unescape(text.decode("utf-8", "replace"))
    return _literal(text) if '"' in said else f'"{said}"'
