"""Moments: a day and a time of day, in no zone."""

from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from desktop_app.column_types.date_time import DateTime
from desktop_app.domain.errors import Invalid

KIND = DateTime()


def fitting(*cells: Any) -> list[str]:
    """The patterns of every form that all the cells fit."""
    return [form.options["form"] for form in KIND.forms(cells) if form.fits(cells)]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2019-03-14 18:30", datetime(2019, 3, 14, 18, 30)),
        ("2019-03-14T18:30:05", datetime(2019, 3, 14, 18, 30, 5)),
        ("14.3.2019 18:30", datetime(2019, 3, 14, 18, 30)),
        ("14.3.2019, 18.30 Uhr", datetime(2019, 3, 14, 18, 30)),
        ("14 Mar 2019 6:30 pm", datetime(2019, 3, 14, 18, 30)),
        ("3/14/2019 12:05 am", datetime(2019, 3, 14, 0, 5)),
        ("14.3.2019", datetime(2019, 3, 14)),
    ],
)
def test_people_may_write_it_their_way(typed: str, moment: datetime) -> None:
    assert KIND.parse(typed, {}) == moment


@pytest.mark.parametrize(
    "typed", ["18:30", "2019-03-14 25:00", "2019-03-14 1830", "14.3.2019 noon"]
)
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        KIND.parse(typed, {})


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2024-01-01 10:00:00"], "YYYY-MM-DD HH:MM:SS"),
        (["2024-01-01T10:00:00"], "YYYY-MM-DDTHH:MM:SS"),
        (["2024-01-01 10:00"], "YYYY-MM-DD HH:MM"),
        (["31.01.2024 10:00"], "DD.MM.YYYY HH:MM"),
        (["1/31/2024 9:05"], "M/D/YYYY H:MM"),
        ([datetime(2020, 1, 1, 5), date(2020, 1, 1)], "YYYY-MM-DD HH:MM"),
    ],
)
def test_a_column_has_a_form_when_all_of_it_is_written_alike(cells: list[Any], form: str) -> None:
    assert fitting(*cells)[0] == form


@pytest.mark.parametrize(
    "cell",
    [
        "2024-01-01 10:00:00Z", "2024-01-01T10:00:00+02:00", "2024-01-01 10:00:00.5", "2024-01-01",
        "2024-W01-1T10:30:00", "2024-01-01 24:00", "2024-01-01  10:00",
        datetime(2020, 1, 1, microsecond=5),
    ],
)  # fmt: skip
def test_zones_and_fractions_stay_as_written(cell: Any) -> None:
    assert fitting(cell) == []


def test_seconds_are_shown_when_there_are_any() -> None:
    assert KIND.show(datetime(2019, 3, 14, 18, 30, 5), {}) == "2019-03-14 18:30:05"
    assert KIND.show(datetime(2019, 3, 14, 18, 30), {}) == "2019-03-14 18:30"


def test_sqlite_keeps_plain_text_that_any_program_reads() -> None:
    engine = sa.create_engine("sqlite://")
    table = sa.Table("t", sa.MetaData(), sa.Column("at", KIND.sql_type({})))
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"at": datetime(2019, 3, 14, 18, 30)}])
        assert connection.exec_driver_sql("SELECT at FROM t").scalar() == "2019-03-14 18:30:00"
        assert connection.execute(sa.select(table)).scalar() == datetime(2019, 3, 14, 18, 30)
    engine.dispose()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00+00:00"),
        ("2026-11-22 10:00 UTC", "2026-11-22T10:00:00+00:00"),
        ("2026-11-22T10:00:00.250+05:30", "2026-11-22T10:00:00+05:30"),
        ("2026-11-22 10:00-0800", "2026-11-22T10:00:00-08:00"),
    ],
)
def test_a_zone_in_the_text_moves_it_to_this_computers_clock(typed: str, moment: str) -> None:
    here = datetime.fromisoformat(moment).astimezone().replace(tzinfo=None)
    assert KIND.parse(typed, {}) == here


def test_without_a_zone_it_stays_as_written() -> None:
    assert KIND.parse("2026-11-22T10:00:00", {}) == datetime(2026, 11, 22, 10)


def test_an_import_leaves_moments_with_a_zone_as_text() -> None:
    assert not any(
        form.fits(["2026-11-22T10:00:00Z"]) for form in KIND.forms(["2026-11-22T10:00:00Z"])
    )


def test_a_zone_that_leads_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(Invalid, match="There is no such moment"):
        KIND.parse("0001-01-01T00:00:00+14:00", {})
