"""Names of files: harmless on every system."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 180
"""Bytes of UTF-8: file systems take 255, and a number or an ending may come behind."""

_ODD = re.compile(r'[<>:"/\\|?*]+')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Among them those that turn the direction of writing, so that an ending is not what it seems."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file"""


def harmless(wish: str, otherwise: str) -> str:
    """Return a name without anything that a system or a person stumbles on.

    It may be given to any system as it is; `otherwise` is for wishes of which nothing is left.
    """
    seen = "".join(each for each in wish if unicodedata.category(each) not in _UNSEEN)
    plain = _ODD.sub("_", unicodedata.normalize("NFC", seen))
    plain = " ".join(plain.split()).strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, ending = parted(plain)
    cut = stem.encode()[: LONGEST - len(ending.encode())].decode(errors="ignore")
    return f"{cut.rstrip()}{ending}" or otherwise


def parted(name: str) -> tuple[str, str]:
    """Return a name and its ending with the full stop, which is empty if there is none."""
    stem, stop, ending = name.rpartition(".")
    if not stem or not ending.isalnum() or len(ending) > 10:
        return name, ""
    return stem, f"{stop}{ending}"
