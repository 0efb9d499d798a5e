"""What a change holds survives being written down as JSON."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.changes import CHANGES
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.packing import pack, unpack


@pytest.mark.parametrize(
    "value",
    [
        Decimal("0.10"), Decimal("-12345678901.2345"), time(18, 30, 5), time(0), ["a", "b, c"],
        date(2019, 3, 14), datetime(2019, 3, 14, 18, 30), b"\x00\xff", 2**63 - 1,
        0.1, True, "7", None,
    ],
)  # fmt: skip
def test_a_value_comes_back_the_same_and_of_the_same_kind(value: Any) -> None:
    written = json.dumps(pack(SetCells(1, [(2, 3, value)])))
    change = unpack(json.loads(written), CHANGES)
    assert isinstance(change, SetCells)
    ((row, column, back),) = change.cells
    assert (row, column, back) == (2, 3, value)
    assert type(back) is type(value)
