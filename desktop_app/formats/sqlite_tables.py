"""What an SQLite file says about its tables: columns, what tells rows apart, where links lead.

Runs in the child process (see reader).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NOT_PEOPLES = ("sqlite_", "tidybase_")
_HIDDEN = 1
_VIRTUAL = "virtual"
_OURS = (
    "This is a Tidybase file: people, choices, money and lengths of time come in as plain words "
    "and numbers. To have them as they are, open the file itself."
)
_YES_NO = ("BOOL", "BOOLEAN")


@dataclass(frozen=True)
class Aside:
    """Texts of a table of Tidybase that are kept beside their columns."""

    table: int
    key: str
    columns: Mapping[str, int]
    """The columns that have any, and their numbers."""

    def sql(self, column: str) -> str | None:
        """Return the SQL of such a text, beside a row that is called `mine`, if there are any."""
        number = self.columns.get(column)
        if number is None:
            return None
        return (
            f"(SELECT text FROM tidybase_misfit WHERE table_id = {self.table:d} "  # noqa: S608 - see quoted
            f'AND column_id = {number:d} AND "row" = mine.{quoted(self.key)})'
        )


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
    aside: Aside | None = None
    """In a document of Tidybase: what does not fit its columns."""

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
        return notes if self.aside is None else [*notes, _OURS]


def tables_in(database: sqlite3.Connection) -> list[str]:
    """Return the names of people's tables, then of their views."""
    listed = database.execute("PRAGMA table_list").fetchall()
    kinds = {name: kind for schema, name, kind, *_ in listed if schema == "main"}
    made = [name for (name,) in database.execute("SELECT name FROM sqlite_schema")]
    found = [name for kind in ("table", "view") for name in made if kinds.get(name) == kind]
    return [name for name in found if not name.lower().startswith(_NOT_PEOPLES)]


def left_out(database: sqlite3.Connection) -> list[str]:
    """Say which tables of people's are not read, as another program makes up what is in them."""
    listed = database.execute("PRAGMA table_list").fetchall()
    found = [name for schema, name, kind, *_ in listed if schema == "main" and kind == _VIRTUAL]
    return [
        f"“{name}” was left out: only the program that made this file can look into it."
        for name in sorted(found)
    ]


def table_of(database: sqlite3.Connection, name: str) -> Table:
    """Return what the file says about one table."""
    described = database.execute(f"PRAGMA table_xinfo({quoted(name)})")
    columns = [
        (column, kind, place)
        for _, column, kind, _, _, place, hidden in described
        if hidden != _HIDDEN and not column.lower().startswith(_NOT_PEOPLES[1])
    ]
    return Table(
        name,
        [column for column, _, _ in columns],
        [column for column, _, place in sorted(columns, key=lambda one: one[2]) if place],
        _links(database, name),
        frozenset(column for column, kind, _ in columns if kind.upper() in _YES_NO),
        _together(database, name),
        _aside(database, name),
    )


def _aside(database: sqlite3.Connection, name: str) -> Aside | None:
    made = {made for (made,) in database.execute("SELECT name FROM sqlite_schema")}
    if not made.issuperset(("tidybase_table", "tidybase_column", "tidybase_misfit")):
        return None
    found = 'SELECT id, "key" FROM tidybase_table WHERE name = ? AND NOT kept'
    for table, key in database.execute(found, (name,)):
        columns = database.execute(
            "SELECT name, id FROM tidybase_column WHERE table_id = ? AND NOT kept AND id IN "
            "(SELECT column_id FROM tidybase_misfit WHERE table_id = ?)",
            (table, table),
        )
        return Aside(table, key, dict(columns.fetchall()))
    return None


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
