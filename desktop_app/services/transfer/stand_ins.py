"""Sheets in place of others: the first rows of one, and nothing of one that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.sheet import AS_FOUND, Reading, Row, Sheet, keeps_values, number_codes


class FirstRows:
    """The first rows of a sheet, as a sheet."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        self.name, self.header, self.notes = sheet.name, sheet.header, sheet.notes
        self.reading, self.places = sheet.reading, sheet.places
        self.number_codes, self.keeps_values = number_codes(sheet), keeps_values(sheet)
        self._rows = rows

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give those rows."""
        yield self._rows


@dataclass(frozen=True)
class Unread:
    """A sheet of which not even the first row can be read."""

    name: str
    header: Sequence[str] = ()
    notes: Sequence[str] = ()
    reading: Reading = AS_FOUND

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give no rows."""
        return iter(())

    def places(self, rows: Sequence[int]) -> list[int]:
        """Return the rows as they are counted here."""
        return list(rows)
