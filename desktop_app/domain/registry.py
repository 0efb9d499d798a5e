"""An open list of things of one sort, found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from desktop_app.domain.errors import Invalid


class Named(Protocol):
    """Anything that a registry can hold."""

    @property
    def name(self) -> str:
        """The word stored in documents and sent over HTTP; never renamed."""


T = TypeVar("T", bound=Named)


class Registry(Generic[T]):
    """The members in their listed order; `what` is the word used when a name is unknown."""

    def __init__(self, what: str, members: Sequence[T]) -> None:
        self._what = what
        self._members = {member.name: member for member in members}

    def __getitem__(self, name: str) -> T:
        """Return the member of that name. Raises Invalid."""
        try:
            return self._members[name]
        except KeyError:
            known = ", ".join(self._members)
            message = f"There is no {self._what} called “{name}”. There are: {known}."
            raise Invalid(message, field=self._what.replace(" ", "_")) from None

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[T]:
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)
