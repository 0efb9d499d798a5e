"""The contract of a format of files that tables can be read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from desktop_app.domain.sheet import AS_FOUND, Reading, Sheet

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots")
"""How the names of workbooks end; other programs give such names to pages and text too."""


class Format(Protocol):
    """One kind of file. Reading never changes the file and never runs anything in it."""

    name: ClassVar[str]
    label: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """The endings of its files, lower case, with the dot."""

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Say whether a file that begins and is called like this is of this format."""

    def sheets(self, path: Path, name: str = "") -> list[str]:
        """Return the names of the sheets in it, in order, at least one. Raises Invalid.

        `name` is what the person calls the file, if that is not how `path` ends.
        """

    def open(self, path: Path, sheet: str, reading: Reading = AS_FOUND) -> Sheet:
        """Look at the beginning of that sheet and return it. Raises Invalid.

        Of the reading counts what makes sense for the format.
        """

    def open_first(
        self, path: Path, name: str = "", reading: Reading = AS_FOUND
    ) -> tuple[list[str], Callable[[], Sheet]]:
        """Return what `sheets` does, and what opens the first of them as `open` does.

        Both together take the file apart only once. Raises Invalid.
        """

    def open_all(self, path: Path, sheets: Sequence[str]) -> list[Callable[[], Sheet]]:
        """Return what opens each of several sheets, taking the file apart only once."""
