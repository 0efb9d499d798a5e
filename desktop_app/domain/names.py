"""Good names for tables and columns: what a person wrote, made safe and unlike its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from desktop_app.domain.errors import Invalid

LONGEST = 60
"""Characters: as many as PostgreSQL and MariaDB take, as long as they are plain letters."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]+")
_UNSEEN = " \u200b\u2060\ufeff"
_JOINTS = re.compile(r"_|(?<!\d)-|-(?!\d)")
_OURS = ("tidybase_", "sqlite_")


def same(one: str, other: str) -> bool:
    """Say whether two names are too alike to stand side by side (Town and TOWN)."""
    return _folded(one) == _folded(other)


def clean(text: str) -> str:
    """Return the name without line breaks, double spaces, unprintable characters; cut to length."""
    printable = _UNPRINTABLE.sub(" ", text)
    return " ".join(unicodedata.normalize("NFC", printable).split())[:LONGEST].strip(_UNSEEN)


def checked(text: str, taken: Iterable[str], what: str = "name") -> str:
    """Return the name a person chose, cleaned. Raises Invalid if it is empty, ours or taken."""
    name = clean(text)
    if not name:
        raise Invalid("Please give it a name.", field=what)
    if name.casefold().startswith(_OURS):
        raise Invalid(f"Names that begin with “{name.split('_')[0]}_” are taken.", field=what)
    if any(same(name, other) for other in taken):
        raise Invalid(f"There is already a “{name}”. Please choose another name.", field=what)
    return name


def pretty(stem: str) -> str:
    """Return a file's name as a title: choir_members-2025 becomes Choir members 2025."""
    words = clean(_JOINTS.sub(" ", stem))
    return words[:1].upper() + words[1:] if words.islower() else words


def unlike(wish: str, taken: Collection[str], otherwise: str) -> str:
    """Return the wished name, with 2, 3, … behind it if taken; `otherwise` if it is empty."""
    base = clean(wish) or otherwise
    if base.casefold().startswith(_OURS):
        base = clean(f"my {base}")
    folded = {_folded(name) for name in taken}
    candidate, number = base, 1
    while _folded(candidate) in folded:
        number += 1
        candidate = f"{base[: LONGEST - len(str(number)) - 1].strip()} {number}"
    return candidate


def unique_names(wishes: Iterable[str]) -> list[str]:
    """Return a good name for each column heading, in order; none empty, no two alike."""
    names: list[str] = []
    for place, wish in enumerate(wishes, start=1):
        names.append(unlike(wish, names, otherwise=f"Column {place}"))
    return names


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
