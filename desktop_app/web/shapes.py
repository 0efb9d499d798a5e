"""Shapes of JSON that more than one service answers with."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.catalog import Column
from desktop_app.engine.journal import Offer


def column_shape(column: Column) -> dict[str, Any]:
    """Return a column as pages and programs see it."""
    return {
        "id": column.id,
        "name": column.name,
        "type": column.type.name,
        "label": column.type.label,
        "icon": column.type.icon,
        "align": column.type.align,
        "options": dict(column.options),
    }


def offer_shape(offer: Offer) -> dict[str, str | None]:
    """Return what undo and redo would do next."""
    return {"undo": offer.undo, "redo": offer.redo}
