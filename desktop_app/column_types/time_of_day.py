"""Times of day.  Option: `form`, the pattern they are written in (see clock_form)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Comparison, Form, Options, Plain
from desktop_app.column_types.clock_form import CLOCK_FORMS, PLAIN, ClockForm, clock_form
from desktop_app.column_types.clock_typed import read_clock
from desktop_app.column_types.duration_form import DurationForm
from desktop_app.column_types.sqlite_plain import PlainTime, WrittenTime
from desktop_app.column_types.workbook_forms import time_code
from desktop_app.domain.sheet import Media, Value


class TimeOfDay(Plain):
    """When something begins, every day anew."""

    name: ClassVar[str] = "time"
    label: ClassVar[str] = "Time"
    about: ClassVar[str] = "When something begins, every day anew: 18:30."
    plural: ClassVar[str] = "times of day"
    icon: ClassVar[str] = "clock"
    compared_as: ClassVar[Comparison] = "time"
    found_again: ClassVar[Media] = ("values", "workbook")
    """Where they are not written in one of many ways."""

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """A time; the text 18:30:00 where there is no such type."""
        return sa.Time().with_variant(PlainTime(), "sqlite").with_variant(WrittenTime(), "oracle")

    def parse(self, text: str, options: Options) -> Value:
        """Read 18:30, 18:30:05, 6.30 pm, 18 Uhr. Raises Invalid."""
        bare = text.strip()
        if not bare:
            return None
        try:
            return clock_form(options.get("form") or PLAIN).read_text(bare)
        except ValueError:
            return read_clock(bare.casefold(), text, "Write it like 18:30.")

    def show(self, value: Value, options: Options) -> str:
        """Return the time in the column's form; seconds too when there are any."""
        if isinstance(value, time):
            return clock_form(options.get("form") or PLAIN).show(value)
        return "" if value is None else str(value)

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """The column's form."""
        return time_code(options.get("form") or PLAIN), 1

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms that one of the cells is written in."""
        times = [cell for cell in cells if isinstance(cell, time) or _could_be(cell)]
        forms = map(clock_form, CLOCK_FORMS)
        return [form for form in forms if any(form.fits([each]) for each in times)]

    def form(self, options: Options) -> Form:
        """The form of the options."""
        return clock_form(options.get("form") or PLAIN)

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say so when 1:30 could as well be how long something takes."""
        clocks = [form for form in forms if isinstance(form, ClockForm)]
        if any(form.is_padded or form.has_half for form in clocks):
            return None
        if any(isinstance(form, DurationForm) for form in forms):
            return "nothing shows whether these are times of day or lengths of time"
        return None


def _could_be(cell: Value) -> bool:
    return isinstance(cell, str) and 4 <= len(cell) <= 8 and ":" in cell
