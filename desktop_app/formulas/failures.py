"""Why a row has no result: short codes for the database, and sentences for the cell."""

from __future__ import annotations

SENTENCES = {
    "zero": "This divides by zero.",
    "large": "A number in this calculation is too large or too small.",
    "number": "What stands in one of the cells is not a number.",
    "read": "This text cannot be read as a number.",
    "root": "This asks for a root or a power that does not exist.",
    "date": "What stands in one of the cells is not a date.",
    "day": "This leads to a day outside the years 1 to 9999.",
    "time": "What stands in one of the cells is not a time.",
    "truth": "What stands in one of the cells is neither yes nor no.",
    "count": "This asks for a negative or far too large number of characters or places.",
    "find": "The text that is looked for is not there.",
    "misfit": "One of the cells holds something that does not fit its column.",
}


def words(code: str) -> str:
    """Return the sentence for a code."""
    return SENTENCES.get(code, "This could not be worked out.")
