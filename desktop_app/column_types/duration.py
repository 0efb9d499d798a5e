"""Lengths of time, in whole seconds.  Option: `form`, the pattern (see duration_form)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Comparison, Expression, Form, InSQL, Options, Plain
from desktop_app.column_types.duration_form import (
    DURATION_FORMS,
    PLAIN,
    DurationForm,
    duration_form,
)
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_codes import ToldNumbers
from desktop_app.column_types.workbook_forms import SECONDS_IN_DAYS
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value, shows_lengths

_LARGEST = 10**12
_EXAMPLE = "Write it like 1:30 or 90 min."
_CLOCK = re.compile(r"(-?)(\d{1,12}):([0-5]?\d)(?::([0-5]?\d))?(?:h|std)?", re.ASCII)
_UNITS = {
    "d": 86400, "day": 86400, "days": 86400, "tag": 86400, "tage": 86400,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "std": 3600, "stunden": 3600,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuten": 60, "'": 60,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "sek": 1, '"': 1,
}  # fmt: skip
_PART = re.compile(r"(\d{1,13})(?:[.,](\d{1,6}))?([^\W\d_]+|['\"])\.?", re.ASCII)


class Duration(Plain):
    """How long something takes."""

    name: ClassVar[str] = "duration"
    label: ClassVar[str] = "Duration"
    about: ClassVar[str] = "How long something takes: 1 h 30 min."
    plural: ClassVar[str] = "lengths of time"
    icon: ClassVar[str] = "timer"
    align: ClassVar[str] = "end"
    compared_as: ClassVar[Comparison] = "number"
    found_again: ClassVar[Media] = ("workbook",)
    """In workbooks; in texts, 1:30 may be a time of day, and values are plain seconds."""
    stored_as: ClassVar[str] = "seconds"
    is_share: ClassVar[bool] = False
    units: ClassVar[Collection[float]] = (60.0, 3600.0, 86400.0)

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """Whole seconds."""
        return sa.BigInteger()

    def parse(self, text: str, options: Options) -> Value:
        """Read 1:30 (hours and minutes), 1:30:00, 90 min, 1 h 30 min, 1.5 h. Raises Invalid."""
        bare = text.strip()
        if not bare:
            return None
        try:
            seconds = duration_form(options.get("form") or PLAIN).read_text(bare)
        except ValueError:
            seconds = _typed(
                re.sub(r"\s", "", bare).casefold().replace("\N{MINUS SIGN}", "-"), text
            )
        if abs(seconds) > _LARGEST:
            raise Invalid(f"{quoted(text)} is longer than can be kept. {_EXAMPLE}")
        return seconds

    def show(self, value: Value, options: Options) -> str:
        """Return it in the column's form; seconds too when there are any."""
        if isinstance(value, int) and not isinstance(value, bool):
            return duration_form(options.get("form") or PLAIN).show(value)
        return "" if value is None else str(value)

    def words(self, number: Expression, write: InSQL, whole: InSQL) -> Expression:  # noqa: ARG002 - the contract
        """Hours and minutes; seconds too when there are any."""
        seconds = whole(sa.func.abs(number))
        hours = sa.cast(seconds // 3600, sa.String(20))
        minutes, rest = _two_digits(seconds // 60 % 60), _two_digits(seconds % 60)
        text = sa.case((number < 0, "-"), else_="").concat(hours).concat(minutes)
        return text.concat(sa.case((seconds % 60 == 0, ""), else_=rest))

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """Hours, minutes and, where the column shows them, seconds."""
        seconds = (options.get("form") or PLAIN).endswith(("SS", "s", "sec"))
        return ("[h]:mm:ss" if seconds else "[h]:mm"), SECONDS_IN_DAYS

    def told(self, code: str) -> Form | None:
        """The form of what is shown as hours that go on after a day, such as [h]:mm."""
        return duration_form("H:MM:SS") if shows_lengths(code) else None

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms that one of the cells is written in."""
        texts = [cell for cell in cells if isinstance(cell, str) and len(cell) <= 20]
        forms = map(duration_form, DURATION_FORMS)
        return [form for form in forms if any(form.fits([each]) for each in texts)]

    def as_stored(self) -> Form:
        """Seconds."""
        return ToldNumbers({}, _whole_seconds)

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return duration_form(options.get("form") or PLAIN)

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when 45:30 could be hours and minutes or minutes and seconds."""
        fitting = [form for form in forms if isinstance(form, DurationForm)]
        if any(form.pattern == PLAIN for form in fitting):
            return "nothing shows whether these are hours and minutes or minutes and seconds"
        return None


def _two_digits(number: Expression) -> Expression:
    text = sa.cast(number + 100, sa.String(3))
    return sa.literal(":").concat(sa.func.substr(text, 2, 2))


def _whole_seconds(number: float) -> int:
    if isinstance(number, bool) or number % 1 or abs(number) > _LARGEST:
        raise ValueError(number)
    return int(number)


def _typed(bare: str, text: str) -> int:
    if found := _CLOCK.fullmatch(bare):
        seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
        return -seconds if found[1] else seconds
    minus, rest = bare.startswith("-"), bare.removeprefix("-")
    parts = list(_PART.finditer(rest))
    if not parts or "".join(part[0] for part in parts) != rest:
        raise Invalid(f"{quoted(text)} is no length of time. {_EXAMPLE}")
    total = sum(_seconds(part, text) for part in parts)
    return -total if minus else total


def _seconds(part: re.Match[str], text: str) -> int:
    unit = _UNITS.get(part[3])
    if unit is None:
        raise Invalid(f"{quoted(text)} is no length of time. {_EXAMPLE}")
    digits = part[2] or ""
    scale: int = 10 ** len(digits)
    share, over = divmod(int(digits or 0) * unit, scale)
    if over:
        raise Invalid(f"{quoted(text)} is not a whole number of seconds. {_EXAMPLE}")
    whole = int(part[1])
    return whole * unit + share
