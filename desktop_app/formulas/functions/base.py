"""What a function is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.parts import Part


class Takes(Enum):
    """What a function is given; the value completes the sentence “… needs …”."""

    NUMBER = "a number"
    TEXT = "text"
    TRUTH = "yes or no"
    DAY = "a date"
    CLOCK = "a time"
    ANY = "something"


Build: TypeAlias = Callable[[Speech, Sequence[Part]], Part]


@dataclass(frozen=True)
class Function:
    """One function: what it takes, of which the last few may be left out or the last repeated.

    What it takes as ANY comes as it is; everything else as the kind it names, and filled.
    """

    name: str
    takes: tuple[Takes, ...]
    build: Build
    optional: int = 0
    repeats: bool = False

    @property
    def least(self) -> int:
        """How many it must be given."""
        return len(self.takes) - self.optional

    def accepts(self, count: int) -> bool:
        """Whether it can be given so many."""
        return count >= self.least and (self.repeats or count <= len(self.takes))

    def takes_at(self, place: int) -> Takes:
        """What it takes at a place, counted from 0."""
        return self.takes[min(place, len(self.takes) - 1)]
