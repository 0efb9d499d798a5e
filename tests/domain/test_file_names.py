"""Names of files are harmless on every system."""

from __future__ import annotations

import pytest

from desktop_app.domain.file_names import harmless


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("Income/Expense", "Income_Expense"),
        ("Who? What: why", "Who_ What_ why"),
        ("CON", "_CON"),
        ("a\u202eb", "ab"),
        ("two\nlines", "twolines"),
        (" . ", "Table"),
        ("x" * 300, "x" * 180),
        ("名" * 100 + ".png", "名" * 58 + ".png"),
    ],
)
def test_a_wish_becomes_a_name_that_any_system_takes(wish: str, name: str) -> None:
    assert harmless(wish, "Table") == name
