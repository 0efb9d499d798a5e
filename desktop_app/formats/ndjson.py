"""NDJSON: JSON with one thing on every line, as logs and large exports have it."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.encodings import encoding_of, is_text
from desktop_app.formats.json_text import begins_with_things
from desktop_app.formats.told import ToldFormat

_CLOSED = {"{": "}", "[": "]"}


class Ndjson(ToldFormat):
    """Lines of JSON; one that cannot be read does not spoil the others."""

    name: ClassVar[str] = "ndjson"
    label: ClassVar[str] = "JSON lines"
    suffixes: ClassVar[tuple[str, ...]] = (".ndjson", ".jsonl")
    kind: ClassVar[str] = "json lines"

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Text that is called so, or in which two lines are a thing each."""
        if not is_text(beginning):
            return False
        return suffix in self.suffixes or (
            begins_with_things(beginning) and _has_a_thing_per_line(beginning)
        )


def _has_a_thing_per_line(beginning: bytes) -> bool:
    text = beginning.decode(encoding_of(beginning).codec, "replace")
    first, _, rest = text.strip().partition("\n")
    sign = first[:1]
    return first.rstrip().endswith(_CLOSED.get(sign, " ")) and rest.lstrip().startswith(sign)
