"""What written forms have in common that are named by a pattern, such as D.M.YYYY or H:MM."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.column_types.base import Options
from desktop_app.domain.sheet import Value


@dataclass(frozen=True)
class PatternForm(ABC):
    """One written form of the values of a type."""

    pattern: str

    @cached_property
    def options(self) -> Options:
        """What a column keeps of this form."""
        return {"form": self.pattern}

    def fits(self, cells: Sequence[Value]) -> bool:
        """Try to read them."""
        try:
            self.read(cells)
        except ValueError:
            return False
        return True

    @abstractmethod
    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return the values. Raises ValueError if one is not written like this."""
