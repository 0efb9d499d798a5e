"""Names of files: harmless on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from urllib.parse import quote

LONGEST = 120
"""Letters: short enough for every file system, whatever the letters take in bytes."""

_ODD = re.compile(r'[<>:"|?*]+')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Among them those that turn the direction of writing, so that an ending is not what it seems."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file"""


def harmless(given: str) -> str:
    """Return the name of a file without folders, or anything that a system or a person stumbles on.

    It may be given to any system as it is.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    plain = _ODD.sub("_", unicodedata.normalize("NFC", seen))
    plain = " ".join(plain.split()).strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, ending = parted(plain)
    return f"{stem[: LONGEST - len(ending)].rstrip()}{ending}" or "file"


def parted(name: str) -> tuple[str, str]:
    """Return a name and its ending with the full stop, which is empty if there is none."""
    stem, stop, ending = name.rpartition(".")
    if not stem or not ending.isalnum() or len(ending) > 10:
        return name, ""
    return stem, f"{stop}{ending}"


def unlike(name: str, taken: Set[str]) -> str:
    """Return the name, with a number if it is among those taken, which are in small letters."""
    stem, ending = parted(name)
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
