"""Reading a time of day the way people type it: 18:30, 6.30 pm, 18h30."""

from __future__ import annotations

import re
from datetime import time

from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid

_TIME = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})()()\s*(am|pm|a\.m\.|p\.m\.|uhr)", re.ASCII)


def read_clock(bare: str, text: str, example: str) -> time:
    """Return the time of day a person meant; `bare` is the part of `text`, in small letters.

    `example` ends the refusal. Raises Invalid.
    """
    found = _TIME.fullmatch(bare) or _HOUR.fullmatch(bare)
    if not found:
        raise Invalid(f"{quoted(text)} has no time of day that can be read. {example}")
    hour, half = int(found[1]), (found[4] or "").replace(".", "")
    if half in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif (half == "pm" and not hour) or (half == "am" and hour):
        raise Invalid(f"{quoted(text)} has no such time of day. {example}")
    try:
        return time(hour, int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise Invalid(f"{quoted(text)} has no such time of day. {example}") from None
