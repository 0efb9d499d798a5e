"""Receipts of imports as JSON."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from msgspec import Meta

from desktop_app.web.api import Given, Id
from desktop_app.web.shapes import Moment

PAGE = 100
"""Receipts shown at once."""


class ReceiptsWanted(Given):
    """Which receipts to give: those before that one, the newest first; of a table, if told.

    With `together` only those of the files that came in with that one, up to it.
    """

    before: Id | None = None
    table: Id | None = None
    together: Id | None = None
    limit: Annotated[int, Meta(ge=0, le=1000)] = PAGE


class AsideTold(TypedDict):
    """A column in which cells did not fit, its name at that time, and how many cells."""

    column: Id
    name: str
    cells: int


class ReceiptPart(TypedDict):
    """What one sheet brought into one table; `new` is whether the table was made for it.

    `lines` are the first of those that could not be read beyond doubt, `more_lines` how many more.
    """

    table: Id
    name: str
    sheet: str
    new: bool
    read: int
    added: int
    changed: int
    kept_aside: int
    lines: list[int]
    more_lines: int
    notes: list[str]
    aside: list[AsideTold]


class ReceiptTold(TypedDict):
    """The receipt of one import; `in_force` unless it was taken back.

    `fingerprint` is the SHA-256 of the file, `seconds` what it took; nothing in earlier receipts.
    """

    id: Id
    when: Moment
    who: str
    file: str
    size: int
    in_force: bool
    fingerprint: str | None
    seconds: float | None
    parts: list[ReceiptPart]


class ReceiptInFull(ReceiptTold):
    """A receipt with what the person chose, and what the file called its columns."""

    wanted: dict[str, Any]


class Receipts(TypedDict):
    """Some receipts, the newest first."""

    receipts: list[ReceiptTold]
