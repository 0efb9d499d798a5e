"""The contract of a change: a small value that knows its inverse."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from desktop_app.engine.work import Look, Work


Inverse = TypeVar("Inverse", bound="Change[Any]", covariant=True)


class Change(Protocol[Inverse]):
    """Something that can be done to a document, and taken back.

    A change is a frozen dataclass of plain values. `name` is stored in journals: never renamed.
    """

    name: ClassVar[str]

    @property
    def table(self) -> int | None:
        """The id of the table it is about, if it is about one."""

    def sentence(self, look: Look) -> str:
        """Say what it does in words that can follow “Undo: ”."""

    def apply(self, w: Work) -> Inverse:
        """Do it and return the inverse. Raises NotFound or Conflict and then changes nothing."""


def pack(change: Change[Any]) -> dict[str, Any]:
    """Return the change as JSON values."""
    fields: DataclassInstance = change  # type: ignore[assignment]
    return {"change": change.name, **_packed(asdict(fields))}


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case dict():
            return {key: _packed(item) for key, item in value.items()}
        case list() | tuple():
            return [_packed(item) for item in value]
        case _:
            return value


def unpacked(value: Any) -> Any:
    """Return what `_packed` made, as it was; lists stay lists."""
    match value:
        case {"$datetime": text}:
            return datetime.fromisoformat(text)
        case {"$date": text}:
            return date.fromisoformat(text)
        case dict():
            return {key: unpacked(item) for key, item in value.items()}
        case list():
            return [unpacked(item) for item in value]
        case _:
            return value
