"""What an SQLite file says about its tables: columns, what tells rows apart, where links lead.

Runs in the child process (see reader).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NOT_PEOPLES = ("sqlite_", "tidybase_")
_HIDDEN = 1
_YES_NO = ("BOOL", "BOOLEAN")


@dataclass(frozen=True)
class Table:
    """One table or view."""

    name: str
    columns: Sequence[str]
    key: Sequence[str]
    """The columns by which a row is known; none if only its place tells it apart."""
    links: Mapping[str, tuple[str, str]]
    """Column to the table and the column there that its cells are found in."""
    yes_no: frozenset[str]
    """Columns declared to hold nothing but yes and no."""
    together: Sequence[tuple[str, Sequence[str]]] = ()
    """Other tables, and the columns whose cells only together find a row there."""

    def notes(self) -> list[str]:
        """Say what a person may want to know before importing it."""
        notes = []
        if self.key:
            columns = " and ".join(f"“{name}”" for name in self.key)
            notes.append(f"In the file, each row is known by its {columns}.")
        for column, (table, there) in self.links.items():
            notes.append(f"“{column}” leads to “{there}” in “{table}”.")
        for table, several in self.together:
            columns = " and ".join(f"“{name}”" for name in several)
            notes.append(f"Only together, {columns} lead to “{table}”: they stay as they are.")
        return notes


def tables_in(database: sqlite3.Connection) -> list[str]:
    """Return the names of people's tables, then of their views."""
    listed = database.execute("PRAGMA table_list").fetchall()
    kinds = {name: kind for schema, name, kind, *_ in listed if schema == "main"}
    made = [name for (name,) in database.execute("SELECT name FROM sqlite_schema")]
    found = [name for kind in ("table", "view") for name in made if kinds.get(name) == kind]
    return [name for name in found if not name.lower().startswith(_NOT_PEOPLES)]


def table_of(database: sqlite3.Connection, name: str) -> Table:
    """Return what the file says about one table."""
    described = database.execute(f"PRAGMA table_xinfo({quoted(name)})")
    columns = [
        (column, kind, place)
        for _, column, kind, _, _, place, hidden in described
        if hidden != _HIDDEN
    ]
    return Table(
        name,
        [column for column, _, _ in columns],
        [column for column, _, place in sorted(columns, key=lambda one: one[2]) if place],
        _links(database, name),
        frozenset(column for column, kind, _ in columns if kind.upper() in _YES_NO),
        _together(database, name),
    )


def quoted(name: str) -> str:
    """Return a name as it is written where it could be mistaken for something else."""
    return '"' + name.replace('"', '""') + '"'


def _links(database: sqlite3.Connection, name: str) -> dict[str, tuple[str, str]]:
    """Links of one column; what only several columns together can find is no link for us."""
    found = database.execute(f"PRAGMA foreign_key_list({quoted(name)})").fetchall()
    numbers = [number for number, *_ in found]
    links = {}
    for number, _, table, column, there, *_ in found:
        target = there or _only_key(database, table)
        if numbers.count(number) == 1 and target:
            links[column] = (table, target)
    return links


def _together(database: sqlite3.Connection, name: str) -> list[tuple[str, list[str]]]:
    found = database.execute(f"PRAGMA foreign_key_list({quoted(name)})").fetchall()
    keys: dict[int, tuple[str, list[str]]] = {}
    for number, _, table, column, *_ in found:
        keys.setdefault(number, (table, []))[1].append(column)
    return [key for key in keys.values() if len(key[1]) > 1]


def _only_key(database: sqlite3.Connection, table: str) -> str | None:
    """Return the column that a link leads to when it names none."""
    described = database.execute(f"PRAGMA table_xinfo({quoted(table)})")
    keys: list[str] = [column for _, column, _, _, _, place, _ in described if place]
    return keys[0] if len(keys) == 1 else None
