"""The orders that tables are looked at in: the ids of all rows of a query, one after the other.

With them any place in any order is found at once, however long the table, and the count is known.
They are made beside the requests, kept while there is room, and made anew when the table changed;
who goes on asking with an order's `token` keeps that order: cells are shown as they are now, rows
that went are left out, rows that came stand at the end, and nothing jumps under a person's hands.
"""

from __future__ import annotations

import secrets
import threading
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

import orjson
import sqlalchemy as sa

from desktop_app.domain.errors import Problem
from desktop_app.domain.query import EVERYTHING, Query
from desktop_app.engine import catalog, fields, queries, rows, search
from desktop_app.engine.catalog import Table
from desktop_app.engine.making import Looks, Making
from desktop_app.engine.pieces import Ids
from desktop_app.engine.search import Texts
from desktop_app.engine.work import Look

Key: TypeAlias = tuple[int, Query, object]
"""A table's id, a query, and the mark of all that the order of its rows depends on."""

ROOM = 256 << 20
"""Bytes of ids kept in memory: the orders of about thirty million rows."""

AT_ONCE = 1 << 20
"""Letters of ids, or ids, taken in at once."""


@dataclass(frozen=True)
class Order:
    """The ids of the rows of a query, as they were under a mark of the table's rows."""

    token: str
    table: int
    query: Query
    ids: Sequence[int]
    key: Key
    rows_mark: str | None


class Orders:
    """The orders of one document's tables."""

    def __init__(self, look: Looks) -> None:
        self.look = look
        self.texts = Texts()
        self._kept: OrderedDict[Key, Order] = OrderedDict()
        self._tokens: dict[str, Key] = {}
        self._making: dict[Key, Making] = {}
        self._lock = threading.Lock()

    def known(self, look: Look, table: Table, query: Query, token: str = "") -> Order | None:
        """Return the order of a query, if it is known: the one of that token, else the latest."""
        order = self._followed(look, table, query, token) if token else None
        if order is not None:
            return order
        key = self._key(look, table, query)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def begin(self, look: Look, table: Table, query: Query, asker: object = None) -> Making:
        """Let the order of a query be made, if it is not under way already."""
        key = self._key(look, table, query)
        with self._lock:
            if key in self._making:
                return self._making[key]
            making = self._making[key] = Making(query, asker)
        threading.Thread(target=self._run, args=(key, making), name="order", daemon=True).start()
        return making

    def supersede(self, table: Table, query: Query, asker: object) -> None:
        """Stop what the same asker wanted of a table before, as they want this now."""
        for key, making in list(self._making.items()):
            theirs = asker is not None and making.asker == asker
            if theirs and key[0] == table.id and key[1] not in {query, EVERYTHING}:
                making.superseded = True
                making.stop()

    def make(self, look: Look, table: Table, query: Query, making: Making | None = None) -> Order:
        """Return the order of a query, made here and now, and keep it."""
        return self.keep(look, table, query, self._ids(making or Making(query, None), look, table))

    def keep(self, look: Look, table: Table, query: Query, ids: Sequence[int]) -> Order:
        """Keep the order of a query that is known."""
        key, mark = self._key(look, table, query), look.rows_mark(table.id)
        order = Order(secrets.token_hex(8), table.id, query, ids, key, mark)
        self._keep(order)
        return order

    def forget(self, look: Look, table: Table) -> None:
        """Forget how many rows a table has and in which order, as another program changed it."""
        look.counts.pop(table.id, None)
        with self._lock:
            for key in [key for key, order in self._kept.items() if order.table == table.id]:
                del self._kept[key]

    def give_way(self) -> None:
        """Stop all that is being made, since the document is about to change.

        A long reading of a SQLite file would keep everybody from writing to it.
        """
        for making in list(self._making.values()):
            making.stop()

    def close(self) -> None:
        """Stop everything and forget everything, as the document is closed."""
        making = list(self._making.values())
        self.give_way()
        for each in making:
            with suppress(Problem):
                each.wait(within=2)
        self.texts.clear()
        with self._lock:
            self._kept.clear()
            self._tokens.clear()

    def _run(self, key: Key, making: Making) -> None:
        try:
            making.run(lambda each, look: self._made(each, look, key), self.look)
        finally:
            with self._lock:
                if self._making.get(key) is making:
                    del self._making[key]

    def _made(self, making: Making, look: Look, key: Key) -> Order:
        return self.make(look, catalog.table(look, key[0]), making.query, making)

    def _ids(self, making: Making, look: Look, table: Table) -> Sequence[int]:
        query = making.query
        if not query:
            return _every_id(look, table)
        where: list[Any] = []
        if query.search:
            alone = look.connection.dialect.name == "sqlite" and not query.sorts
            if alone and not query.filters:
                return self.texts.find(look, table, query.search, making.seen)
            where.append(
                search.condition(look, table, query.search, self.texts, lambda _: making.going())
            )
        where += queries.conditions(look, table, query)
        return ids_of(look, table, where, queries.order(look, table, query))

    def _key(self, look: Look, table: Table, query: Query) -> Key:
        if not query:
            return (table.id, query, look.rows_mark(table.id))
        columns = queries.columns(table, query)
        if query.search:
            columns += search.searched(table, query.search)
        mark = search.mark(look, table, columns)
        if any(fields.is_of_today(look, table, column) for column in columns):
            return (table.id, query, (mark, datetime.now().astimezone().date()))
        return (table.id, query, mark)

    def _keep(self, order: Order) -> None:
        with self._lock:
            self._kept[order.key] = order
            self._tokens[order.token] = order.key
            while sum(len(each.ids) for each in self._kept.values()) * 8 > ROOM:
                if len(self._kept) == 1:
                    break
                _, oldest = self._kept.popitem(last=False)
                self._tokens.pop(oldest.token, None)

    def _followed(self, look: Look, table: Table, query: Query, token: str) -> Order | None:
        """Return the order of a token, brought up to which rows there are now."""
        with self._lock:
            key = self._tokens.get(token)
            order = self._kept.get(key) if key else None
        if order is None or order.table != table.id or order.query != query:
            return None
        mark = look.rows_mark(table.id)
        if order.rows_mark != mark:
            present = ids_of(look, table, [], [table.row_id])
            there, listed = set(present), set(order.ids)
            stayed = filter(there.__contains__, order.ids)
            came = (each for each in present if each not in listed)
            order = replace(order, ids=array("q", chain(stayed, came)), rows_mark=mark)
            self._keep(order)
        return order


def _every_id(look: Look, table: Table) -> Sequence[int]:
    (first, last), total = rows.ends(look, table), rows.count(look, table)
    if total == last - first + 1:
        return range(first, last + 1)
    return ids_of(look, table, [], [table.row_id])


def ids_of(look: Look, table: Table, where: list[Any], order: list[Any]) -> Ids:
    """Return the ids of the rows for which all of that holds, in that order."""
    wanted = sa.select(table.row_id.label("id")).where(*where).order_by(*order)
    ids: Ids = array("q")
    if look.connection.dialect.name != "sqlite":
        streamed = look.connection.execution_options(yield_per=20_000).scalars(wanted)
        for some in streamed.partitions():
            ids.extend(some)
        return ids
    # One long text comes out of SQLite in half the time of a million numbers.
    text = look.connection.scalar(sa.select(sa.func.group_concat(wanted.subquery().c.id)))
    start = 0
    while text is not None and start < len(text):
        end = text.find(",", start + AT_ONCE)
        end = len(text) if end < 0 else end
        ids.extend(array("q", orjson.loads(f"[{text[start:end]}]")))
        start = end + 1
    return ids
