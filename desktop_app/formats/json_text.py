"""JSON: a list of things with names in them, as many programs and services give it."""

from __future__ import annotations

import re
from typing import ClassVar

from desktop_app.formats.encodings import encoding_of, is_text
from desktop_app.formats.told import ToldFormat

_THINGS = re.compile(r'\s*(?:\[\s*)*\{\s*"(?:[^"\\]|\\.)*"\s*:|\s*\[\s*[\[\]"{]')
"""How JSON begins that holds rows; other files may well begin with a bracket."""


class JsonText(ToldFormat):
    """A list of objects or of lists, an object of such lists, or one object."""

    name: ClassVar[str] = "json"
    label: ClassVar[str] = "JSON"
    suffixes: ClassVar[tuple[str, ...]] = (".json", ".geojson")
    kind: ClassVar[str] = "json"

    def claims(self, beginning: bytes, suffix: str) -> bool:
        """Text that is called so, or begins like it."""
        return is_text(beginning) and (suffix in self.suffixes or begins_with_things(beginning))


def begins_with_things(beginning: bytes) -> bool:
    """Say whether text begins as JSON does."""
    encoding = encoding_of(beginning)
    return _THINGS.match(beginning.decode(encoding.codec, "replace")) is not None
