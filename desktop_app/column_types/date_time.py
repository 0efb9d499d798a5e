"""Days with a time of day, as the clock on the wall shows it.

The zone rule: a value has no zone. It is stored and shown just as it was written, the same for
everybody, wherever they are. Only where a typed text names a zone itself (…18:30Z, …18:30+05:00)
is it moved, once, to the clock of the computer that Tidybase runs on. An import leaves a column
with zones in it as text, since it could not be written back otherwise.

Option: `form`, the pattern, such as "DD.MM.YYYY HH:MM" (see moment_form).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import Comparison, Form, Options, Plain
from desktop_app.column_types.clock_typed import read_clock
from desktop_app.column_types.date import doubtful_order, order_of
from desktop_app.column_types.day_form import READABLE, day_form, form_by
from desktop_app.column_types.day_typed import mind_moving_days, read_day
from desktop_app.column_types.moment_form import MOMENT_FORMS, PLAIN, MomentForm, moment_form
from desktop_app.column_types.sqlite_plain import PlainMoment
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_forms import time_code
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

_EXAMPLE = "Write it like 2019-03-14 18:30."
_DAY_AND_TIME = re.compile(
    r"(.*?)(?:[\s,]+(?:um\s+|at\s+)?|(?<=\d)t)(\d{1,2}[:.]\d\d(?![.\d]*\d{4}).*)"
)
_ZONED = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)",
    re.ASCII | re.IGNORECASE,
)


class Moments(Plain):
    """Moments without a zone, however they came to be."""

    compared_as: ClassVar[Comparison] = "moment"

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """A date and time without zone; in SQLite the text 2019-03-14 18:30:00."""
        return sa.DateTime().with_variant(PlainMoment(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read 2019-03-14 18:30, 14.3.2019 18:30:05, today 9:15, 14 Mar 2019. Raises Invalid.

        A zone in the text moves it to the clock of this computer.
        """
        bare = text.strip()
        if not bare:
            return None
        if zoned := _ZONED.fullmatch(bare):
            return _on_this_clock(zoned, text)
        form = moment_form(options.get("form") or PLAIN)
        try:
            return form.read_text(bare)
        except ValueError:
            return _typed(bare, form)

    def mind(self, text: str, options: Options) -> None:  # noqa: ARG002 - the contract
        """Keep a zone, and what is another day every day, such as today 9:15. Raises Invalid."""
        if _ZONED.fullmatch(text.strip()):
            raise Invalid(f"{quoted(text)} names a time zone, which would get lost.")
        mind_moving_days(text)

    def show(self, value: Value, options: Options) -> str:
        """Return the moment in the column's form; seconds too when there are any."""
        if isinstance(value, datetime):
            return moment_form(options.get("form") or PLAIN).show(value)
        return "" if value is None else str(value)

    def seen(self, value: Value, options: Options) -> str:
        """Return the moment in the column's form, else with the month by its name."""
        text = self.show(value, options)
        if options.get("form") or not isinstance(value, datetime):
            return text
        return f"{day_form(READABLE).show(value)}, {text.partition(' ')[2]}"

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:
        """The moment in the column's form."""
        return sqlite_text.moment(cell, *moment_form(options.get("form") or PLAIN).parts)

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """The column's form."""
        return time_code(options.get("form") or PLAIN), 1


class DateTime(Moments):
    """A moment as the clock on the wall showed it."""

    name: ClassVar[str] = "date_time"
    label: ClassVar[str] = "Date and time"
    about: ClassVar[str] = "A day and the time on the clock."
    icon: ClassVar[str] = "calendar-clock"
    plural: ClassVar[str] = "dates with a time"
    found_again: ClassVar[Media] = ("values", "workbook")
    """Where they are not written in one of many ways."""

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms that one of the cells is written in."""
        texts = [cell for cell in cells if isinstance(cell, str) and ":" in cell]
        # What a spreadsheet knows to be a date was never written in any other form.
        known = {PLAIN: [cell for cell in cells if isinstance(cell, date)]}
        asked = [
            (form, texts + known.get(form.pattern, [])) for form in map(moment_form, MOMENT_FORMS)
        ]
        return [form for form, moments in asked if any(form.fits([one]) for one in moments)]

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return moment_form(options.get("form") or PLAIN)

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The form with the order of these customs."""
        form = moment_form(options.get("form") or PLAIN)
        day, (_, _, clock) = form_by(form.day, customs), form.parts
        return options if day == form.day else {**options, "form": f"{day.pattern} {clock}"}

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when nothing tells 3 April from 4 March."""
        return doubtful_order([form.day for form in forms if isinstance(form, MomentForm)])


def _on_this_clock(zoned: re.Match[str], text: str) -> datetime:
    zone = "+00:00" if zoned[3].upper() in ("Z", "UTC") else zoned[3]
    try:
        moment = datetime.fromisoformat(f"{zoned[1]}T{zoned[2]}{zone}")
        return moment.astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise Invalid(f"There is no such moment as {quoted(text)}. {_EXAMPLE}") from None


def _typed(text: str, form: MomentForm) -> datetime:
    found = _DAY_AND_TIME.fullmatch(text.casefold())
    day_text, time_text = (found[1], found[2]) if found else (text, "")
    day = read_day(day_text, month_first=order_of(form.day))
    return datetime.combine(day, _time(time_text.strip(), text))


def _time(bare: str, text: str) -> time:
    if not bare:
        return time()
    return read_clock(bare, text, _EXAMPLE)
