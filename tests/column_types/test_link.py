"""What Link promises besides the contract."""

import pytest

from desktop_app.column_types.link import Link
from desktop_app.domain.errors import Invalid

KIND = Link()


def test_a_cell_is_the_number_of_a_row_there() -> None:
    assert KIND.refers_to == "table"
    assert KIND.parse("12", {}) == KIND.parse("#12", {}) == 12


def test_what_is_no_number_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="no row of the linked table"):
        KIND.parse("Ada", {})
