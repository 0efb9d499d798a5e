"""How lengths of time are written: 1:30, 1:30:00, 90 min, 1 h 30 min."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from desktop_app.column_types.pattern_form import PatternForm
from desktop_app.domain.sheet import Value

PLAIN = "H:MM"

_UNITS = {"s": 1, "sec": 1, "min": 60, "h": 3600}
DURATION_FORMS = (PLAIN, "H:MM:SS", "# min", "#min", "# h", "#h", "# s", "#s", "# sec", "# h # min")

_READ = {
    PLAIN: r"(?P<minus>-?)(?P<h>0|[1-9]\d{0,12}):(?P<m>[0-5]\d)",
    "H:MM:SS": r"(?P<minus>-?)(?P<h>0|[1-9]\d{0,12}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)",
    "# h # min": r"(?P<minus>-?)(?P<h>[1-9]\d{0,12}) h (?P<m>[1-9]|[1-5]\d) min",
}


@dataclass(frozen=True)
class DurationForm(PatternForm):
    """One written form of lengths of time, named by its pattern."""

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return whole seconds."""
        return list(map(self.read_text, cells))

    def read_text(self, cell: Value) -> int:
        """Return the seconds of one text. Raises ValueError."""
        found = self._regex.fullmatch(cell) if isinstance(cell, str) else None
        if not found:
            raise ValueError(cell)
        parts = found.groupdict()
        seconds = int(parts.get("n") or 0) * self._unit
        seconds += int(parts.get("h") or 0) * 3600 + int(parts.get("m") or 0) * 60
        seconds += int(parts.get("s") or 0)
        if found["minus"] and not seconds:
            raise ValueError(cell)
        return -seconds if found["minus"] else seconds

    def show(self, seconds: int) -> str:
        """Write it in this form; as 1:30 or 1:30:05 where the form has no room for what is left."""
        minus, whole = ("-" if seconds < 0 else ""), abs(seconds)
        hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
        if self._unit and whole % self._unit == 0:
            return minus + self.pattern.replace("#", str(whole // self._unit))
        if self.pattern == "# h # min" and hours and minutes and not rest:
            return f"{minus}{hours} h {minutes} min"
        text = f"{minus}{hours}:{minutes:02}"
        return f"{text}:{rest:02}" if rest or self.pattern == "H:MM:SS" else text

    @property
    def _unit(self) -> int:
        return _UNITS.get(self.pattern.removeprefix("#").strip(), 0)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        numbered = self.pattern.replace("#", r"(?P<minus>-?)(?P<n>0|[1-9]\d{0,12})")
        return re.compile(_READ.get(self.pattern, numbered), re.ASCII)


@cache
def duration_form(pattern: str) -> DurationForm:
    """Return the form of that pattern; the plain one if there is none."""
    return DurationForm(pattern if pattern in DURATION_FORMS else PLAIN)
