"""Which format a file has: what is in it counts for more than how its name ends."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop_app.domain.errors import Invalid
from desktop_app.formats.base import Format

_BEGINNING = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel up to 2003, and today's Excel when a password is set."""


def choose(formats: Iterable[Format], path: Path, name: str) -> Format:
    """Return the format of the file at `path`, called `name` by the person. Raises Invalid."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        raise Invalid(f"“{name}” could not be opened ({error.strerror}).") from error
    for known in formats:
        if known.claims(beginning, Path(name).suffix.lower()):
            return known
    if beginning.startswith(_OLD_OFFICE):
        raise Invalid(
            f"“{name}” is protected by a password, or comes from an old program. Open it there, "
            "save it without a password as an Excel workbook (.xlsx), and try again."
        )
    raise Invalid(
        f"“{name}” could not be read as a table; it may be damaged, or something else than its "
        "name says. Tidybase reads CSV files and Excel workbooks (.xlsx)."
    )
