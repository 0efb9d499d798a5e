"""How times of day are written: 18:30, 18:30:05, 9:15, 6:30 PM."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache, cached_property

from desktop_app.column_types.day_form import Remembered
from desktop_app.column_types.pattern_form import PatternForm
from desktop_app.domain.sheet import Value

PLAIN = "HH:MM"

CLOCK_FORMS = (PLAIN, "HH:MM:SS", "H:MM", "H:MM:SS", "h:MM AM", "h:MM am")

_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?(?: (AM|PM|am|pm))?", re.ASCII)


@dataclass(frozen=True)
class ClockForm(PatternForm):
    """One written form of times of day, named by its pattern."""

    @property
    def is_padded(self) -> bool:
        """Whether hours have two digits, always, as lengths of time hardly ever have."""
        return self.pattern == PLAIN

    @property
    def has_half(self) -> bool:
        """Whether it says if it is before noon or after."""
        return self.pattern.startswith("h")

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return times."""
        return list(map(self._remembered.__getitem__, cells))

    def show(self, moment: time) -> str:
        """Write a time in this form; with seconds too if it has some that would be lost."""
        hour = str(moment.hour) if self.pattern.startswith("H:") else f"{moment.hour:02}"
        if self.has_half:
            hour = str(moment.hour % 12 or 12)
        seconds = moment.second or "SS" in self.pattern
        text = f"{hour}:{moment.minute:02}" + (f":{moment.second:02}" if seconds else "")
        return text + self._half(moment)

    def read_text(self, cell: Value) -> time:
        """Return the time of one text. Raises ValueError."""
        found = _CLOCK.fullmatch(cell) if isinstance(cell, str) else None
        if not found:
            raise ValueError(cell)
        hour = int(found[1])
        if found[4]:
            hour = hour % 12 + (12 if found[4].lower() == "pm" else 0)
        moment = time(hour, int(found[2]), int(found[3] or 0))
        if self.show(moment) != cell or (found[3] and "SS" not in self.pattern):
            raise ValueError(cell)
        return moment

    def _half(self, moment: time) -> str:
        if not self.has_half:
            return ""
        half = " AM" if moment.hour < 12 else " PM"
        return half if self.pattern.endswith("AM") else half.lower()

    @cached_property
    def _remembered(self) -> Remembered[time]:
        return Remembered(self._read)

    def _read(self, cell: Value) -> time:
        if isinstance(cell, time) and self.pattern == PLAIN and not cell.microsecond:
            return cell
        return self.read_text(cell)


@cache
def clock_form(pattern: str) -> ClockForm:
    """Return the form of that pattern, with what it remembers; the plain one if there is none."""
    return ClockForm(pattern) if pattern in CLOCK_FORMS else clock_form(PLAIN)
