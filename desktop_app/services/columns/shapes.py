"""Columns and their kinds as JSON."""

from __future__ import annotations

from typing import TypedDict

from desktop_app.web import shapes
from desktop_app.web.api import Given, Place
from desktop_app.web.shapes import ChosenKind, Kind


class NewColumn(Given):
    """A column to be added, at the end unless told; without a name it gets one."""

    name: str | None = None
    type: ChosenKind = "text"
    position: Place | None = None


class ColumnKind(TypedDict):
    """What a column may hold."""

    name: Kind
    label: str
    icon: str
    align: str
    importable: bool
    """Whether a column of a file can become one."""


class ColumnKinds(TypedDict):
    """All that a column may hold."""

    types: list[ColumnKind]


class Columns(TypedDict):
    """The columns of a table."""

    columns: list[shapes.Column]
