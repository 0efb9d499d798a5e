"""The cells of a workbook as they are said to the app: JSON has no word for dates and times.

Of moments and times of day the parts of a second are left out, which a workbook hardly ever shows.
Runs in the child
process (see reader), on the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters
from desktop_app.formats.times import Times

_MILLISECOND = timedelta(milliseconds=1)
_ANY_DAY = date(2000, 1, 1)
_PLAIN = frozenset((str, int, float, bool))


class SaidTimes:
    """Those of one sheet; `first` is the place in the sheet where rows begin."""

    def __init__(self, first: int, times: Times) -> None:
        self._first = first
        self._times = times
        self._row = 0
        self._cut = 0
        self._first_cut = ("", "")

    def batch(self, rows: list[list[Any]]) -> dict[str, Any]:
        """Mark what is a date, and turn what JSON and Tidybase have no word for into text."""
        days: dict[str, list[int]] = {}
        moments: dict[str, list[int]] = {}
        for place, cells in enumerate(zip(*rows, strict=True)):
            if _PLAIN.issuperset(map(type, cells)):
                continue
            for number, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    moments.setdefault(str(place), []).append(number)
                    rows[number][place] = self._whole(cell, place, number)
                elif isinstance(cell, date):
                    days.setdefault(str(place), []).append(number)
                elif isinstance(cell, time):
                    moment = self._whole(datetime.combine(_ANY_DAY, cell), place, number)
                    rows[number][place] = moment.time().isoformat()
                elif isinstance(cell, timedelta):
                    rows[number][place] = _clock(cell)
        self._row += len(rows)
        return {"rows": rows, "days": days, "moments": moments}

    def odd(self) -> Iterator[OddCells]:
        """Say from how many moments something was cut, and which is the first."""
        if self._cut:
            yield "parts", self._cut, *self._first_cut

    def _whole(self, moment: datetime, place: int, number: int) -> datetime:
        """Round it to the second, unless parts of seconds are shown.

        Excel counts days as fractions, so a whole second can come out a few microseconds off.
        """
        if not moment.microsecond:
            return moment
        exact = _rounded(moment, 1000)
        if not exact.microsecond or self._times.show_parts:
            return exact
        if not self._cut:
            shown = exact.isoformat(" ", "milliseconds").removeprefix(f"{_ANY_DAY} ")
            self._first_cut = (f"{letters(self._first + place)}{self._row + number + 1}", shown)
        self._cut += 1
        return _rounded(moment, 1_000_000)


def _rounded(moment: datetime, step: int) -> datetime:
    """Return the nearest moment that is so many microseconds, or a multiple, past the second."""
    off = (moment.microsecond + step // 2) % step - step // 2
    try:
        return moment - timedelta(microseconds=off)
    except OverflowError:  # there is no later moment
        return moment.replace(microsecond=moment.microsecond // step * step)


def _clock(cell: timedelta) -> str:
    milliseconds = round(cell / _MILLISECOND)
    sign, (seconds, rest) = ("-" if milliseconds < 0 else ""), divmod(abs(milliseconds), 1000)
    clock = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{clock}.{rest:03}" if rest else clock
