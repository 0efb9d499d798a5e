"""Taking a picture of what people have in a document, to compare before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select

from desktop_app.engine import catalog, links
from desktop_app.engine.misfits import MisfitRecord
from desktop_app.engine.store import Store
from desktop_app.services.users import User

Contents = dict[str, Any]


def contents(store: Store) -> Contents:
    """Return every table with its columns and rows, and everyone, as plain values."""
    with store.look() as look:
        tables = {
            table.name: {
                "id": table.id,
                "columns": [(c.id, c.name, c.type.name, dict(c.options)) for c in table.columns],
                "rows": [
                    tuple(row)
                    for row in look.connection.execute(select(*table.cells).order_by(table.row_id))
                ],
            }
            for table in catalog.tables(look)
        }
        pairs = {
            between.name: sorted(tuple(each) for each in look.connection.execute(select(between)))
            for table in catalog.tables(look)
            for _, between in links.between(table)
            if inspect(look.connection).has_table(between.name)
        }
        seen = [column.id for table in catalog.tables(look) for column in table.columns]
        misfits = look.connection.execute(
            select(MisfitRecord.__table__).where(
                MisfitRecord.table_id > 0, MisfitRecord.column_id.in_(seen)
            )
        ).all()
        people = look.session.scalars(select(User).order_by(User.id))
        return {
            "tables": tables,
            "order": list(tables),
            "pairs": pairs,
            "people": [(u.id, u.username, u.email) for u in people],
            "misfits": sorted(tuple(each) for each in misfits),
        }
