"""What ChangedTime promises besides the contract."""

from datetime import datetime

from desktop_app.column_types.changed_time import ChangedTime

KIND = ChangedTime()


def test_it_fills_itself_in() -> None:
    assert KIND.filled_by == "changed_at"


def test_it_is_read_and_shown_like_any_moment() -> None:
    assert KIND.parse("14.3.2019 9:15", {}) == datetime(2019, 3, 14, 9, 15)
    assert KIND.show(datetime(2019, 3, 14, 9, 15), {}) == "2019-03-14 09:15"
