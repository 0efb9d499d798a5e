"""The command line that benchmarks share which measure in rounds and print a table."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from typing import TypeAlias

Figures: TypeAlias = Mapping[str, float]


def command(
    about: str | None,
    measure: Callable[[int, int], Figures],
    table: Callable[[Figures], str],
    *,
    rows: int,
    rounds: int,
) -> Callable[..., int]:
    """Return what runs the rounds and prints the table; so many rows and rounds unless told."""

    def main(arguments: list[str] | None = None) -> int:
        parser = argparse.ArgumentParser(description=about)
        parser.add_argument("--rows", type=int, default=rows)
        parser.add_argument("--rounds", type=int, default=rounds)
        parser.add_argument("--json", action="store_true", help="print figures for programs")
        given = parser.parse_args(arguments)
        figures = measure(given.rows, given.rounds)
        print(json.dumps(figures) if given.json else table(figures))
        return 0

    return main
