"""What numbers give away about the custom they are written by: a decimal comma or a point."""

from __future__ import annotations

from collections.abc import Mapping

_DECIMAL = {",": "comma", ".": "point"}
_OTHER = {",": ".", ".": ","}


def custom_of(mark: str, group: str) -> Mapping[str, str]:
    """Return it for numbers with these signs before decimals and between thousands, if any."""
    name = _DECIMAL.get(mark or _OTHER.get(group, ""))
    return {"decimal": name} if name else {}
