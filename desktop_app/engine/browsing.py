"""Any page of a table's rows, under any query, as quickly as the first.

What is not known yet never holds up rows that can be shown: a first page under a new order is asked
for directly, while the order itself is made beside it, and with it the count.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from desktop_app.domain.query import EVERYTHING, Query
from desktop_app.engine import fields, queries, rows
from desktop_app.engine.catalog import Table
from desktop_app.engine.making import Making
from desktop_app.engine.orders import Order, Orders
from desktop_app.engine.rows import Numbered
from desktop_app.engine.work import Look

NEAR = 1000
"""Rows from the start that are quicker asked for directly than by the order of all rows."""

SOON_COUNTED = 100_000
"""Rows that are counted, or skipped, within a few milliseconds."""


@dataclass(frozen=True)
class Asked:
    """A page: of which query, from where, how many; `token` names the order it belongs to.

    `asker` is whoever asks: a new query of theirs ends the making of their last one. Who asks for
    no rows wants the count alone, which `patient` ones wait for.
    """

    query: Query = EVERYTHING
    offset: int = 0
    limit: int = 100
    token: str = ""
    asker: object = None
    patient: bool = True


@dataclass(frozen=True)
class Found:
    """The rows of a page; the total is None, and the token empty, until they are known."""

    rows: Sequence[Numbered] = field(default_factory=list)
    total: int | None = None
    token: str = ""


def page(look: Look, orders: Orders, table: Table, asked: Asked) -> Found | Making:
    """Return a page, or what has to be waited for, outside of this look, before asking again.

    Raises Invalid.
    """
    if not asked.query:
        return _of_everything(look, orders, table, asked)
    order = orders.known(look, table, asked.query, asked.token)
    if order is not None:
        return _of_order(look, table, order, asked)
    where = queries.conditions(look, table, asked.query)
    if asked.offset == 0 and asked.limit:
        orders.supersede(table, asked.query, asked.asker)
    if asked.query.search and asked.limit:
        making = orders.begin(look, table, asked.query, asked.asker)
        return _first_found(look, table, making, asked)
    if asked.limit == 0 or asked.offset + asked.limit > NEAR:
        making = orders.begin(look, table, asked.query, asked.asker)
        return making if asked.limit or asked.patient else Found()
    wanted = selected(look, table).where(*where).order_by(*queries.order(look, table, asked.query))
    found = look.connection.execute(wanted.limit(asked.limit).offset(asked.offset)).all()
    if asked.offset == 0 and len(found) < asked.limit:
        order = orders.keep(look, table, asked.query, array("q", [row[0] for row in found]))
        return Found(found, len(found), order.token)
    # Only now, so that it does not hold up the rows.
    orders.begin(look, table, asked.query, asked.asker)
    return Found(found)


def selected(look: Look, table: Table) -> sa.Select[Any]:
    """Return the query for all that people see of a table: its row ids, then every column."""
    if table.is_seen_whole:
        return _selected(table.core)
    return sa.select(table.row_id, *fields.cells(look, table, table.columns))


def by_ids(look: Look, table: Table, ids: Sequence[int]) -> Sequence[Numbered]:
    """Return the rows with these ids, in that order, without those that are gone."""
    if look.connection.dialect.name == "sqlite":
        given = {"ids": orjson.dumps(list(ids)).decode()}
        if table.is_seen_whole:
            return look.connection.execute(_listed(table.core), given).all()
        wanted = _in_order_of_list(selected(look, table), table.core)
        return look.connection.execute(wanted, given).all()
    found: dict[int, Numbered] = {}
    for chunk in rows.chunks(ids, rows.CHUNK):
        wanted = selected(look, table).where(table.row_id.in_(chunk))
        found.update((row[0], row) for row in look.connection.execute(wanted))
    return [found[each] for each in ids if each in found]


def _of_order(look: Look, table: Table, order: Order, asked: Asked) -> Found:
    ids = order.ids[asked.offset : asked.offset + asked.limit]
    return Found(by_ids(look, table, ids) if ids else [], len(order.ids), order.token)


def _first_found(look: Look, table: Table, making: Making, asked: Asked) -> Found | Making:
    end = asked.offset + asked.limit
    if len(making.first) < end:
        return making
    return Found(by_ids(look, table, making.first[asked.offset : end]))


def _of_everything(look: Look, orders: Orders, table: Table, asked: Asked) -> Found | Making:
    """Return rows in the order they were added: then the first id of a page is all one needs."""
    order = orders.known(look, table, EVERYTHING)
    if order is None:
        first, last = rows.ends(look, table)
        total = rows.known_count(look, table)
        if last - first < SOON_COUNTED or total == last - first + 1:
            order = orders.make(look, table, EVERYTHING)
        else:
            making = orders.begin(look, table, EVERYTHING)
            if asked.offset:
                return making
            return Found(_from(look, table, first, asked.limit), total)
    there = asked.offset < len(order.ids)
    found = _from(look, table, order.ids[asked.offset], asked.limit) if there else []
    if _others_were_here(asked, len(found), len(order.ids)):
        orders.forget(look, table)
        return _of_everything(look, orders, table, asked)
    return Found(found, len(order.ids))


def _from(look: Look, table: Table, first: int, limit: int) -> Sequence[Numbered]:
    if table.is_seen_whole:
        return look.connection.execute(_onwards(table.core), {"first": first, "many": limit}).all()
    wanted = selected(look, table).where(table.row_id >= first).order_by(table.row_id)
    return look.connection.execute(wanted.limit(limit)).all()


def _others_were_here(asked: Asked, found: int, total: int) -> bool:
    """Say whether a page shows that another program added or removed rows."""
    return found != min(asked.limit, max(0, total - asked.offset))


@lru_cache(maxsize=256)
def _selected(core: sa.Table) -> sa.Select[Any]:
    return sa.select(core)


@lru_cache(maxsize=256)
def _listed(core: sa.Table) -> sa.Select[Any]:
    return _in_order_of_list(sa.select(core), core)


def _in_order_of_list(wanted: sa.Select[Any], core: sa.Table) -> sa.Select[Any]:
    (key,) = core.primary_key
    ids = sa.func.json_each(sa.bindparam("ids", type_=sa.Text())).table_valued("key", "value")
    return wanted.join_from(ids, core, ids.c.value == key).order_by(ids.c.key)


@lru_cache(maxsize=256)
def _onwards(core: sa.Table) -> sa.Select[Any]:
    (key,) = core.primary_key
    wanted = sa.select(core).where(key >= sa.bindparam("first")).order_by(key)
    return wanted.limit(sa.bindparam("many"))
