"""Passages of a text file: some whole rows of it, and whether a plain reader of CSV may take them.

A plain reader (SQLite's, in C) is several times as quick as Python's and knows nothing of what is
odd. So a passage is handed to it only if its quotation marks and line ends are beyond doubt; any
other is read row by row. Both ways give the same cells. All of this works on UTF-8, in few and
simple searches over a whole passage, since it has to keep up with that reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from desktop_app.domain.sheet import Row
from desktop_app.formats.csv_records import MANY_LINES

_LONGEST = 4 << 20
"""Bytes within which a row should end; otherwise a quotation mark is probably never closed."""

_TRIES = 50
_COMMA = b"\x1e"
"""Stands for commas in cells while commas stand between cells; texts have none of it."""

# Each begins with a fixed sign, which is searched for quickly; so what comes before is asked later.
_QUOTED = re.compile(rb'"(?<![^,\n]")[^"]*(?:""[^"]*)*"(?=[,\r\n]|\Z)')
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_BLANK_ROW = re.compile(rb'\n(?:"")?(?:,(?:"")?)+(?:\r?\n|\Z)')
_BLANK_START = re.compile(_BLANK_ROW.pattern.removeprefix(rb"\n"))
_PERHAPS_PROTECTED = re.compile(rb"'[=@\t\r+-]")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Passage:
    """Some rows. `text` is for a plain reader, with commas between the cells; None if in doubt.

    `width` is how many cells each row must have: the plain reader is to make sure of that, and
    else to leave the passage to `rows`, which gives them all in any case.
    """

    text: bytes | None
    rows: Callable[[], Sequence[Row]]
    width: int
    back: Sequence[tuple[str, str]] = ()
    """What to replace by what in each cell, in this order."""


@runtime_checkable
class InPassages(Protocol):
    """A sheet whose rows can be had in passages too."""

    def passages(self) -> Iterator[Passage]:
        """Give the rows of `batches` in large pieces. Raises Invalid."""


def cut(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Give what is in the blocks in pieces that end where a row ends, and whether that is sure.

    After one that is not sure there are no more: from there on the file has to be read in order.
    """
    rest = b""
    for block in blocks:
        rest += block
        end = _end_of_rows(rest)
        if end:
            yield rest[:end], True
            rest = rest[end:]
        elif len(rest) > _LONGEST:
            break
    if rest:
        yield rest, len(rest) <= _LONGEST and rest.count(b'"') % 2 == 0


def without_quoted(text: bytes) -> bytes:
    """Return rows without their quoted cells, commas being between them.

    They are sound if no quotation mark is left: each opens or closes a whole cell.
    """
    return _QUOTED.sub(b"", text) if b'"' in text else text


def is_plain(text: bytes, rest: bytes, *, narrow: bool) -> bool:
    """Say whether sound rows hold nothing odd; `narrow` if they have one cell each.

    `rest` is what they are without their quoted cells.
    """
    if b"\0" in text or _LONE_RETURN.search(text) or text.startswith((_MARK, b"\n", b"\r")):
        return False
    if narrow and _BLANK_LINE.search(text):
        return False
    if not narrow and (_BLANK_ROW.search(text) or _BLANK_START.match(text)):
        return False
    return not _PERHAPS_PROTECTED.search(text) and not _has_long_cells(text, rest)


def with_commas(text: bytes, delimiter: str) -> tuple[bytes | None, list[tuple[str, str]]]:
    """Put commas between the cells; return that, and what to replace by what in each cell.

    None if the text has signs that this would need for itself.
    """
    back: list[tuple[str, str]] = []
    if delimiter == ",":
        return text, back
    if _COMMA in text:
        return None, back
    if b'"' in text:
        back.append((",", delimiter))
    if b"," in text:
        text = text.replace(b",", _COMMA)
        back.append((_COMMA.decode(), ","))
    return text.replace(delimiter.encode(), b","), back


def lines_in(text: bytes) -> int:
    """Return how many lines of a file these are; the last may lack its end."""
    if b"\r" not in text:
        return text.count(b"\n")
    return text.count(b"\n") + len(_LONE_RETURN.findall(text))


def _end_of_rows(text: bytes) -> int:
    """Return where the last row ends that is whole, 0 if that is nowhere near the end."""
    end = text.rfind(b"\n") + 1
    for _ in range(_TRIES):
        if not end or text.count(b'"', 0, end) % 2 == 0:
            return end
        end = text.rfind(b"\n", 0, end - 1) + 1
    return 0


def _has_long_cells(text: bytes, rest: bytes) -> bool:
    if rest is text:
        return False
    inside = text.count(b"\n") - rest.count(b"\n")
    return inside > MANY_LINES and any(
        cell.count(b"\n") > MANY_LINES for cell in _QUOTED.findall(text)
    )
