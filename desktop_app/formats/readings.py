"""What a person may say about how a file is read, and the words for it on the page."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Reading

ENCODINGS: Mapping[str, str] = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "iso8859-15": "Western European (ISO)",
    "iso8859-2": "Central European (ISO)",
    "koi8-r": "Cyrillic (KOI8)",
    "mac-roman": "Western European (old Mac)",
    "mac-latin2": "Central European (old Mac)",
    "cp850": "Western European (DOS)",
    "cp852": "Central European (DOS)",
    "cp866": "Cyrillic (DOS)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean (Windows)",
}
"""The codecs of text files that people have, by what to call them."""

SEPARATORS: Mapping[str, str] = {
    "comma": "Comma ,",
    "semicolon": "Semicolon ;",
    "tab": "Tab",
    "bar": "Bar |",
    "none": "None: one column",
}
SIGNS: Mapping[str, str] = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "bar": "|",
    "none": "\x1f",
}
"""The sign between cells; for files of one column one that texts have none of."""

DECIMALS: Mapping[str, str] = {"point": "Point: 1.5", "comma": "Comma: 1,5"}
DATES: Mapping[str, str] = {"day": "Day first: 31/12/2025", "month": "Month first: 12/31/2025"}

FURTHEST = 200
"""Rows at the top of a file or sheet that are looked at; the names can be in any of them."""

CHOICES: Mapping[str, Mapping[str, str]] = {
    "encodings": ENCODINGS,
    "separators": SEPARATORS,
    "decimals": DECIMALS,
    "dates": DATES,
}
"""What there is to choose from, by what it is about."""


def checked(reading: Reading) -> Reading:
    """Return it if its words are known and names can be there. Raises Invalid, naming the part."""
    for name, known in _KNOWN.items():
        word = getattr(reading, name)
        if word is not None and word not in known:
            raise Invalid(
                f"A file cannot be read as “{word}”. Use one of: {', '.join(known)}.", name
            )
    if reading.header is not None and not 0 <= reading.header <= FURTHEST:
        raise Invalid(
            f"The names of the columns can be in one of the rows 1 to {FURTHEST}, not in row "
            f"{reading.header:,}. If there are none, say so with 0.",
            "header",
        )
    return reading


def separator_of(sign: str) -> str:
    """Return the word for a sign between cells; “other” for one that a file names itself."""
    return next((word for word, known in SIGNS.items() if known == sign), "other")


_KNOWN: Mapping[str, Mapping[str, str]] = {
    "encoding": ENCODINGS,
    "separator": SEPARATORS,
    "decimal": DECIMALS,
    "dates": DATES,
}
