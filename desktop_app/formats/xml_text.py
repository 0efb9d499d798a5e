"""Text and attributes of XML, without the web browser that the standard library loads for it."""

from __future__ import annotations

from html import escape as _escape

_LINE_ENDS: dict[str, str | int | None] = {"\r": "&#13;"}
_BLANKS: dict[str, str | int | None] = {"\t": "&#9;", "\n": "&#10;", **_LINE_ENDS}
"""Signs of which a reader of XML makes others unless they are written so."""


def escape(text: str) -> str:
    """Return it as the text of an element."""
    return _escape(text, quote=False).translate(str.maketrans(_LINE_ENDS))


def quoted(text: str) -> str:
    """Return it as the value of an attribute, with its quotation marks."""
    return f'"{_escape(text).translate(str.maketrans(_BLANKS))}"'
