"""The help says of every function what it does, and what it says is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from desktop_app.formulas import FUNCTIONS, parse
from tests.architecture.house import ROOT
from tests.formulas.table import Sheet, opened

PAGE = (ROOT / "webui" / "help" / "10-formulas.md").read_text("utf-8")
LINE = re.compile(r"^\| `(([A-Z]+)\(.*\))` \| (.+?) \| (.+?) \|$", re.MULTILINE)
CLOCK = ("HOUR", "MINUTE")
LINES = LINE.findall(PAGE)


@pytest.fixture(scope="module")
def sheet() -> Iterator[Sheet]:
    with opened("sqlite://") as table:
        table.fill([{}])
        yield table


def test_every_function_has_its_line_in_the_help() -> None:
    assert [name for _, name, _, _ in LINES] == [function.name for function in FUNCTIONS]


@pytest.mark.parametrize(
    ("text", "given"),
    [(text, given) for text, name, given, _ in LINES if name not in ("TODAY", "NOW", *CLOCK)],
)
def test_what_the_help_says_is_what_a_formula_gives(sheet: Sheet, text: str, given: str) -> None:
    assert shown(sheet.ask(text)) == given


def test_every_formula_in_the_help_can_be_read() -> None:
    formulas = [each for each in re.findall(r"`([^`]+)`", PAGE) if "[" in each or "(" in each]
    assert len(formulas) > len(list(FUNCTIONS))
    assert all(parse(each).root for each in formulas)


def shown(answer: tuple[object, str | None]) -> str:
    """A result as the help writes it."""
    value, why = answer
    assert why is None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else str(value)
