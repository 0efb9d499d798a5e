"""Which letters the bytes of a text file stand for, found by evidence.

In this order: a mark at the beginning (BOM), the pattern of zero bytes that UTF-16 leaves, strict
UTF-8, and what is left over is Windows-1252, the old Western European one, in which any bytes mean
something. Single bytes that do not fit among many that do are read as Windows-1252 too, so no file
is ever refused.
"""

from __future__ import annotations

import codecs
import re
import threading
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = "cp1252"
_NO_TEXT = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"SQLite format 3",
    b"MZ\x90\x00",
    b"\x7fELF",
)
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\N{REPLACEMENT CHARACTER}]")
"""Signs that texts have none of; random bytes have one in nine."""

_ODD_BYTES = re.compile("[\udc80-\udcff]")
_FEW_STRANGE = 2
_STRANGE_SHARE = 0.02
_MEND = "tidybase.mend"

_here = threading.local()


@dataclass(frozen=True)
class Encoding:
    """A codec and what it does with bytes that it cannot read."""

    codec: str
    errors: str

    def notes(self) -> list[str]:
        """Say what a person should know about it."""
        if self.codec != _OLD:
            return []
        return ["Accents and special letters were read as Windows text (Western European)."]


def encoding_of(sample: bytes) -> Encoding:
    """Return the encoding of a file that begins like this."""
    for mark, marked in _MARKS:
        if sample.startswith(mark):
            return _encoding(marked)
    if codec := utf16_without_mark(sample):
        return _encoding(codec)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _encoding("utf-8" if _is_mostly_utf8(sample) else _OLD)
    return _encoding("utf-8")


def told_encoding(told: str, sample: bytes) -> Encoding:
    """Return the encoding a person named, in the variety that the file is of."""
    found = encoding_of(sample)
    if plainly(found.codec) == told:
        return found
    return _encoding("utf-16-le" if told == "utf-16" else told)


def plainly(codec: str) -> str:
    """Return the name under which people know a codec: its varieties have none of their own."""
    return next((name for name in ("utf-8", "utf-16") if codec.startswith(name)), codec)


def _is_mostly_utf8(sample: bytes) -> bool:
    """Say whether more letters are whole in UTF-8 than there are bytes that fit none."""
    text = sample.decode("utf-8", "surrogateescape")
    odd = len(_ODD_BYTES.findall(text))
    return sum(letter > "\x7f" for letter in text) >= 2 * odd


def is_text(beginning: bytes) -> bool:
    """Say whether a file that begins like this holds text of any kind."""
    if beginning.startswith(_NO_TEXT):
        return False
    if beginning.startswith(codecs.BOM_UTF8):
        return True  # no program marks anything else like that, and we mark what we write
    codec = encoding_of(beginning).codec
    letters = beginning.decode(codec if codec.startswith("utf-16") else "latin-1", "replace")
    strange = len(_STRANGE.findall(letters))
    return strange <= min(_FEW_STRANGE + _STRANGE_SHARE * len(letters), len(letters) / 8)


def was_mended() -> bool:
    """Say whether bytes that did not fit were met in this thread since this was asked last."""
    mended: bool = getattr(_here, "mended", False)
    _here.mended = False
    return mended


def _encoding(codec: str) -> Encoding:
    codecs.register_error(_MEND, _mend)
    return Encoding(codec, "replace" if codec.startswith("utf-16") else _MEND)


def utf16_without_mark(sample: bytes) -> str | None:
    """Return the codec of UTF-16 without a BOM.

    Text in Latin letters has a zero in every other byte, and hardly any in the others.
    """
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = 0.4 * len(sample) / 2
    if even > most and odd < even / 10:
        return "utf-16-be"
    if odd > most and even < odd / 10:
        return "utf-16-le"
    return None


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that do not fit as Windows-1252; only called where there are some."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _here.mended = True
    return "".join(map(_old_letter, error.object[error.start : error.end])), error.end


def _old_letter(byte: int) -> str:
    try:
        return bytes([byte]).decode(_OLD)
    except UnicodeDecodeError:
        return chr(byte)
