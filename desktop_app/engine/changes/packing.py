"""Writing a change down as JSON values, and reading it back."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop_app.engine.changes import CHANGES
from desktop_app.engine.work import Change

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def pack(change: Change[Any]) -> dict[str, Any]:
    """Return the change as JSON values."""
    fields: DataclassInstance = change  # type: ignore[assignment]
    return {"change": change.name, **_packed(asdict(fields))}


def unpack(packed: dict[str, Any]) -> Change[Any]:
    """Return the change that `pack` was given."""
    fields = {key: _unpacked(value) for key, value in packed.items() if key != "change"}
    return CHANGES[packed["change"]](**fields)


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case time():
            return {"$time": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case dict():
            return {key: _packed(item) for key, item in value.items()}
        case list() | tuple():
            return [_packed(item) for item in value]
        case _:
            return value


def _unpacked(value: Any) -> Any:
    match value:
        case {"$datetime": text}:
            return datetime.fromisoformat(text)
        case {"$date": text}:
            return date.fromisoformat(text)
        case {"$time": text}:
            return time.fromisoformat(text)
        case {"$decimal": text}:
            return Decimal(text)
        case {"$bytes": text}:
            return base64.b64decode(text)
        case dict():
            return {key: _unpacked(item) for key, item in value.items()}
        case list():
            return [_unpacked(item) for item in value]
        case _:
            return value
