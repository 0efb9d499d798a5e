"""What to select, sort and filter by for a column, stored or computed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.work import Look


def field(look: Look, table: Table, column: Column) -> sa.ColumnElement[Any]:  # noqa: ARG001
    """Return the expression that gives a column's value in each row of its table."""
    return table.core.c[column.name]
