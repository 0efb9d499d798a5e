"""What the grid shows and gives to be typed is what the server would write, for every type."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.clock_form import CLOCK_FORMS
from desktop_app.column_types.day_form import DAY_FORMS
from desktop_app.column_types.duration_form import DURATION_FORMS
from desktop_app.column_types.moment_form import MOMENT_FORMS
from desktop_app.web.pages import _held
from tests.architecture.house import ROOT

NUMBERS = [0.0, -0.0, 0.1, 2.5, -2.5, 0.125, 1.005, 40.0, 1e21, 1.5e300, 1e-7, 2.5e-10, 123456.789]
DAYS = [date(2019, 3, 14), date(1999, 12, 1), date(2026, 1, 31), date(987, 6, 5)]
MOMENTS = [datetime(2019, 3, 14, 8, 5), datetime(2019, 12, 1, 18, 30, 9), datetime(2020, 2, 29)]
AMOUNTS = ["0", "0.5", "-0.5", "7", "12.50", "-1234.5", "1234567.8901", "99999999999.99"]
MONEY_FORMS = (
    "-€1,234.00", "€ -1234.00", "-1.234,00 €", "-1234[,00] EUR", "-CHF 1'234.00", "-1234 kr.", "?",
)  # fmt: skip
PERCENT_FORMS = ("-1234%", "-1,234.# %", "-1234,00 %", "-1234[.0] %", "?")
SECONDS = [0, 5, 60, 5400, -5400, 5405, 86_400, 36_000_000]
CASES: list[tuple[str, dict[str, Any], Any]] = [
    *(("text", {}, value) for value in ("Ada", "007", "a\tb\n", "")),
    *(("whole_number", {}, value) for value in (0, -7, 1284, 2**53 + 1, -(2**63))),
    *(
        ("decimal_number", {"decimals": decimals, "mark": mark}, value)
        for decimals in (None, 0, 1, 2, 15)
        for mark in ".,"
        for value in NUMBERS
    ),
    *(
        ("decimal_number", {"decimals": decimals, "mark": mark, "group": group}, value)
        for decimals in (None, 2)
        for mark, group in (",.", ".,", ", ", ".'", ",\u202f")
        for value in (*NUMBERS, -1234.5, 999.0, 1234567.891)
    ),
    *(
        ("whole_number", {"group": group}, value)
        for group in ".,'\u202f"
        for value in (0, -7, 999, -1000, 1234567, 2**53 + 1, -(2**63))
    ),
    ("decimal_number", {}, 2.5),
    *(("yes_no", {"yes": "Ja", "no": "Nein"}, value) for value in (True, False, None)),
    *(("yes_no", {}, value) for value in (True, False, 2, "maybe")),
    *(("date", {"form": form}, day) for form in DAY_FORMS for day in DAYS),
    *(("date_time", {"form": form}, moment) for form in MOMENT_FORMS for moment in MOMENTS),
    *((kind.name, {}, None) for kind in COLUMN_TYPES),
    *((kind, {}, "soon") for kind in ("date", "date_time", "decimal_number", "whole_number")),
    *(("money", {"form": form}, Decimal(amount)) for form in MONEY_FORMS for amount in AMOUNTS),
    *(
        ("money", {"currency": code}, Decimal(amount))
        for code in ("EUR", "JPY", "KWD", "?")
        for amount in AMOUNTS
    ),
    *(("money", {}, value) for value in (Decimal("1.5"), "much")),
    *(
        ("percent", {"form": form}, value)
        for form in PERCENT_FORMS
        for value in (0.0, 0.07, 0.19, 0.075, 1.1, -0.3, 12.34, 1e-7, 1e22, 0.1 + 0.2)
    ),
    ("percent", {}, 0.29),
    *(
        ("time", {"form": form}, value)
        for form in (*CLOCK_FORMS, "?")
        for value in (time(0, 5), time(9, 15), time(12), time(18, 30, 9))
    ),
    ("time", {}, time(9, 15)),
    *(("duration", {"form": form}, value) for form in (*DURATION_FORMS, "?") for value in SECONDS),
    ("duration", {}, 5400),
    *(
        ("several_choices", {}, value)
        for value in (["a", "b c"], ["a, b", 'x"y', " z", "[q"], ["é"], "soon")
    ),
    *((kind, {}, "Ada") for kind in ("long_text", "choice", "email", "web_link", "phone")),
    *(("rating", {"most": most}, 4) for most in (5, 10)),
    ("automatic_number", {}, 1284),
    *((kind, {}, MOMENTS[1]) for kind in ("created_time", "changed_time")),
    ("date", {}, DAYS[0]),
    ("date_time", {}, MOMENTS[1]),
]


def test_every_column_type_has_its_cell() -> None:
    listed = (ROOT / "webui/static/js/cells/index.js").read_text(encoding="utf-8")
    assert [kind.name for kind in COLUMN_TYPES if f"\n  {kind.name}" not in listed] == []


def as_json(value: Any) -> Any:
    """The value as a page gets it."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else _held(value)


@pytest.mark.browser
def test_a_cell_gives_the_very_text_the_server_would(tab, program):
    tab.goto(f"{program.origin}/")
    given = [[kind, options, as_json(value)] for kind, options, value in CASES]
    written = tab.evaluate(
        """async (cases) => {
          const { typeOf } = await import("/static/js/cells/index.js");
          return JSON.parse(cases).map(([type, options, value]) =>
            typeOf({ type }).text(value, options));
        }""",
        json.dumps(given),
    )
    wanted = [COLUMN_TYPES[kind].show(value, options) for kind, options, value in CASES]
    differing = [
        (case, is_, should)
        for case, is_, should in zip(CASES, written, wanted, strict=True)
        if is_ != should
    ]
    assert differing == []


@pytest.mark.browser
def test_days_and_moments_nobody_chose_a_form_for_are_shown_to_be_read(grid_of):
    plan = [("Day", "date"), ("Moment", "date_time")]
    grid = grid_of([("2026-11-21", "2026-11-21 9:30")], columns=plan)
    shown = [grid.shown(1, 1), grid.shown(1, 2)]
    assert shown == ["21 Nov 2026", "21 Nov 2026, 09:30"]
    grid.press("ArrowRight", "F2")
    grid.press("Control+a")
    grid.type("22 Nov 2026, 09:31")
    grid.press("Enter")
    grid.until(lambda: grid.shown(1, 2), "22 Nov 2026, 09:31")
