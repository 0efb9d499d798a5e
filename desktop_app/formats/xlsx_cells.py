"""The cells of one column of an Excel workbook, as XML.

ECMA-376, part 1, 18.3.1.4 (cells), 18.18.11 (kinds of cells), 22.9.2.19 (letters XML cannot hold).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.formats.outgoing import CellForm, OutColumn

LONGEST = 32_767
"""Letters in one cell, as Excel counts them: those beyond the first 65,536 count twice."""

LINES = 2
"""The style of a cell of several lines, which a workbook shows in one row unless told."""

_LARGEST = 10**15
"""Whole numbers of more digits are rounded by Excel, so they are written as text."""

_DAY_ONE = date(1900, 3, 1)
"""Before it Excel counts a day that never was."""

_EPOCH = date(1899, 12, 30)
_MOMENT_EPOCH = datetime.combine(_EPOCH, time())
_DAY = timedelta(days=1)
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\ufffe": "\ufffd", "\uffff": "\ufffd"}
_PLAIN: dict[str, CellForm] = {
    "text": CellForm("@"),
    "day": CellForm("yyyy-mm-dd"),
    "moment": CellForm("yyyy-mm-dd hh:mm"),
    "time": CellForm("hh:mm"),
    "list": CellForm("@"),
    "reference": CellForm("@"),
}


def form_of(column: OutColumn) -> CellForm:
    """Return how a column is shown: as its type says, or as is usual for what it measures."""
    if column.form != CellForm():
        return column.form
    return _PLAIN.get(column.measure, column.form)


class ColumnCells:
    """Writes the cells of a column.

    `cut` counts the texts that were too long, `changed` those with what no workbook can hold.
    """

    def __init__(self, letters: str, column: OutColumn, style: int) -> None:
        self.cut = 0
        self.changed = 0
        self._letters = letters
        self._show = column.show
        self._scale = column.form.scale
        self._style = f' s="{style}"' if style else ""
        self._makers: dict[type, Callable[[str, Any], str]] = {
            str: self._text,
            bool: self._truth,
            int: self._number,
            float: self._number,
            Decimal: self._number,
            date: self._day,
            datetime: self._moment,
            time: self._time,
        }

    def write(self, rows: Sequence[int], cells: Sequence[Any]) -> list[str]:
        """Return the XML of the cells in these rows; empty cells are none."""
        kinds = set(map(type, cells))
        if kinds == {str}:
            return self._texts(rows, cells)
        if kinds <= {int, type(None)} and self._scale == 1:
            return self._wholes(rows, cells)
        return [
            "" if cell is None else self._cell(f'<c r="{self._letters}{row}"', cell)
            for row, cell in zip(rows, cells, strict=True)
        ]

    def _cell(self, start: str, cell: Any) -> str:
        return self._makers.get(type(cell), self._other)(start, cell)

    def _texts(self, rows: Sequence[int], cells: Sequence[str]) -> list[str]:
        """Write texts, all at once if nothing is odd about any of them."""
        joined = "\n".join(cells)
        odd = joined.count("\n") >= len(cells) or _SPECIAL.search(joined)
        long = len(joined) * 2 > LONGEST and max(map(len, cells)) * 2 > LONGEST
        if long or odd:
            return [
                self._text(f'<c r="{self._letters}{row}"', cell) if cell else ""
                for row, cell in zip(rows, cells, strict=True)
            ]
        start = f'<c r="{self._letters}'
        middle = f'"{self._style} t="inlineStr"><is><t xml:space="preserve">'
        return [
            f"{start}{row}{middle}{cell}</t></is></c>" if cell else ""
            for row, cell in zip(rows, cells, strict=True)
        ]

    def _wholes(self, rows: Sequence[int], cells: Sequence[int | None]) -> list[str]:
        start, middle = f'<c r="{self._letters}', f'"{self._style}><v>'
        return [
            ""
            if cell is None
            else f"{start}{row}{middle}{cell}</v></c>"
            if -_LARGEST < cell < _LARGEST
            else self._text(f'{start}{row}"', str(cell))
            for row, cell in zip(rows, cells, strict=True)
        ]

    def _text(self, start: str, text: str) -> str:
        if len(text) * 2 > LONGEST:
            text = self._shortened(text)
        if "\ufffe" in text or "\uffff" in text:
            self.changed += 1
        escaped = escape(text)
        style = f' s="{LINES}"' if "\n" in text else self._style
        return f'{start}{style} t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'

    def _shortened(self, text: str) -> str:
        units = text.encode("utf-16-le")
        if len(units) <= LONGEST * 2:
            return text
        self.cut += 1
        return units[: LONGEST * 2].decode("utf-16-le", "ignore")

    def _truth(self, start: str, cell: bool) -> str:
        return f'{start} t="b"><v>{cell:d}</v></c>'

    def _number(self, start: str, cell: Any) -> str:
        if not math.isfinite(cell) or (isinstance(cell, int) and abs(cell) >= _LARGEST):
            return self._text(start, str(cell))
        value = cell if self._scale == 1 else cell * self._scale
        return f"{start}{self._style}><v>{value}</v></c>"

    def _day(self, start: str, cell: date) -> str:
        if cell < _DAY_ONE:
            return self._text(start, cell.isoformat())
        return f"{start}{self._style}><v>{(cell - _EPOCH).days}</v></c>"

    def _moment(self, start: str, cell: datetime) -> str:
        if cell.tzinfo is not None or cell.date() < _DAY_ONE:
            return self._text(start, cell.isoformat(" "))
        return f"{start}{self._style}><v>{(cell - _MOMENT_EPOCH) / _DAY}</v></c>"

    def _time(self, start: str, cell: time) -> str:
        whole = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
        return f"{start}{self._style}><v>{whole / _DAY}</v></c>"

    def _other(self, start: str, cell: Any) -> str:
        return self._text(start, cell if isinstance(cell, str) else self._show(cell))


def escape(text: str) -> str:
    """Write what XML cannot hold as _x0000_, and what looks like that so that it stays itself."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_", text)


def widths(columns: Sequence[OutColumn], sample: Iterable[Sequence[str]]) -> list[int]:
    """Return how wide the columns should be, in letters, from their headings and some rows."""
    found = [len(column.name) + 4 for column in columns]
    for row in sample:
        found = [max(most, _longest_line(text)) for most, text in zip(found, row, strict=True)]
    spare = [2 + _further_signs(column.form.code) for column in columns]
    return [min(max(most + more, 8), 60) for most, more in zip(found, spare, strict=True)]


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n"))) if "\n" in text else len(text)


def _further_signs(code: str) -> int:
    """A workbook may write a currency, and more decimals, where Tidybase does not."""
    return 4 if "[$" in code else 1 if "%" in code else 0
