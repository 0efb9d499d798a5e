"""Good names for tables and columns: what a person wrote, made safe and unlike its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise

from desktop_app.domain.errors import Invalid

LONGEST = 60
"""Characters: as many as PostgreSQL and MariaDB take, as long as they are plain letters."""

_HALF = LONGEST // 2

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]+")
_UNSEEN = " \u200b\u2060\ufeff"
_JOINTS = re.compile(r"_|(?<!\d)-|-(?!\d)")
_OURS = ("tidybase_", "sqlite_")


def same(one: str, other: str) -> bool:
    """Say whether two names are too alike to stand side by side (Town and TOWN)."""
    return _folded(one) == _folded(other)


def clean(text: str) -> str:
    """Return the name without line breaks, double spaces, unprintable characters; cut to length.

    It is cut in the middle, always alike: how questions of a form begin, they often share.
    """
    return _cut(_whole(text))


def is_too_long(text: str) -> bool:
    """Say whether `clean` takes away from a name what people can read."""
    return len(_whole(text)) > LONGEST


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
    """Return the wished name, with 2, 3, … behind it if taken; `otherwise` if it is empty.

    Where that is taken, too, “Table 1” is followed by “Table 2”.
    """
    return _unlike(wish, {_folded(name) for name in taken}, otherwise)


def _unlike(wish: str, folded: Collection[str], otherwise: str) -> str:
    wished = clean(wish)
    base = wished or otherwise
    if base.casefold().startswith(_OURS):
        base = clean(f"my {base}")
    counted = base if wished else base.removesuffix(" 1")
    candidate, number = base, 1
    while _folded(candidate) in folded:
        number += 1
        candidate = f"{counted[: LONGEST - len(str(number)) - 1].strip()} {number}"
    return candidate


def unique_names(wishes: Iterable[str]) -> list[str]:
    """Return a good name for each column heading, in order; none empty, no two alike.

    How a long one is cut depends on its neighbours only if it would be cut to the same as they are.
    """
    headings = list(map(_whole, wishes))
    partings = _partings(headings)
    return _in_turn(_cut(heading, partings.get(heading)) for heading in headings)


def former_names(wishes: Iterable[str]) -> list[str]:
    """Return what `unique_names` gave before long headings were cut in the middle.

    Tables and receipts of that time have such names.
    """
    return _in_turn(_whole(wish)[:LONGEST] for wish in wishes)


def _in_turn(wishes: Iterable[str]) -> list[str]:
    names: list[str] = []
    folded: set[str] = set()
    for place, wish in enumerate(wishes, start=1):
        names.append(_unlike(wish, folded, otherwise=f"Column {place}"))
        folded.add(_folded(names[-1]))
    return names


def _partings(headings: Iterable[str]) -> dict[str, int]:
    """Return where headings that would be cut to the same name begin to differ."""
    alike: dict[str, set[str]] = defaultdict(set)
    for heading in headings:
        if len(heading) > LONGEST:
            alike[_folded(_cut(heading))].add(heading)
    partings: dict[str, int] = {}
    for group in alike.values():
        for pair in pairwise(sorted(group)):
            letters = enumerate(zip(*pair, strict=False))
            shared = next((at for at, (one, other) in letters if one != other), len(pair[0]))
            partings.update((one, max(shared, partings.get(one, 0))) for one in pair)
    return partings


def _cut(text: str, parting: int | None = None) -> str:
    """Return how a long text begins, and how it ends or goes on from the word that tells."""
    if len(text) <= LONGEST:
        return text
    since = len(text) - _HALF
    if parting is not None:
        since = max(text.rfind(" ", 0, parting) + 1, parting - _HALF // 2)
    behind = text[since:][:_HALF].strip(_UNSEEN)
    before = text[: LONGEST - 1 - len(behind)]
    if since <= len(before):
        before, behind = text[: LONGEST - 1], ""
    return f"{before.strip(_UNSEEN)}…{behind}"


def _whole(text: str) -> str:
    printable = _UNPRINTABLE.sub(" ", text)
    return " ".join(unicodedata.normalize("NFC", printable).split()).strip(_UNSEEN)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
