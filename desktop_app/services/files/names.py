"""Names of files that are kept in cells: without folders, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from urllib.parse import quote

from desktop_app.domain import file_names


def harmless(given: str) -> str:
    """Return the name of a file without folders, harmless on every system."""
    return file_names.harmless(given.replace("\\", "/").rpartition("/")[2], "file")


def unlike(name: str, taken: Set[str]) -> str:
    """Return the name, with a number if it is among those taken, which are in small letters."""
    stem, ending = file_names.parted(name)
    number, found = 1, name
    while found.lower() in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    return found


def disposition(name: str, *, shown: bool) -> str:
    """Return the header that gives a browser the name: RFC 6266, the letters as in RFC 8187."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\%;]', "_", plain)
    exact = quote(name, safe="!#$&+-.^_`|~")
    return f"{'inline' if shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{exact}"
