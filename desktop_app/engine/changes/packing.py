"""Writing a change down as JSON values, and reading it back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop_app.domain.registry import Registry
from desktop_app.domain.sheet import Misfit
from desktop_app.engine.work import Change

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def pack(change: Change[Any]) -> dict[str, Any]:
    """Return the change as JSON values."""
    record: DataclassInstance = change  # type: ignore[assignment]
    packed = {each.name: _packed(getattr(change, each.name)) for each in fields(record)}
    return {"change": change.name, **packed}


def unpack(packed: dict[str, Any], kinds: Registry[type[Change[Any]]]) -> Change[Any]:
    """Return the change that `pack` was given; `kinds` are those it may be."""
    values = {key: _unpacked(value) for key, value in packed.items() if key != "change"}
    return kinds[packed["change"]](**values)


def _packed(value: Any) -> Any:
    match value:
        case dict():
            return {key: _packed(item) for key, item in value.items()}
        case list() | tuple():
            return [_packed(item) for item in value]
    for tag, (kind, write, _) in _TAGS.items():
        if isinstance(value, kind):
            return {tag: write(value)}
    return value


def _unpacked(value: Any) -> Any:
    match value:
        case dict() if len(value) == 1 and next(iter(value)) in _TAGS:
            tag, text = next(iter(value.items()))
            return _TAGS[tag][2](text)
        case dict():
            return {key: _unpacked(item) for key, item in value.items()}
        case list():
            return [_unpacked(item) for item in value]
        case _:
            return value


_TAGS: dict[str, tuple[type[Any], Callable[[Any], str], Callable[[str], Any]]] = {
    # A moment is a day to Python, so it is tried first.
    "$datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "$date": (date, date.isoformat, date.fromisoformat),
    "$time": (time, time.isoformat, time.fromisoformat),
    "$decimal": (Decimal, str, Decimal),
    "$misfit": (Misfit, lambda misfit: misfit.text, Misfit),
    "$bytes": (bytes, lambda value: base64.b64encode(value).decode(), base64.b64decode),
}
