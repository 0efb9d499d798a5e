"""How the first rows of a file suit the kinds that a person chose, as JSON."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from desktop_app.engine.catalog import MOST_COLUMNS
from desktop_app.services.transfer.into_shapes import IntoWanted
from desktop_app.services.transfer.shapes import ColumnWish
from desktop_app.web.api import Given


class FitWanted(Given):
    """A sheet with a wish for each of its columns, or the table it goes into."""

    sheet: str | None = None
    columns: Annotated[list[ColumnWish], Meta(max_length=MOST_COLUMNS)] | None = None
    into: IntoWanted | None = None


class Fit(TypedDict):
    """The first cells of a column as they will be shown, and which of them do not fit.

    `odd` has their rows, from 1 on; `misfits` is the number in all rows, once it is known; `note`
    says what plain numbers are taken for, where that is not plain.
    """

    shown: list[str]
    odd: list[int]
    misfits: int | None
    note: str


class Fits(TypedDict):
    """How each column suits its kind, and whether more is going to be known soon."""

    columns: list[Fit]
    counting: bool
