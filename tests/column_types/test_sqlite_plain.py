"""What lies in an SQLite file is what any program expects there."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
import sqlalchemy as sa

from desktop_app.column_types import COLUMN_TYPES


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("date", date(2019, 3, 14), "2019-03-14"),
        ("date", date(1, 1, 1), "0001-01-01"),
        ("date_time", datetime(2019, 3, 14, 18, 30), "2019-03-14 18:30:00"),
        ("yes_no", True, 1),
        ("yes_no", False, 0),
        ("whole_number", 2**63 - 1, 2**63 - 1),
        ("decimal_number", 0.1, 0.1),
        ("text", "007", "007"),
        ("money", Decimal("12.5"), 12.5),
        ("money", Decimal("0.1"), 0.1),
        ("money", Decimal(12), 12),
        ("money", Decimal("12345678901.2345"), 12345678901.2345),
        ("percent", 0.19, 0.19),
        ("time", time(18, 30), "18:30:00"),
        ("duration", 5400, 5400),
        ("choice", "Vienna", "Vienna"),
        ("several_choices", ["choir", "board"], '["choir", "board"]'),
        ("several_choices", ["Jürg"], '["Jürg"]'),
        ("rating", 4, 4),
        ("phone", "0660 123", "0660 123"),
        ("person", 12, 12),
        *((kind.name, None, None) for kind in COLUMN_TYPES),
    ],
)
def test_a_value_lies_there_plainly_and_comes_back(
    name: str, value: object, stored: object
) -> None:
    engine = sa.create_engine("sqlite://")
    table = sa.Table("t", sa.MetaData(), sa.Column("c", COLUMN_TYPES[name].sql_type({})))
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"c": value}])
        assert connection.exec_driver_sql("SELECT c FROM t").scalar() == stored
        back = connection.execute(sa.select(table)).scalar()
        assert back == value
        assert type(back) is type(value)
    engine.dispose()


_ITS_OWN = {("percent", int), ("percent", float), ("duration", int)}
"""What any number is a value of, whoever wrote it."""


@pytest.mark.parametrize("stored", ["soon", 20260101, 2, 2.5, "", "2026-13-01", "2026-01-01T10Z"])
@pytest.mark.parametrize("name", [kind.name for kind in COLUMN_TYPES if kind.name != "text"])
def test_what_another_program_wrote_is_given_and_shown_as_it_is(name: str, stored: object) -> None:
    kind = COLUMN_TYPES[name]
    engine = sa.create_engine("sqlite://")
    table = sa.Table("t", sa.MetaData(), sa.Column("c", kind.sql_type({})))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (c)")
        connection.exec_driver_sql("INSERT INTO t VALUES (?)", (stored,))
        assert connection.execute(sa.select(table)).scalar() == stored
    if (name, type(stored)) not in _ITS_OWN:
        assert kind.show(stored, {}) == str(stored)
    engine.dispose()


@pytest.mark.parametrize("name", ["date", "date_time", "yes_no", "money", "time"])
def test_nothing_checks_each_value_once_more(name: str) -> None:
    engine = sa.create_engine("sqlite://")
    kind = COLUMN_TYPES[name].sql_type({}).dialect_impl(engine.dialect)
    binder = kind.bind_processor(engine.dialect)
    assert not str(getattr(binder, "__module__", None)).startswith("sqlalchemy")
    engine.dispose()


def test_amounts_are_exact_after_any_number_of_ways() -> None:
    engine = sa.create_engine("sqlite://")
    table = sa.Table("t", sa.MetaData(), sa.Column("c", COLUMN_TYPES["money"].sql_type({})))
    amounts = [Decimal(cents) / 100 for cents in range(0, 100_000, 7)]
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"c": amount} for amount in amounts])
        assert list(connection.scalars(sa.select(table.c.c))) == amounts
        for amount in (Decimal("0.1"), Decimal("-12.3456"), Decimal("99999999999.99")):
            found = connection.scalar(sa.select(sa.literal(amount, table.c.c.type)))
            assert found == amount
    engine.dispose()
