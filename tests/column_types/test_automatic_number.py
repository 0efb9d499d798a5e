"""What AutomaticNumber promises besides the contract."""

from desktop_app.column_types.automatic_number import AutomaticNumber

KIND = AutomaticNumber()


def test_it_fills_itself_in() -> None:
    assert KIND.filled_by == "number"


def test_a_search_can_ask_for_it() -> None:
    assert KIND.parse("1,284", {}) == 1284
