"""Every row decides what a column holds, and what does not fit is said, never bent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.sheet import AS_FOUND, ColumnPlan, Reading, Row, SheetPlan, Value
from desktop_app.services.transfer import survey
from tests.formats.reading import SAMPLES, opened, written
from tests.support.converted import converted


class Given:
    """A sheet of the rows given, in batches of some size."""

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Row],
        size: int = 500,
        reading: Reading = AS_FOUND,
    ) -> None:
        self.name = "given"
        self.header = header
        self.notes: list[str] = []
        self.reading = reading
        self._rows = rows
        self._size = size

    def batches(self) -> Iterator[Sequence[Row]]:
        """Give them."""
        for start in range(0, len(self._rows), self._size):
            yield self._rows[start : start + self._size]

    def places(self, rows: Sequence[int]) -> list[int]:
        """Below a header."""
        return [row + 1 for row in rows]


def column(
    *cells: Value, name: str = "Joined", size: int = 500, reading: Reading = AS_FOUND
) -> ColumnPlan:
    """What becomes of a column with these cells."""
    given_sheet = Given([name], [[cell] for cell in cells], size, reading)
    return survey.survey(given_sheet, None).columns[0]


def values(sheet: Any, plan: SheetPlan) -> list[tuple[Value, ...]]:
    """Every row as it will be loaded."""
    return [row for columns in converted(sheet, plan) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1", "2"), "whole_number"),
        (("1.50", "2.25"), "decimal_number"),
        (("1", "2.5"), "decimal_number"),
        (("yes", "no"), "yes_no"),
        (("2019-03-14",), "date"),
        (("2019-03-14 18:30",), "date_time"),
        ((True, False), "yes_no"),
        ((3.0, 4), "whole_number"),
        ((date(2019, 3, 14), datetime(2019, 3, 14)), "date"),
        ((datetime(2019, 3, 14, 1), datetime(2019, 3, 14)), "date_time"),
        (("007", "1"), "text"),
        (("+49 170", "1"), "text"),
        (("12345678901234567890",), "text"),
        (("1/2",), "text"),
        (("12 €", "1.234,50 €"), "money"),
        (("12,00 €", "1.234,50 €"), "money"),
        (("19 %", "7.5 %"), "percent"),
        (("09:15", "18:30"), "time"),
        (("9:15", "18:30"), "text"),
        (("90 min", "5 min"), "duration"),
        (("45:30", "12:10"), "text"),
        (("ada@example.org", "bo@example.org"), "email"),
        (("ada@example.org", "n/a"), "text"),
        (("https://example.org", "http://x.y/z"), "web_link"),
        (("www.example.org",), "text"),
        (("+43 660 1234567", "0660 123"), "text"),
        (("978-3-16-148410-0",), "text"),
        (("open", "done", "open"), "text"),
        (("1", "5", "3"), "whole_number"),
        (("1.234,50", "12,00"), "decimal_number"),
        (("1,234.50", "12.00"), "decimal_number"),
        (("1,234,567", "12", "1,234"), "whole_number"),
        (("1,234", "0,500"), "decimal_number"),
        (("1,234", "12"), "text"),
        (("1.234",), "text"),
        (("1 234", "12"), "text"),
        (("1e5",), "text"),
        (("1.2.3", "1.2"), "text"),
        (("1.5", "1.50"), "text"),
        (("1", "yes"), "text"),
        ((1, True), "text"),
        ((None, ""), "text"),
        ((), "text"),
    ],
)
def test_a_column_is_what_all_its_cells_are(cells: tuple[Value, ...], found: str) -> None:
    assert column(*cells).type == found
    assert column("", *cells, None).type == found


@pytest.mark.parametrize("place", [0, 499, 500, 1999])
def test_one_cell_anywhere_decides(place: int) -> None:
    cells: list[Value] = [str(number) for number in range(1, 2001)]
    cells[place] = "007"
    assert column(*cells).type == "text"


def test_what_nearly_fits_is_said_in_plain_words() -> None:
    cells = ["2019-03-14"] * 1282 + ["last spring", "unknown"]
    plan = column(*cells)
    assert (plan.type, plan.note) == (
        "text",
        "All but 2 of the 1,284 cells in “Joined” are dates; “last spring” is not, "
        "so the column stays text.",
    )


def test_what_hardly_fits_is_not_mentioned() -> None:
    assert column(*["1"] * 18, "x", "y").note is None


def test_a_near_miss_is_counted_over_all_batches() -> None:
    plan = column(*(["7"] * 99 + ["n/a"]) * 30, name="Age")
    assert "All but 30 of the 3,000 cells in “Age” are whole numbers" in str(plan.note)


def test_day_and_month_that_cannot_be_told_apart_stay_text_with_a_note() -> None:
    plan = column("01/02/2024", "03/04/2024")
    assert plan.type == "text"
    assert "“Joined” stays text" in str(plan.note)
    assert column("01/02/2024", "31/12/1969").options == {"form": "DD/MM/YYYY"}


def test_a_sign_for_thousands_or_for_decimals_stays_text_with_a_note() -> None:
    plan = column("1,234", "2,500", name="Paid")
    assert (plan.type, plan.note) == (
        "text",
        "“Paid” stays text: nothing shows whether “,” stands before thousands or before decimals "
        "(“1,234”).",
    )


def test_names_are_good_and_no_two_are_alike() -> None:
    plan = survey.survey(opened(SAMPLES / "dup_headers.csv"), None)
    assert [one.name for one in plan.columns] == ["a", "a 2", "Column 3", "A 3", "Column 5"]


def test_a_column_that_only_longer_rows_have_is_found_too() -> None:
    sheet = opened(SAMPLES / "ragged.csv")
    plan = survey.survey(sheet, None)
    assert (plan.rows, len(plan.columns)) == (3, 4)
    assert values(sheet, plan) == [(1, 2, None, None), (1, 2, 3, 4), (5, 6, 7, None)]


def test_progress_is_told_and_may_stop_everything(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, "a\n" + "1\n" * 120_000))
    told: list[int] = []
    assert survey.survey(sheet, told.append).rows == 120_000
    assert told[-1] == 120_000
    assert len(told) > 1

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        survey.survey(sheet, stop)


def test_the_first_rows_come_as_they_are_in_the_file() -> None:
    sheet = Given(["a"], [["1"], ["2"], ["3"]], size=2)
    assert survey.first_rows(sheet, 2) == [["1"], ["2"]]
    assert survey.first_rows(sheet) == [["1"], ["2"], ["3"]]


def test_blank_cells_are_nothing_and_zero_and_no_are_something() -> None:
    sheet = Given(["n", "b"], [["0", False], ["", True], [None, None], ["7", ""]])
    plan = survey.survey(sheet, None)
    assert [one.type for one in plan.columns] == ["whole_number", "yes_no"]
    assert values(sheet, plan) == [(0, False), (None, True), (None, None), (7, None)]


def test_a_type_that_a_person_chose_is_read_as_if_typed() -> None:
    sheet = Given(["n"], [["7 "], ["1 284"], [""], [5.0]])
    chosen = SheetPlan([ColumnPlan("n", "whole_number", chosen=True)], 4)
    assert values(sheet, chosen) == [(7,), (1284,), (None,), (5,)]


def test_a_cell_that_does_not_fit_the_chosen_type_names_its_row_and_column() -> None:
    sheet = Given(["n"], [["1"], [""], ["many"]], size=2)
    chosen = SheetPlan([ColumnPlan("Visits", "whole_number", chosen=True)], 3)
    with pytest.raises(
        survey.Surprise, match="Row 4 of the file does not fit “Visits”: “many” is not a whole"
    ):
        values(sheet, chosen)


def test_what_was_found_is_never_read_tolerantly() -> None:
    found = SheetPlan([ColumnPlan("n", "whole_number")], 2)
    with pytest.raises(survey.Surprise, match="Row 3 of the file does not fit “n”: “007”"):
        values(Given(["n"], [["1"], ["007"]]), found)


def test_a_glance_is_enough_where_the_first_rows_leave_nothing_open() -> None:
    many = [[str(number), "x"] for number in range(20_000)]
    sheet = Given(["n", "t"], many)
    plan = survey.glance(sheet)
    assert plan.rows < 20_000
    assert [one.type for one in plan.columns] == ["whole_number", "text"]
    assert len(values(sheet, plan)) == 20_000


@pytest.mark.parametrize("cell", ["", "01/02/2024"])
def test_a_glance_goes_on_while_something_is_open(cell: str) -> None:
    rows = [[cell]] * 8000 + [["31/12/2024"]] + [["01/01/2024"]] * 8000
    plan = survey.glance(Given(["d"], rows))
    assert plan.columns[0].options == {"form": "DD/MM/YYYY"}


def test_what_a_glance_did_not_see_is_a_surprise() -> None:
    sheet = Given(["n"], [["1"]] * 9000 + [["007"]])
    with pytest.raises(survey.Surprise):
        values(sheet, survey.glance(sheet))


@given(
    columns=st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.just(""),
                st.text(max_size=5),
                st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,2})?", fullmatch=True),
                st.from_regex(r"[1-9][0-9]{0,2}([., ][0-9]{3}){1,2}(,[0-9]{2})?", fullmatch=True),
                st.sampled_from(
                    [
                        "yes",
                        "no",
                        "2019-03-14",
                        "01/02/2024",
                        "14.3.2019 9:15",
                        "5,00 €",
                        "$1.50",
                        "19%",
                        "9:15",
                        "09:15",
                        "90 min",
                        "a@b.de",
                        "https://x.y",
                    ]
                ),
            ),
            min_size=6,
            max_size=6,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_nothing_is_changed_on_the_way_in(columns: list[list[str | None]]) -> None:
    rows = list(zip(*columns, strict=True))
    sheet = Given([""] * len(columns), rows, size=4)
    plan = survey.survey(sheet, None)
    shown = [
        tuple(
            COLUMN_TYPES[one.type].show(value, one.options)
            for one, value in zip(plan.columns, row, strict=True)
        )
        for row in values(sheet, plan)
    ]
    assert shown == [tuple(cell or "" for cell in row) for row in rows]
