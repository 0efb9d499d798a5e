"""What a file is, told by its first bytes: never by its name or by who sends it."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

HEAD = 4096
"""Bytes from which a kind is told."""

UNKNOWN = "application/octet-stream"

PREVIEWS = frozenset({"image/png", "image/jpeg", "image/webp"})
"""Kinds a small picture may have."""

PICTURES = PREVIEWS | {"image/gif"}
"""Kinds a browser shows and cannot be made to run; SVG, which can, is text to us."""

SHOWN = PICTURES | {"application/pdf"}
"""Kinds that are sent to be shown, if asked for."""

_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OFFICE_PARTS = (
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
)
_STARTS: Sequence[tuple[int, bytes, str]] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "application/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"{\\rtf", "application/rtf"),
)
"""Where, what, and what it is then; the more exact first.

https://mimesniff.spec.whatwg.org/ and https://www.iana.org/assignments/media-types/
"""


def kind(head: bytes) -> str:
    """Return the media type of what begins with these bytes."""
    if head.startswith(b"PK\x03\x04"):
        return _packed(head)
    for place, start, found in _STARTS:
        if head.startswith(start, place):
            return found
    return "text/plain" if _is_text(head) else UNKNOWN


def _packed(head: bytes) -> str:
    """Office files are zip files whose first names give them away."""
    mark = b"mimetype" + _OPEN.encode()
    if head.startswith(mark, 30):
        for word in ("text", "spreadsheet", "presentation", "graphics"):
            if head.startswith(word.encode(), 30 + len(mark)):
                return _OPEN + word
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return next((found for part, found in _OFFICE_PARTS if part in head), "application/zip")
    return "application/zip"


def _is_text(head: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\t\n\r\f\ufeff" for letter in text)
