"""Changes of structure on MariaDB and MySQL: there they cannot be rolled back; here they can.

Such a statement commits whatever its transaction did before, so it goes over a second connection,
while the work itself stays one transaction on the first. Beforehand its way back is written into
`tidybase_unfinished`; the work's own transaction, when it commits, takes that away again. What is
found there later belongs to a work that failed or whose process died, and is taken back: at once,
else when the next work begins. What cannot be taken back, such as dropping a table, is only noted
there by the work itself, and done once the work has committed.

What is left: where a work has touched the rows of a table before it changes the structure of the
same one, or of one linked to it, the second connection would wait for the first. Then the statement
goes over the first one after all. The work is saved in two parts, and a failure between them leaves
the first. Where only others are in the way, they are waited for; else the work fails as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql import visitors

from desktop_app.engine import schema

_MAKE = (
    "CREATE TABLE IF NOT EXISTS tidybase_unfinished (id BIGINT AUTO_INCREMENT PRIMARY KEY, "
    "ahead BOOL NOT NULL, statement LONGTEXT NOT NULL) ENGINE=InnoDB CHARSET=utf8mb4"
)
_NOTE = "INSERT INTO tidybase_unfinished (ahead, statement) VALUES (%s, %s)"
_UNFINISHED = "SELECT id, statement FROM tidybase_unfinished ORDER BY ahead, id * (2 * ahead - 1)"
_INSTEAD = "UPDATE tidybase_unfinished SET statement = %s WHERE id = %s"
_FORGET = "DELETE FROM tidybase_unfinished WHERE id = %s"
_TAKEN_BACK = "DELETE FROM tidybase_unfinished WHERE NOT ahead"
_ALREADY = frozenset({1050, 1051, 1054, 1060, 1061, 1091, 1146})
"""That a table, column or index is there already, or is not there any more."""

_NOTHING: ExecutableDDLElement = sa.DDL("DO 0")  # type: ignore[no-untyped-call]
_LOCKED = 1205
_QUOTED = re.compile("`((?:[^`]|``)+)`")
_PENDING, _TOUCHED, _AHEAD = "tidybase.structure", "tidybase.touched", "tidybase.ahead"


class Structure:
    """The second connection of one writer."""

    def __init__(self, writer: Engine, aside: Engine) -> None:
        self._writer, self._aside = writer, aside
        self._is_made = False

    def listen(self) -> None:
        """Take over what the writer would do to the structure."""
        event.listen(self._writer, "before_execute", self._before_execute, retval=True)
        event.listen(self._writer, "commit", self._commit)

    def begin(self, connection: Connection) -> None:
        """Finish what a work before this one left unfinished."""
        if not self._is_made:
            self._make()
            self._is_made = True
        connection.info[_TOUCHED], connection.info[_AHEAD] = set(), {}
        if connection.exec_driver_sql(_UNFINISHED).first() is not None:
            self.finish()

    def end(self, info: dict[str, Any]) -> None:
        """Take back what a work did that failed, and do what one that is saved left to be done."""
        if info.pop(_PENDING, False):
            self.finish()

    def finish(self) -> None:
        """Do everything that is noted."""
        with self._aside.connect() as aside:
            for number, statement in aside.exec_driver_sql(_UNFINISHED).all():
                _do_unless_done(aside, statement)
                aside.exec_driver_sql(_FORGET, (number,))
                aside.commit()

    def _before_execute(
        self, connection: Connection, element: Any, many: Any, one: Any, _options: Any
    ) -> tuple[Any, Any, Any]:
        touched: set[str] = connection.info[_TOUCHED]
        if not isinstance(element, ExecutableDDLElement):
            touched.update(_tables_of(element))
            return element, many, one
        table, back = schema.table_of(element), schema.way_back(element)
        if table is not None and not schema.is_peoples(table):
            return element, many, one
        connection.info[_PENDING] = True
        self._follow(connection, element)
        if back is None:
            noted = connection.exec_driver_sql(_NOTE, (True, self._text(element))).lastrowid
            connection.info[_AHEAD][noted] = element
        elif table in touched or not self._run(element, back, any(map(schema.is_peoples, touched))):
            connection.exec_driver_sql(_TAKEN_BACK)
            return element, many, one
        return _NOTHING, many, one

    def _follow(self, connection: Connection, element: ExecutableDDLElement) -> None:
        """Let what is noted be done to the same table when that gets another name meanwhile."""
        old, new = schema.table_of(element), schema.new_name(element)
        ahead: dict[int, ExecutableDDLElement] = connection.info[_AHEAD]
        for number, noted in ahead.items():
            if new is not None and schema.table_of(noted) == old:
                ahead[number] = schema.of_table(noted, new)
                connection.exec_driver_sql(_INSTEAD, (self._text(ahead[number]), number))

    def _commit(self, connection: Connection) -> None:
        if connection.info.get(_PENDING):
            connection.exec_driver_sql(_TAKEN_BACK)

    def _make(self) -> None:
        with self._aside.begin() as aside:
            # Who may not make tables may still write to those that are there.
            if not sa.inspect(aside).has_table("tidybase_unfinished"):
                aside.exec_driver_sql(_MAKE)

    def _text(self, element: ExecutableDDLElement) -> str:
        return str(element.compile(dialect=self._aside.dialect))

    def _run(
        self, element: ExecutableDDLElement, back: ExecutableDDLElement, touched: bool
    ) -> bool:
        """Run it on the second connection, or say that the first one may be in its way.

        So it may if the work has `touched` any rows: those of a table linked to this one count.
        Others who read from the table are waited for, a while.
        """
        with self._aside.connect() as aside:
            aside.exec_driver_sql(f"SET SESSION lock_wait_timeout = {1 if touched else 5}")
            noted = aside.exec_driver_sql(_NOTE, (False, self._text(back))).lastrowid
            aside.commit()
            try:
                aside.execute(element)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    # Nothing was made, so nothing is to be taken back: what is called that may be
                    # somebody else's.
                    aside.exec_driver_sql(_FORGET, (noted,))
                    aside.commit()
                if not touched or _code(error) != _LOCKED:
                    raise
                return False
        return True


def _tables_of(statement: Any) -> Iterator[str]:
    """Give the names of the tables that a statement reads from or writes to, wherever in it."""
    if isinstance(statement, str | sa.TextClause):
        yield from (name.replace("``", "`") for name in _QUOTED.findall(str(statement)))
        return
    for part in visitors.iterate(statement):
        of = part if isinstance(part, sa.Table) else getattr(part, "table", None)
        if isinstance(of, sa.Table):
            yield of.name


def _do_unless_done(aside: Connection, statement: str) -> None:
    try:
        aside.exec_driver_sql(statement)
    except DBAPIError as error:
        if _code(error) not in _ALREADY:
            raise


def _code(error: DBAPIError) -> object:
    return next(iter(getattr(error.orig, "args", ())), None)
