"""What cells that are ids stand for: the names of linked rows, of people and of files.

One statement for each such column and page, none for a table without any.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import func, select

from desktop_app import formulas
from desktop_app.engine import about, fields, letters, links, wording
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.rows import CHUNK, Numbered, chunks
from desktop_app.engine.work import Look

MOST = 20
"""Links shown in one cell."""

PICKED = 20
"""Rows to pick from, unless told."""

_NUMBER = re.compile(r"(?:.*\S)?\s*#(\d{1,18})", re.ASCII | re.DOTALL)
_DIGITS = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell points at, and what that is called."""

    id: int
    label: str


@dataclass(frozen=True, slots=True)
class More:
    """How many more links a cell has than are shown."""

    more: int


@dataclass(frozen=True)
class Known:
    """Something that has ids and names, as a query: rows of a table, people, files."""

    number: sa.ColumnElement[int]
    label: sa.ColumnElement[str]
    people: bool = False


Fill: TypeAlias = Callable[[Sequence[Numbered], int], Mapping[int, Any]]
"""Gives what to show in a place of rows, by row id."""


def named(
    look: Look, table: Table, rows: Sequence[Numbered], most: int = MOST
) -> Sequence[Numbered]:
    """Return rows of a page with the names of what their cells point at; of links so many."""
    seen = fields.worked_out(look, table)
    fills = [
        (place, fill)
        for place, column in enumerate(table.columns, 1)
        if (fill := _fill(look, table, column, most, seen=seen))
    ]
    if not fills or not rows:
        return rows
    made: list[MutableSequence[Any]] = [list(row) for row in rows]
    for place, fill in fills:
        values = fill(made, place)
        for row in made:
            row[place] = values.get(row[0], row[place])
    return made


def troubles(look: Look, table: Table, rows: Sequence[Numbered]) -> dict[tuple[int, int], str]:
    """Return why cells that are worked out are empty, in words, by row id and column id."""
    found: dict[tuple[int, int], str] = {}
    for place, column in enumerate(table.columns, 1):
        if column.stored or links.is_link(column):
            continue
        empty = [row[0] for row in rows if row[place] is None]
        seen = fields.shown(look, table, column) if empty else None
        if seen and seen.trouble:
            found |= {(row, column.id): seen.trouble for row in empty}
        elif seen and seen.why is not None:
            for row, code in _why(look, table, seen.why, empty):
                found[row, column.id] = formulas.words(code)
    return found


def pick(
    look: Look, table: Table, search: str, limit: int = PICKED
) -> tuple[Sequence[Named], bool]:
    """Return rows to pick from by a part of their name, and whether there are more.

    Those whose name begins with it come first. However long the table, only what is shown is read,
    unless few names contain it.
    """
    known = _rows_of(table)
    order = select(known.number, known.label).order_by(known.number)
    wanted, found = search.strip(), list[Named]()
    if not wanted:
        found = _names(look, order.limit(limit + 1))
        return found[:limit], len(found) > limit
    dialect = look.connection.dialect
    begins = letters.contains(dialect, known.label, wanted, at_start=True)
    within = letters.contains(dialect, known.label, wanted)
    numbered = _NUMBER.fullmatch(wanted) or _DIGITS.fullmatch(wanted)
    if numbered:
        number = int(wanted.rpartition("#")[2])
        found = _names(look, order.where(known.number == number))
        begins &= known.number != number
        within &= known.number != number
    for condition in (begins, within & sa.not_(begins)):
        if len(found) <= limit:
            found += _names(look, order.where(condition).limit(limit + 1 - len(found)))
    return found[:limit], len(found) > limit


def meant(look: Look, column: Column, texts: Iterable[str]) -> dict[str, list[int]]:
    """Return the ids that texts typed into a column of ids may mean: by name, or by number.

    A name is meant however it is written, large or small; of more than one of a name two are given.
    """
    wanted = {text: text.strip() for text in texts if text.strip()}
    known = _known(look, column)
    if known is None:
        return {text: [] for text in wanted}
    called = _by_name(look, known, set(wanted.values()))
    numbers = {text: number for text, bare in wanted.items() if (number := _number(bare))}
    there = _there(look, known, set(numbers.values()))
    found: dict[str, list[int]] = {}
    for text, bare in wanted.items():
        by_number = [numbers[text]] if numbers.get(text) in there else []
        named = called.get(bare.lower(), [])
        found[text] = (by_number or named) if bare.startswith("#") else (named or by_number)
        if len(found[text]) > 1 and "#" in bare and by_number:
            found[text] = by_number
    return found


def called_exactly(look: Look, column: Column, texts: Iterable[str]) -> dict[str, int]:
    """Return the ids of what is called just so, letter by letter; a number is no name."""
    known, found = _known(look, column), dict[str, int]()
    if known is not None:
        for some in chunks(sorted(texts), CHUNK):
            mine = select(known.number, known.label).where(known.label.in_(some))
            found |= {each.label: each.id for each in _names(look, mine)}
    return found


def names(look: Look, column: Column, values: Iterable[object]) -> Mapping[object, Named]:
    """Return what the ids in a column stand for; whatever else is among the values is left out."""
    known = _known(look, column)
    return _called(look, known, values) if known else {}


def of_rows(look: Look, table: Table, ids: Iterable[int]) -> dict[object, str]:
    """Return what rows of a table are called, by their ids."""
    return {id_: each.label for id_, each in _called(look, _rows_of(table), ids).items()}


def of_links(
    look: Look, table: Table, column: Column, ids: Sequence[int], most: int = MOST
) -> dict[int, list[Named | More]]:
    """Return what these rows are linked to, at most so many for each as a cell shows."""
    found: dict[int, list[Named | More]] = {row: [] for row in ids}
    for some in chunks(ids, CHUNK):
        for row, linked in links.listed(look, table, column, some, most).items():
            found[row] = [Named(far, label) for far, label in linked.first]
            if linked.many > len(linked.first):
                found[row].append(More(linked.many - len(linked.first)))
    return found


def not_shown(look: Look, table: Table, column: Column, row: int) -> Sequence[int]:
    """Return the rows there that a row is linked to and that its cell does not show."""
    found = links.pairs(look, table, column)
    behind = select(found.c.far).where(found.c.near == row).order_by(found.c.far)
    return list(look.connection.scalars(behind))[MOST:]


def _fill(
    look: Look, table: Table, column: Column, most: int, *, seen: Mapping[int, fields.Shown]
) -> Fill | None:
    if links.is_link(column) and not column.stored:
        return lambda rows, _: of_links(look, table, column, [row[0] for row in rows], most)
    if column.stored:
        known = _known(look, column) if column.type.refers_to else None
        return _naming(look, known) if known else None
    kind = seen[column.id].type
    known = _records(kind.refers_to) if kind.refers_to else None
    if known:
        return _naming(look, known)
    return _rounded if column.type.name == "formula" else None


def _naming(look: Look, known: Known) -> Fill:
    def fill(rows: Sequence[Numbered], place: int) -> dict[int, Named]:
        called = _called(look, known, [row[place] for row in rows])
        return {row[0]: called[row[place]] for row in rows if row[place] in called}

    return fill


def _called(look: Look, known: Known, values: Iterable[object]) -> dict[object, Named]:
    ids = sorted({value for value in values if isinstance(value, int)})
    found: dict[object, Named] = {}
    for some in chunks(ids, CHUNK):
        mine = select(known.number, known.label).where(known.number.in_(some))
        found |= {each.id: each for each in _names(look, mine)}
    return found | {each: _gone(look, known, each) for each in ids if each not in found}


def _gone(look: Look, known: Known, number: int) -> Named:
    """A person who was removed still has a name, and whatever is gone its number."""
    was = about.fact(look.connection, about.person(number)) if known.people else None
    return Named(number, f"{was} (removed)" if was else f"#{number}")


def _rounded(rows: Sequence[Numbered], place: int) -> dict[int, float]:
    """Numbers are worked out to 15 digits; what stands behind them is noise."""
    return {row[0]: float(f"{row[place]:.15g}") for row in rows if isinstance(row[place], float)}


def _known(look: Look, column: Column) -> Known | None:
    if links.is_link(column):
        return _rows_of(links.target(look, column))
    return _records(column.type.refers_to)


def _rows_of(table: Table) -> Known:
    return Known(table.row_id, links.label(table.core, table))


def _records(kind: str | None) -> Known | None:
    """Return the people or the files of the document, if it keeps any; they are known by name."""
    there = wording.records(kind)
    if there is None:
        return None
    return Known(there.c.id, there.c[wording.CALLED[kind][1]], kind == "user")


def _why(
    look: Look, table: Table, why: sa.ColumnElement[Any], ids: Sequence[int]
) -> Iterable[tuple[int, str]]:
    for some in chunks(ids, CHUNK):
        mine = select(table.row_id, why).where(table.row_id.in_(some), why.is_not(None))
        yield from ((row, code) for row, code in look.connection.execute(mine))


def _names(look: Look, wanted: sa.Select[int, str]) -> list[Named]:
    return [Named(number, label) for number, label in look.connection.execute(wanted)]


def _by_name(look: Look, known: Known, names: set[str]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    # A database may know the capitals of A to Z only: it is given the likely ways of writing.
    ways = {way for name in names for way in (name, name.lower(), name.upper(), name.capitalize())}
    low = func.lower(known.label)
    for some in chunks(sorted({_plainly(way) for way in ways} | ways), CHUNK):
        first, last = func.min(known.number), func.max(known.number)
        mine = select(known.label, first, last).where(low.in_(some)).group_by(known.label)
        for label, *ends in look.connection.execute(mine):
            found[label.strip().lower()].update(ends)
    return {name: sorted(ids) for name, ids in found.items()}


def _plainly(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _there(look: Look, known: Known, numbers: set[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(numbers), CHUNK):
        mine = select(known.number).where(known.number.in_(some))
        found.update(look.connection.scalars(mine))
    return found


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    if found:
        return int(found[1])
    return int(text) if _DIGITS.fullmatch(text) else None
