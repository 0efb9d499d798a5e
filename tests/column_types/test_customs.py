"""What single cells prove about the custom that a column is written by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from desktop_app.column_types.customs import Evidence

COMMA, POINT = {"decimal": "comma"}, {"decimal": "point"}
DAY, MONTH = {"dates": "day"}, {"dates": "month"}


@pytest.mark.parametrize(
    ("cells", "customs"),
    [
        (["5", "1,234", "soon"], {}),
        (["1,234", "1,5"], COMMA),
        (["0,125"], COMMA),
        (["10,125"], {}),
        (["1234,125 kg"], COMMA),
        (["-1.234,125"], COMMA),
        (["€ 1.000.000"], COMMA),
        (["12 345,5 %"], COMMA),
        (["1'234.50"], POINT),
        (["$1,000,000"], POINT),
        (["1,5", "1.5"], {}),
        (["Raum 3,4", "v1.25", "10.30 Uhr", "Nr. 1,5"], {}),
        (["EUR 1,5"], COMMA),
        (["1.5 CHF"], POINT),
        (["1, 2, 3", "a.b", "14.03.2019", "2019-03-14"], {}),
        (["1/2/2025", "12-12-2025"], {}),
        (["1/2/2025", "13-1-2025"], DAY),
        (["01/31/2025 10:00"], MONTH),
        (["31/01/2025", "01/31/2025"], {}),
        (["31/01/25", "13/1/20255"], {}),
        (["31/01/2025", "1,5"], {**DAY, **COMMA}),
    ],
)
def test_a_custom_is_proven_by_a_cell_that_no_other_allows(
    cells: Sequence[str], customs: Mapping[str, str]
) -> None:
    evidence = Evidence()
    for cell in cells:
        evidence.feed([cell])
    together = Evidence()
    together.feed(cells)
    assert evidence.customs == together.customs == customs
