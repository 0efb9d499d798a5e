"""Where the rows and columns of a sheet stand in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice


def places_of(rows: Sequence[int], places: Iterator[int]) -> list[int]:
    """Return the places of these rows, which are in order; past the end, the row itself."""
    done, found = 0, []
    for row in rows:
        found.append(next(islice(places, row - done - 1, None), row))
        done = row
    return found


def letters(place: int) -> str:
    """Return what a workbook calls the column at that place, the first being 0: A, Z, AA."""
    name, left = "", place + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name


def place_of(letters: str) -> int:
    """Return which column of a workbook that is, the first being 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
