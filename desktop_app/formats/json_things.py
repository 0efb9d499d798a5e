"""JSON files taken apart in the child process: a list, an object of lists, or a thing per line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from desktop_app.formats.encodings import encoding_of, was_mended
from desktop_app.formats.findings import MENDED, counted, name_note, places
from desktop_app.formats.json_cells import batches
from desktop_app.formats.json_decoder import (
    Decoder,
    Thing,
    after_blanks,
    position,
    whole_letters,
)
from desktop_app.formats.unreadable import UnreadableError

_SAMPLE = 1 << 20
_DEEPEST_LIST = 5
_LONGEST_NAME = 200
_NAMED = 6


class JsonList:
    """A file that is one list; its members are read one by one, so that none has to stay."""

    sheets: Sequence[str] = ("",)

    def __init__(self, text: str, notes: Sequence[str]) -> None:
        self._text = text
        self._notes = notes

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:  # noqa: ARG002 - there is only one
        """Give its rows. Raises UnreadableError."""
        decoder = Decoder()
        yield from batches(zip(self._members(decoder), count(1)))
        yield {"rows": [], "notes": [*self._notes, *decoder.notes()]}

    def _members(self, decoder: Decoder) -> Iterator[Thing]:
        text = self._text
        place = after_blanks(text, after_blanks(text, 0) + 1)
        more = text[place : place + 1] != "]"
        place = place if more else after_blanks(text, place + 1)
        while more:
            thing, place = decoder.next(text, place)
            yield thing
            place = after_blanks(text, place)
            if text[place : place + 1] not in {",", "]"}:
                raise UnreadableError("json", position(text, place))
            more = text[place] == ","
            place = after_blanks(text, place + 1)
        if place < len(text):
            raise UnreadableError("json", position(text, place))


class JsonObject:
    """A file that is one thing: the lists in it are its sheets, or it is itself the only row."""

    def __init__(self, thing: Thing, notes: Sequence[str]) -> None:
        self._thing = thing
        self._notes = notes
        self._lists = _lists_in(thing)

    @property
    def sheets(self) -> Sequence[str]:
        """The names of its lists, “data.items” for one that lies deeper."""
        return list(self._lists) or [""]

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Give the rows of one list. Raises UnreadableError."""
        things = self._lists.get(sheet, [self._thing])
        yield from batches(zip(things, count(1)))
        yield {"rows": [], "notes": [*self._notes, *self._left_out()]}

    def _left_out(self) -> Iterator[str]:
        if not self._lists or not isinstance(self._thing, dict):
            return
        tops = {name.split(".")[0] for name in self._lists}
        others = [str(name) for name in self._thing if name not in tops]
        if others:
            named = ", ".join(f"“{name[:_LONGEST_NAME]}”" for name in others[:_NAMED])
            yield f"What stands beside the lists in this file did not become a row: {named}."


class JsonLines:
    """A file with a thing on every line. A line that cannot be read is left out and told."""

    sheets: Sequence[str] = ("",)

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unread: list[int] = []
        self._read = 0
        self._halves = False

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:  # noqa: ARG002 - there is only one
        """Give its rows. Raises UnreadableError if there is nothing but damage in it."""
        decoder = Decoder()
        yield from batches(self._things(decoder))
        if self._unread and not self._read:
            raise UnreadableError("json", f"line {self._unread[0]:,}")
        notes = [*self._notes(), *decoder.notes()]
        yield {"rows": [], "notes": notes, "unread": self._unread}

    def _things(self, decoder: Decoder) -> Iterator[tuple[Thing, int]]:
        with self._path.open("rb") as file:
            encoding = encoding_of(file.read(_SAMPLE))
        with self._path.open(encoding=encoding.codec, errors=encoding.errors) as file:
            for number, line in enumerate(file, 1):
                text = whole_letters(line)
                self._halves |= text != line
                text = text.strip()
                if not text:
                    continue
                try:
                    thing, end = decoder.next(text, 0)
                except UnreadableError:
                    end = -1
                if end == len(text):
                    self._read += 1
                    yield thing, number
                else:
                    self._unread.append(number)

    def _notes(self) -> Iterator[str]:
        yield from _called(self._path)
        yield from _mended(halves=self._halves)
        if self._unread:
            lines = f"{places('Line', self._unread)} could not be read and was left out"
            yield f"{lines} ({counted(len(self._unread), 'line')} in all)."


@contextmanager
def json_lines(path: Path) -> Iterator[JsonLines]:
    """Open a file with a thing on every line."""
    yield JsonLines(path)


@contextmanager
def json_file(path: Path) -> Iterator[JsonList | JsonObject | JsonLines]:
    """Open a JSON file; it may turn out to have a thing on every line. Raises UnreadableError."""
    content = path.read_bytes()
    encoding = encoding_of(content[:_SAMPLE])
    written = content.decode(encoding.codec, encoding.errors)
    text = whole_letters(written)
    notes = [*_called(path), *encoding.notes(), *_mended(halves=text != written)]
    del content, written
    start = after_blanks(text, 0)
    if text[start : start + 1] == "[":
        yield JsonList(text, notes)
        return
    thing, end = Decoder().next(text, start)
    end = after_blanks(text, end)
    if end == len(text):
        yield JsonObject(thing, notes)
    elif text[end] in "{[":
        yield JsonLines(path)
    else:
        raise UnreadableError("json", position(text, end))


def _lists_in(thing: Thing) -> dict[str, list[Thing]]:
    """Return the lists of things that lie in an object; of plain values, if it is all of those."""
    lists = dict(_lists_of_things(thing, ()))
    if (
        not lists
        and isinstance(thing, dict)
        and all(isinstance(one, list) for one in thing.values())
    ):
        lists = {(name,): one for name, one in thing.items()}
    named: dict[str, list[Thing]] = {}
    for path, one in lists.items():
        name = ".".join(path).replace("\0", " ")[:_LONGEST_NAME] or "list"
        named[name if name not in named else f"{name} {len(named) + 1}"] = one
    return named


def _lists_of_things(
    thing: Thing, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], list[Thing]]]:
    if not isinstance(thing, dict) or len(path) == _DEEPEST_LIST:
        return
    for name, inner in thing.items():
        if isinstance(inner, list) and any(isinstance(one, dict | list) for one in inner):
            yield (*path, name), inner
        else:
            yield from _lists_of_things(inner, (*path, name))


def _called(path: Path) -> list[str]:
    return name_note(path, "JSON")


def _mended(*, halves: bool) -> list[str]:
    """Say so if bytes did not fit, or if there were halves of letters."""
    return [MENDED] if was_mended() or halves else []
