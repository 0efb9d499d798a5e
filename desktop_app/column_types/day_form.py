"""How days are written: 2019-03-14, 14.03.2019, 3/14/2019, 14 Mar 2019."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from typing import Generic, TypeVar

from desktop_app.column_types.pattern_form import PatternForm
from desktop_app.column_types.words import literal
from desktop_app.domain.sheet import Value

ISO = "YYYY-MM-DD"

READABLE = "D MMM YYYY"
"""How people see a day where nobody chose a form."""

DAY_FORMS = (
    ISO,
    "DD.MM.YYYY",
    "D.M.YYYY",
    "DD/MM/YYYY",
    "D/M/YYYY",
    "MM/DD/YYYY",
    "M/D/YYYY",
    "DD-MM-YYYY",
    "D-M-YYYY",
    "MM-DD-YYYY",
    "M-D-YYYY",
    "YYYY/MM/DD",
    "YYYY.MM.DD",
    "DD MMM YYYY",
    "D MMM YYYY",
    "D MMMM YYYY",
    "MMM D, YYYY",
    "MMMM D, YYYY",
)

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip

_PART = re.compile("YYYY|MMMM|MMM|MM|M|DD|D")
_READ = {
    "YYYY": r"(?P<year>\d{4})",
    "MMMM": r"(?P<name>[A-Z][a-z]+)",
    "MMM": r"(?P<name>[A-Z][a-z]{2})",
    "MM": r"(?P<month>\d\d)",
    "M": r"(?P<month>\d\d?)",
    "DD": r"(?P<day>\d\d)",
    "D": r"(?P<day>\d\d?)",
}
_SHOW: dict[str, Callable[[date], str]] = {
    "YYYY": lambda day: f"{day.year:04}",
    "MMMM": lambda day: MONTHS[day.month - 1],
    "MMM": lambda day: MONTHS[day.month - 1][:3],
    "MM": lambda day: f"{day.month:02}",
    "M": lambda day: str(day.month),
    "DD": lambda day: f"{day.day:02}",
    "D": lambda day: str(day.day),
}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_MOST_REMEMBERED = 20_000

V = TypeVar("V")


class Remembered(dict[Value, V], Generic[V]):
    """What a cell was read as before: days come again and again, and looking up is quick."""

    def __init__(self, read: Callable[[Value], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Value) -> V:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[cell] = self._read(cell)
        return value


@dataclass(frozen=True)
class DayForm(PatternForm):
    """One written form of days, named by its pattern."""

    @cached_property
    def month_first(self) -> bool:
        """Whether the month is written as a number in front of the day, as in 3/14/2019."""
        return bool(re.match(r"MM?[^M]", self.pattern))

    @cached_property
    def day_first(self) -> bool:
        """Whether the day is written in front of a month that is a number, as in 14/3/2019."""
        return bool(re.match(r"DD?[/-]", self.pattern))

    @property
    def custom(self) -> Mapping[str, str]:
        """What comes first, where that is no matter of course."""
        if self.month_first:
            return {"dates": "month"}
        return {"dates": "day"} if self.day_first else {}

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return dates."""
        days = _read_iso(cells) if self.pattern == ISO else None
        return days or list(map(self._remembered.__getitem__, cells))

    def in_sqlite(self, cell: str) -> tuple[str, str] | None:
        """Put the parts in ISO's order, where each has its place."""
        if self.pattern == ISO:
            return _is_day(cell), cell
        if sorted(_PART.findall(self.pattern)) != ["DD", "MM", "YYYY"]:
            return None
        places = {part: self.pattern.index(part) + 1 for part in ("YYYY", "MM", "DD")}
        parts = [f"substr({cell}, {at:d}, {len(part):d})" for part, at in places.items()]
        day = "||'-'||".join(parts)
        like = literal(_PART.sub(lambda part: "?" * len(part[0]), self.pattern))
        return f"{cell} GLOB {like} AND {_is_day(day)}", day

    def show(self, day: date) -> str:
        """Write a day in this form."""
        return "".join(part if isinstance(part, str) else part(day) for part in self._parts)

    @cached_property
    def _remembered(self) -> Remembered[date]:
        return Remembered(self._read_typed if self.pattern == ISO else self.read_text)

    @cached_property
    def _parts(self) -> list[str | Callable[[date], str]]:
        between = _PART.split(self.pattern)
        shown: list[str | Callable[[date], str]] = [between[0]]
        for name, text in zip(_PART.findall(self.pattern), between[1:], strict=True):
            shown += [_SHOW[name], text]
        return shown

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        escaped = re.escape(self.pattern)
        return re.compile(_PART.sub(lambda part: _READ[part[0]], escaped), re.ASCII)

    def read_text(self, cell: Value) -> date:
        """Return the day of one text. Raises ValueError."""
        found = self._regex.fullmatch(cell) if isinstance(cell, str) else None
        if not found:
            raise ValueError(cell)
        parts = found.groupdict()
        name = parts.get("name")
        day = date(int(parts["year"]), _month(name or parts["month"]), int(parts["day"]))
        if self.show(day) != cell:
            raise ValueError(cell)
        return day

    def _read_typed(self, cell: Value) -> date:
        if isinstance(cell, datetime):
            if cell.time() != time():
                raise ValueError(cell)
            return cell.date()
        return cell if isinstance(cell, date) else self.read_text(cell)


def _is_day(text: str) -> str:
    """Say in SQL that it is a day in ISO's form; SQLite counts on into the next month, and back."""
    return f"{text} = date({text}) AND {text} > '0001'"


def could_be_a_day(cell: Value) -> bool:
    """Say quickly whether it is worth trying: every form has a year and at most 18 letters."""
    return isinstance(cell, str) and len(cell) <= 18 and _YEAR.search(cell) is not None


@cache
def day_form(pattern: str) -> DayForm:
    """Return the form of that pattern, with what it remembers; ISO if there is no such form."""
    return DayForm(pattern) if pattern in DAY_FORMS else day_form(ISO)


def form_by(form: DayForm, customs: Mapping[str, str]) -> DayForm:
    """Return a form with the order of these customs: this one unless it has another or none."""
    order = customs.get("dates")
    if order is None or form.custom.get("dates") == order:
        return form
    return day_form("DD/MM/YYYY" if order == "day" else "MM/DD/YYYY")


def _read_iso(cells: Sequence[Value]) -> list[Value] | None:
    """Read them at C speed if all are texts like 2019-03-14; None means: look closer.

    Of what Python takes for a day, that alone is ten characters long and without a W.
    """
    try:
        days: list[Value] = list(map(date.fromisoformat, cells))  # type: ignore[arg-type]
        joined = "".join(cells)  # type: ignore[arg-type]  # only texts come this far
    except (TypeError, ValueError):
        return None
    return days if len(joined) == 10 * len(days) and "W" not in joined else None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return [name[: len(text)] for name in MONTHS].index(text) + 1
