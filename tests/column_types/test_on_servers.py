"""What a column of any type holds comes back the same from every database."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop_app.column_types import COLUMN_TYPES
from tests.support import mariadb, postgres

MOMENT = datetime(2019, 3, 14, 18, 30, 5)
VALUES: dict[str, list[Any]] = {
    "long_text": ["a\nb", "x" * 70_000],
    "whole_number": [2**63 - 1, -(2**63)],
    "decimal_number": [0.1, 1e300],
    "money": [Decimal("0.1"), Decimal("-12.3456"), Decimal("99999999999.99"), Decimal(7)],
    "percent": [0.19, 1e-7],
    "yes_no": [True, False],
    "date": [date(2019, 3, 14)],
    "date_time": [MOMENT],
    "time": [time(18, 30), time(0, 0, 1)],
    "duration": [-5400, 10**12],
    "several_choices": [["choir", "Jürg, x"], ["a"]],
    "rating": [1, 10],
    "automatic_number": [12],
    "created_time": [MOMENT],
    "changed_time": [MOMENT],
}
"""Of the others a text, or an id where cells are ids."""


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """A new database of each kind."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'x.db'}"
    elif request.param == "postgresql":
        address = postgres.emptied(request.getfixturevalue("postgresql"))
    else:
        address = mariadb.emptied(request.getfixturevalue("mariadb"))
    made = sa.create_engine(
        address.replace("mysql:", "mysql+pymysql:").replace("mariadb:", "mariadb+pymysql:")
    )
    yield made
    made.dispose()


def test_every_value_comes_back_as_it_went(engine: sa.Engine) -> None:
    kinds = [kind for kind in COLUMN_TYPES if kind.stored]
    texts = {kind.name: [7] if kind.refers_to else ["Ada"] for kind in kinds}
    cases = [(kind, value) for kind in kinds for value in (texts | VALUES)[kind.name]]
    columns = [sa.Column(kind.name, kind.sql_type({})) for kind in kinds]
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), *columns)
    with engine.begin() as connection:
        table.create(connection)
        for number, (kind, value) in enumerate(cases, 1):
            connection.execute(table.insert(), {"id": number, kind.name: value})
    with engine.connect() as connection:
        rows = connection.execute(sa.select(table).order_by(table.c.id)).mappings().all()
    back = [row[kind.name] for (kind, _), row in zip(cases, rows, strict=True)]
    wanted = [value for _, value in cases]
    assert [(type(value), value) for value in back] == [(type(value), value) for value in wanted]
    assert [row["text"] for row in rows[1:]] == [None] * (len(rows) - 1)
