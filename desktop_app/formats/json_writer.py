"""Writing JSON: numbers are numbers, yes-or-no is true or false, days and times are ISO text."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO, ClassVar

import orjson

from desktop_app.domain.sheet import Medium, Value
from desktop_app.formats.outgoing import Batch, OutColumn, Outgoing, Plain, Wishes


class JsonWriter(Plain):
    """One list of objects, one object per row."""

    name: ClassVar[str] = "json"
    label: ClassVar[str] = "JSON, for other programs"
    ending: ClassVar[str] = ".json"
    mime: ClassVar[str] = "application/json"
    medium: ClassVar[Medium] = "values"
    opening: ClassVar[bytes] = b"[\n"
    between: ClassVar[bytes] = b",\n"
    closing: ClassVar[bytes] = b"\n]\n"

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write the one table."""
        table = tables[0]
        file.write(self.opening)
        between = b""
        for made in table.made("json"):
            text = self.joined(made) if isinstance(made, bytes) else self.rows(table.columns, made)
            if text:
                file.write(between)
                file.write(text)
                between = self.between
        file.write(self.closing)
        return []

    def joined(self, made: bytes) -> bytes:
        """Return rows that the database put together, with what stands between them here."""
        return made

    def rows(self, columns: Sequence[OutColumn], batch: Batch) -> bytes:
        """Write rows object by object."""
        names = [column.name for column in columns]
        return self.between.join(_object(dict(zip(names, row[1:], strict=True))) for row in batch)


def _object(row: dict[str, Value]) -> bytes:
    """Write one object, whatever numbers and letters are in it."""
    try:
        text = orjson.dumps(row, default=_plain)
    except TypeError:  # a number of more than 64 bits, or half of a pair of letters
        return json.dumps(row, default=_plain, separators=(",", ":")).encode()
    return text


def _plain(value: Any) -> Any:
    """Return an amount as a number, and what JSON has no word for as text."""
    if isinstance(value, Decimal) and value.is_finite():
        number = float(value)
        return number if math.isfinite(number) else str(value)
    return str(value)
