"""What Formula promises besides the contract."""

import pytest

from desktop_app.column_types.formula import Formula
from desktop_app.domain.errors import Invalid

KIND = Formula()


def test_it_is_nowhere_in_the_database_and_takes_no_typing() -> None:
    assert not KIND.stored
    assert KIND.parse("  ", {}) is None
    with pytest.raises(Invalid, match="cannot be typed in"):
        KIND.parse("5", {})
