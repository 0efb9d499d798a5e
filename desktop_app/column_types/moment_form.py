"""How moments are written: a day in one of its forms, then the time of day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from operator import itemgetter

from desktop_app.column_types.day_form import DAY_FORMS, ISO, DayForm, Remembered, day_form
from desktop_app.column_types.pattern_form import PatternForm
from desktop_app.domain.sheet import Value

PLAIN = f"{ISO} HH:MM"

_TIMES = ("HH:MM", "HH:MM:SS", "H:MM", "H:MM:SS")
MOMENT_FORMS = (
    *(f"{day} {clock}" for day in DAY_FORMS for clock in _TIMES),
    *(f"{ISO}T{clock}" for clock in _TIMES[:2]),
)

_SIGNS_AT = itemgetter(4, 7, 10, 13, 16)


@dataclass(frozen=True)
class MomentForm(PatternForm):
    """One written form of moments, named by its pattern."""

    @cached_property
    def day(self) -> DayForm:
        """The form of the days."""
        return day_form(self.parts[0])

    @property
    def custom(self) -> Mapping[str, str]:
        """That of the days."""
        return self.day.custom

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return datetimes without a zone."""
        if self._is_iso_with_seconds:
            found = _read_iso(cells, self.parts[1])
            if found is not None:
                return found
        return [self._read(cell) for cell in cells]

    def show(self, moment: datetime) -> str:
        """Write a moment in this form; with seconds too if it has some that would be lost."""
        _, between, clock = self.parts
        text = f"{self.day.show(moment)}{between}{_show_time(moment, clock)}"
        seconds = moment.second and not clock.endswith("SS")
        return f"{text}:{moment.second:02}" if seconds else text

    def read_text(self, cell: Value) -> datetime:
        """Return the moment of one text. Raises ValueError."""
        _, between, clock = self.parts
        day, _, hours = cell.rpartition(between) if isinstance(cell, str) else ("", "", "")
        moment = datetime.combine(self._days[day], self._hours[hours])
        if _show_time(moment, clock) != hours:
            raise ValueError(cell)
        return moment

    def _read(self, cell: Value) -> datetime:
        if self.pattern == PLAIN and isinstance(cell, date):
            return _whole_seconds(cell)
        return self.read_text(cell)

    @cached_property
    def parts(self) -> tuple[str, str, str]:
        """The pattern of the day, the sign behind it, the pattern of the time."""
        between = "T" if "T" in self.pattern else " "
        day, _, clock = self.pattern.rpartition(between)
        return day, between, clock

    @property
    def _is_iso_with_seconds(self) -> bool:
        return self.pattern in (f"{ISO} HH:MM:SS", f"{ISO}THH:MM:SS")

    @cached_property
    def _days(self) -> Remembered[date]:
        return Remembered(self.day.read_text)

    @cached_property
    def _hours(self) -> Remembered[time]:
        return Remembered(_read_time)


@cache
def moment_form(pattern: str) -> MomentForm:
    """Return the form of that pattern, with what it remembers; the plain one if there is none."""
    return MomentForm(pattern) if pattern in MOMENT_FORMS else moment_form(PLAIN)


def _read_iso(cells: Sequence[Value], between: str) -> list[Value] | None:
    """Read them at C speed if all are 19 characters with the signs in their places."""
    texts: Sequence[str] = cells  # type: ignore[assignment]  # TypeError is the answer
    try:
        if set(map(len, texts)) != {19}:
            return None
        if set(map(_SIGNS_AT, texts)) != {("-", "-", between, ":", ":")}:
            return None
        return list(map(datetime.fromisoformat, texts))
    except (TypeError, ValueError):
        return None


def _read_time(text: Value) -> time:
    hour, colon, rest = str(text).partition(":")
    parts = [hour, *rest.split(":")]
    if (
        not colon
        or not all(part.isdecimal() and part.isascii() for part in parts)
        or len(parts) > 3
    ):
        raise ValueError(text)
    hours, minutes, seconds = (*map(int, parts), 0)[:3]
    return time(hours, minutes, seconds)


def _show_time(moment: datetime, clock: str) -> str:
    hour = str(moment.hour) if clock.startswith("H:") else f"{moment.hour:02}"
    text = f"{hour}:{moment.minute:02}"
    return f"{text}:{moment.second:02}" if clock.endswith("SS") else text


def _whole_seconds(cell: date) -> datetime:
    moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
    if moment.microsecond or moment.tzinfo:
        raise ValueError(cell)
    return moment
