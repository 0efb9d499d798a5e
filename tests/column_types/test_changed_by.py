"""What ChangedBy promises besides the contract."""

import pytest

from desktop_app.column_types.changed_by import ChangedBy
from desktop_app.domain.errors import Invalid

KIND = ChangedBy()


def test_a_cell_is_an_id() -> None:
    assert KIND.refers_to == "user"
    assert KIND.filled_by == "changed_by"
    assert KIND.parse("12", {}) == KIND.parse("#12", {}) == 12


@pytest.mark.parametrize("typed", ["Ada", "-1", "1.5", "9999999999"])
def test_what_is_no_id_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="nobody on the list"):
        KIND.parse(typed, {})
