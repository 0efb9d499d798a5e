"""Text is kept to the letter."""

from datetime import date, datetime

import pytest

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.text import Text, written


def test_spaces_and_line_breaks_are_kept() -> None:
    assert Text().parse("  a\nb ", {}) == "  a\nb "


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (2.5, "2.5"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2019, 3, 14), "2019-03-14"),
        (datetime(2019, 3, 14, 0, 0), "2019-03-14"),
        (datetime(2019, 3, 14, 18, 30), "2019-03-14 18:30:00"),
        ("007", "007"),
    ],
)
def test_a_spreadsheets_cell_becomes_what_a_person_would_write(cell: object, text: str) -> None:
    assert written(cell) == text  # type: ignore[arg-type]


def test_any_cells_can_be_read_as_text() -> None:
    assert Text().form({}).read(["007", 3.0, True]) == ["007", "3", "TRUE"]


def test_text_is_what_no_other_type_fits() -> None:
    assert next(iter(COLUMN_TYPES)).name == "text"
    assert Text().forms(["anything"]) == ()
