"""How many bytes things take up in the database, as exactly as it can tell without long reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from desktop_app.engine import catalog, images
from desktop_app.engine.catalog import TableRecord
from desktop_app.engine.entries import Entry, Flip
from desktop_app.engine.work import Look

SAMPLE = 500
"""Rows that stand for all the others, where a whole table would have to be read."""


def document(look: Look) -> int:
    """Return the bytes of the whole document."""
    run = look.connection.exec_driver_sql
    match look.connection.dialect.name:
        case "sqlite":
            pages = run("PRAGMA page_count").scalar_one()
            return int(pages * run("PRAGMA page_size").scalar_one())
        case "postgresql":
            return int(run("SELECT pg_database_size(current_database())").scalar_one())
        case "mysql" | "mariadb":
            return sum(_on_mysql(look).values())
    return 0


def free(look: Look) -> int:
    """Return the bytes in the file that nothing is kept in, which making it smaller gives back."""
    if look.connection.dialect.name != "sqlite":
        return 0
    run = look.connection.exec_driver_sql
    pages = run("PRAGMA freelist_count").scalar_one()
    return int(pages * run("PRAGMA page_size").scalar_one())


def history(look: Look) -> int:
    """Return the bytes of the whole history, with all that is kept for it."""
    own = tables(look, [Entry.__tablename__, Flip.__tablename__])
    return sum(own.values()) + sum(kept(look).values())


def kept(look: Look) -> dict[str, int]:
    """Return the bytes of everything that is kept aside, by name.

    Tables and images go by their own; a column by its table's id, a full stop, and its name.
    """
    whole = [
        *map(catalog.kept_table_name, look.session.scalars(_KEPT_TABLES)),
        *(f"tidybase_kept_rows_{n}" for n in look.session.scalars(_IMAGES)),
    ]
    found = tables(look, whole) if whole else {}
    for table in catalog.tables(look):
        for column in table.kept:
            cell = table.core.c[column.place]
            found[f"{table.id}.{column.place}"] = _sampled(look, table.core, [cell], table.name)
    return found


def about_rows(look: Look, table: str) -> int:
    """Return how many rows a table has at most, without counting them; its name is ours."""
    name = look.connection.dialect.name
    if name == "sqlite":
        quoted = look.connection.dialect.identifier_preparer.quote_identifier(table)
        highest = look.connection.exec_driver_sql(f"SELECT max(rowid) FROM {quoted}")  # noqa: S608
        return int(highest.scalar_one() or 0)
    if name == "postgresql":
        guessed = sa.text("SELECT reltuples::bigint FROM pg_class WHERE relname = :name")
    else:
        guessed = sa.text(
            "SELECT table_rows FROM information_schema.tables "
            "WHERE table_schema = database() AND table_name = :name"
        )
    return int(look.connection.scalar(guessed, {"name": table}) or 0)


def tables(look: Look, names: list[str]) -> dict[str, int]:
    """Return the bytes of tables, with their indexes where the database tells; the names are ours.

    A table that is not there has none.
    """
    name = look.connection.dialect.name
    if name in {"mysql", "mariadb"}:
        known = _on_mysql(look)
        return {each: known.get(each, 0) for each in names}
    one = _in_sqlite if name == "sqlite" else _in_postgresql
    return {each: one(look, each) for each in names}


def _in_postgresql(look: Look, name: str) -> int:
    size = sa.text("SELECT coalesce(pg_total_relation_size(to_regclass(quote_ident(:name))), 0)")
    return int(look.connection.scalar(size, {"name": name}) or 0)


def _on_mysql(look: Look) -> dict[str, int]:
    found = look.connection.execute(
        sa.text(
            "SELECT table_name, data_length + index_length FROM information_schema.tables "
            "WHERE table_schema = database() AND table_type = 'BASE TABLE'"
        )
    )
    return {name: int(size or 0) for name, size in found}


def _in_sqlite(look: Look, name: str) -> int:
    counted = sa.text("SELECT sum(pgsize) FROM dbstat WHERE name = :name AND aggregate = TRUE")
    try:
        return int(look.connection.scalar(counted, {"name": name}) or 0)
    except OperationalError:
        # This SQLite was made without what counts pages.
        core = sa.Table(name, sa.MetaData(), quote=True)
        return _sampled(look, core, [sa.literal_column("*")], name)


def _sampled(look: Look, core: sa.Table, cells: Sequence[sa.ColumnElement[Any]], name: str) -> int:
    rows = about_rows(look, name)
    if not rows:
        return 0
    found = look.connection.execute(select(*cells).select_from(core).limit(SAMPLE)).all()
    lengths = [len(str(cell).encode()) for row in found for cell in row if cell is not None]
    return sum(lengths) * rows // max(len(found), 1)


_KEPT_TABLES = select(TableRecord.id).where(TableRecord.kept)
_IMAGES = select(images.ImageRecord.id)
