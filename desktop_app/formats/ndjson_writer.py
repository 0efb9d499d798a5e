"""Writing JSON lines: one object per row and line (https://github.com/ndjson/ndjson-spec)."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.formats.json_writer import JsonWriter


class NdjsonWriter(JsonWriter):
    """As JSON, but without the list around it."""

    name: ClassVar[str] = "ndjson"
    label: ClassVar[str] = "JSON lines"
    ending: ClassVar[str] = ".ndjson"
    mime: ClassVar[str] = "application/x-ndjson"
    opening: ClassVar[bytes] = b""
    between: ClassVar[bytes] = b"\n"
    closing: ClassVar[bytes] = b"\n"

    def joined(self, made: bytes) -> bytes:
        """Leave out the commas: within an object there is never a line feed."""
        return made.replace(b",\n", b"\n")
