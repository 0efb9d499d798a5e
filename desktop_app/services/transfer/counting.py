"""Counting the cells of a sheet that do not fit kinds that a person chose."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.sheet import ColumnPlan, Sheet
from desktop_app.services.transfer.filling import Seen, with_numbers
from desktop_app.services.transfer.table_reader import TableReader


def misfits(sheet: Sheet, wanted: Mapping[int, ColumnPlan], seen: Seen) -> dict[int, int]:
    """Return, by the places of these columns, how many of all cells do not fit. Raises Invalid."""
    found = dict.fromkeys(wanted, 0)
    readers = {place: _reader(place, column, found) for place, column in wanted.items()}
    done = 0
    for batch in with_numbers(sheet, wanted).batches():
        cells = list(zip(*batch, strict=True))
        for place, reader in readers.items():
            if place < len(cells):
                reader.read(cells[place], done)
        done += len(batch)
        seen(done)
    return found


def _reader(place: int, column: ColumnPlan, found: dict[int, int]) -> TableReader:
    def keep(_row: int, _text: str) -> None:
        found[place] += 1

    return TableReader(column, list, keep)
