"""Days without a time.  Option: `form`, the pattern they are written in (see day_form)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types import sqlite_text
from desktop_app.column_types.base import EVERYWHERE, Comparison, Form, Options, Plain
from desktop_app.column_types.day_form import (
    DAY_FORMS,
    ISO,
    READABLE,
    DayForm,
    could_be_a_day,
    day_form,
    form_by,
)
from desktop_app.column_types.day_typed import mind_moving_days, read_day
from desktop_app.column_types.sqlite_plain import PlainDay
from desktop_app.column_types.workbook_forms import time_code
from desktop_app.domain.sheet import Media, Value


class Date(Plain):
    """A day in the calendar."""

    name: ClassVar[str] = "date"
    label: ClassVar[str] = "Date"
    about: ClassVar[str] = "A day in the calendar."
    icon: ClassVar[str] = "calendar"
    plural: ClassVar[str] = "dates"
    compared_as: ClassVar[Comparison] = "day"
    found_again: ClassVar[Media] = EVERYWHERE

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """A date; in SQLite its ISO text."""
        return sa.Date().with_variant(PlainDay(), "sqlite")

    def parse(self, text: str, options: Options) -> Value:
        """Read 2019-03-14, 14.3.2019, 14 Mar 2019, today. Raises Invalid."""
        if not text.strip():
            return None
        form = _form(options)
        try:
            return form.read_text(text.strip())
        except ValueError:
            return read_day(text, month_first=order_of(form))

    def mind(self, text: str, options: Options) -> None:  # noqa: ARG002 - the contract
        """Keep what is another day every day, such as today. Raises Invalid."""
        mind_moving_days(text)

    def show(self, value: Value, options: Options) -> str:
        """Return the day in the column's form."""
        if isinstance(value, date):
            return _form(options).show(value)
        return "" if value is None else str(value)

    def seen(self, value: Value, options: Options) -> str:
        """Return the day in the column's form, else with the month by its name."""
        return self.show(value, {"form": options.get("form") or READABLE})

    def shown_in_sqlite(self, cell: str, options: Options) -> sqlite_text.Shown | None:
        """The day in the column's form."""
        return sqlite_text.day(cell, _form(options).pattern)

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """The column's form."""
        return time_code(_form(options).pattern), 1

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms that one of the cells is written in."""
        days = [cell for cell in cells if isinstance(cell, date) or could_be_a_day(cell)]
        forms = map(day_form, DAY_FORMS)
        return [form for form in forms if any(form.fits([day]) for day in days)]

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return _form(options)

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """The form with the order of these customs."""
        return {**options, "form": form_by(_form(options), customs).pattern}

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when nothing tells 3 April from 4 March."""
        days = [form for form in forms if isinstance(form, DayForm)]
        return doubtful_order(days)


def doubtful_order(days: Sequence[DayForm]) -> str | None:
    """Say so when a column fits forms with the day first and with the month first."""
    if any(day.month_first for day in days) and any(day.day_first for day in days):
        return "nothing shows whether the day or the month is written first"
    return None


def order_of(form: DayForm) -> bool | None:
    """Return whether the month comes first in this form, or None if it says nothing about that."""
    return form.month_first if form.month_first or form.day_first else None


def _form(options: Options) -> DayForm:
    return day_form(options.get("form") or ISO)
