"""What a truth about formulas is: a formula, what the row says, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Failure:
    """The code of the reason for which there is no result."""

    code: str


Truth: TypeAlias = tuple[str, dict[str, Any], Any]

FULL = {
    "n": 2.5, "m": -4.0, "i": 7, "s": "Ada", "t": "Ünal", "b": True,
    "d": date(2024, 1, 31), "e": date(2024, 3, 1), "w": datetime(2024, 2, 29, 18, 30, 5),
    "price": Decimal("12.35"), "c": time(18, 30),
}  # fmt: skip
"""The row of all truths that name none of their own."""
