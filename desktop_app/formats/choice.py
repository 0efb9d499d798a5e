"""Which format a file has: what is in it counts for more than how its name ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from desktop_app.domain.errors import Invalid
from desktop_app.formats.base import Format

_BEGINNING = 4096
_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (rb".{4}Standard (Jet|ACE) DB", "access"),
    (rb"%PDF-", "pdf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|RIFF.{4}WEBP|II\*\0|MM\0\*", "picture"),
    (rb"\{\\rtf", "letter"),
    (rb"MIME-Version:", "archive"),
    (rb"\x1f\x8b|Rar!|7z\xbc\xaf|BZh|\xfd7zXZ", "packed"),
    (rb"\s*<\?xml(.{0,400}<(\w+:)?workbook\b|(?!.{0,4000}<(html|table)\b))", "xml"),
)
"""How files begin that people try, and that are no table for us."""

_SENTENCES = {
    "access": "“{name}” is an Access database. Tidybase cannot read these itself: nothing small "
    "enough to build in reads all of them without losing cells. In Access, choose External data, "
    "Export, Excel for each table, and import those workbooks.",
    "pdf": "“{name}” is a PDF: it shows a table, but does not hold one. Ask for the spreadsheet it "
    "was made from, or copy the table into a spreadsheet and import that.",
    "picture": "“{name}” is a picture, not a table. Ask for the spreadsheet that it shows.",
    "letter": "“{name}” is a text document, not a table. Copy its table into a spreadsheet, save "
    "that, and import it.",
    "archive": "“{name}” is a web page with all its parts in one file (MHTML). Open it in a "
    "spreadsheet program, save it as an Excel workbook (.xlsx), and import that.",
    "packed": "“{name}” is packed. Unpack it first, then import what is inside.",
    "xml": "“{name}” is an XML file. Open it in a spreadsheet program, save it as an Excel "
    "workbook (.xlsx), and import that.",
}


def choose(formats: Iterable[Format], path: Path, name: str) -> Format:
    """Return the format of the file at `path`, called `name` by the person. Raises Invalid."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        raise Invalid(f"“{name}” could not be opened ({error.strerror}).") from error
    for pattern, stranger in _STRANGERS:
        if re.match(pattern, beginning, re.DOTALL | re.IGNORECASE):
            raise Invalid(_SENTENCES[stranger].format(name=name))
    for known in formats:
        if known.claims(beginning, Path(name).suffix.lower()):
            return known
    raise Invalid(
        f"“{name}” could not be read as a table; it may be damaged, or something else than its "
        f"name says. Tidybase reads: {', '.join(known.label for known in formats)}."
    )


def endings(formats: Iterable[Format]) -> list[str]:
    """Return how the names of files of these formats end."""
    return [suffix for known in formats for suffix in known.suffixes]
