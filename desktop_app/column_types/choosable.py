"""The types a person picks for a column. The others are made of other columns, each in its way."""

from __future__ import annotations

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType
from desktop_app.domain.registry import Registry

CHOOSABLE: Registry[ColumnType] = Registry(
    "column type", [kind for kind in COLUMN_TYPES if kind.choosable]
)
