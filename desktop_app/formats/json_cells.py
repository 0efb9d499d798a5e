"""The things in a JSON file made into rows and columns, by a rule that help page 2 tells.

Runs in the child process (see reader). Columns are all names met, in the order they first appear;
a thing inside a thing becomes columns “address.city”, up to five deep; a list of plain values is
written with commas between them; whatever is more involved stays JSON text. A list of lists is
read like the rows of a spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Protocol, TypeAlias

from desktop_app.formats.beginnings import has_names
from desktop_app.formats.even_rows import WIDEST
from desktop_app.formats.json_decoder import Thing
from desktop_app.formats.unreadable import UnreadableError

Cell: TypeAlias = str | int | float | bool | None

_BATCH = 500
_DEEPEST = 5
_SAMPLE = 200


def batches(things: Iterable[tuple[Thing, int]]) -> Iterator[dict[str, Any]]:
    """Give the answers about these things; each comes with its line. Raises UnreadableError."""
    rest = iter(things)
    first = list(islice(rest, _BATCH))
    shape: _Shape = _Lists(first) if first and isinstance(first[0][0], list) else _Objects()
    rest = chain(first[shape.above :], rest)
    told = -1
    while part := list(islice(rest, _BATCH)):
        rows = [shape.row(thing) for thing, _ in part]
        width = len(shape.header)
        if width > WIDEST:
            raise UnreadableError("wide", "The table in this file")
        answer: dict[str, Any] = {"rows": [row + [None] * (width - len(row)) for row in rows]}
        if width > told:
            answer["header"] = shape.header
            told = width
        yield {**answer, "lines": [line for _, line in part]}
    if told < 0:
        yield {"rows": [], "header": shape.header}


class _Shape(Protocol):
    above: int
    """How many of the things stand above the rows."""

    @property
    def header(self) -> list[str]:
        """The names of the columns so far."""

    def row(self, thing: Thing) -> list[Cell]:
        """Return the cells of a thing, at most as many as there are columns now."""


class _Objects:
    """Things with names for what is in them."""

    above = 0

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    @property
    def header(self) -> list[str]:
        return [".".join(path) for path in self._places]

    def row(self, thing: Thing) -> list[Cell]:
        row: list[Cell] = [None] * len(self._places)
        for path, cell in _flat(thing, ()):
            place = self._places.setdefault(path, len(self._places))
            if place < len(row):
                row[place] = cell
            else:
                row.append(cell)
        return row


class _Lists:
    """Lists of cells, the first of which may name the columns."""

    def __init__(self, first: Sequence[tuple[Thing, int]]) -> None:
        sample = [self.row(thing) for thing, _ in first[:_SAMPLE]]
        texts = [["" if cell is None else str(cell) for cell in row] for row in sample]
        self.above = int(has_names(texts))
        self.header = texts[0] if self.above else []

    def row(self, thing: Thing) -> list[Cell]:
        row = list(map(_cell, thing)) if isinstance(thing, list) else [_cell(thing)]
        if hasattr(self, "header"):
            self.header += [""] * (len(row) - len(self.header))
        return row


def _flat(thing: Thing, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Cell]]:
    if not isinstance(thing, dict):
        yield ("value",), _cell(thing)
        return
    for name, inner in thing.items():
        if type(inner) is dict and inner and len(path) < _DEEPEST:
            yield from _flat(inner, (*path, name))
        else:
            yield (*path, name), _cell(inner)


def _cell(thing: Thing) -> Cell:
    if isinstance(thing, list):
        return _joined(thing) if thing else None
    if isinstance(thing, dict):
        return _as_json(thing) if thing else None
    cell: Cell = thing
    return cell


def _joined(things: list[Thing]) -> str:
    """Write plain values with commas between them, if they can be told apart then."""
    texts = [_as_json(thing) if type(thing) in (int, float, bool) else thing for thing in things]
    if all(isinstance(text, str) and text.strip() and "," not in text for text in texts):
        return ", ".join(texts)
    return _as_json(things)


def _as_json(thing: Thing) -> str:
    return json.dumps(thing, ensure_ascii=False)
