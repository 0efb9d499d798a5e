"""Random calculations give what Python gives, or say that they cannot."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from desktop_app.formulas import NotAFormula
from desktop_app.formulas.sqlite_functions import rounded
from tests.formulas.table import Sheet, opened

NUMBERS = st.one_of(
    st.none(),
    st.integers(-1000, 1000).map(float),
    st.floats(-1e60, 1e60).filter(lambda x: x == 0 or abs(x) > 1e-60),
)
COLUMNS = ("n", "m", "no")
SIGNS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}

Tree = Any
LEAVES = st.one_of(st.sampled_from(COLUMNS), st.integers(0, 99).map(float))
TREES: st.SearchStrategy[Tree] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(sorted(SIGNS)), inner, inner),
        st.tuples(st.just("IF"), inner, inner, inner),
        st.tuples(st.just("ABS"), inner),
    ),
    max_leaves=10,
)


def written(tree: Tree) -> str:
    """The tree as a formula."""
    if isinstance(tree, str):
        return f"[{tree}]"
    if isinstance(tree, float):
        return f"{tree:g}"
    sign, *parts = tree
    inner = [written(part) for part in parts]
    return f"({inner[0]} {sign} {inner[1]})" if sign in SIGNS else f"{sign}({', '.join(inner)})"


def worked_out(tree: Tree, row: dict[str, float | None]) -> float:
    """What Python gives for it. Raises ZeroDivisionError."""
    if isinstance(tree, str):
        return row[tree] or 0.0
    if isinstance(tree, float):
        return tree
    sign, *parts = tree
    if sign == "IF":
        return worked_out(parts[1 if worked_out(parts[0], row) else 2], row)
    if sign == "ABS":
        return abs(worked_out(parts[0], row))
    return SIGNS[sign](worked_out(parts[0], row), worked_out(parts[1], row))


@pytest.fixture(scope="module")
def sheet() -> Iterator[Sheet]:
    with opened("sqlite://") as table:
        yield table


@settings(max_examples=150)
@given(tree=TREES, values=st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_it_gives_what_python_gives(
    sheet: Sheet, tree: Tree, values: tuple[float | None, ...]
) -> None:
    row = dict(zip(COLUMNS, values, strict=True))
    sheet.fill([row])
    try:
        value, why = sheet.ask(written(tree))
    except NotAFormula:
        # Too much to work out at once; test_kinds says what is.
        assume(False)
    try:
        expected = worked_out(tree, row)
    except ZeroDivisionError:
        assert why in ("zero", "large")
        return
    if why == "large":
        assert biggest(tree, row) > 1e60
    else:
        # What is tiny beside ±1e60 may be taken for 0.
        assert why is None
        assert math.isclose(value or 0.0, expected, rel_tol=1e-12, abs_tol=1e-50)


@given(
    number=st.one_of(
        st.floats(-1e20, 1e20),
        st.integers(-(10**9), 10**9).map(lambda n: n / 1000),
        st.integers(-(10**6), 10**6).map(lambda n: (n + 0.5) / 100),
    ),
    places=st.integers(-5, 10),
)
@example(number=6565392678347545.0, places=0)
def test_numbers_are_rounded_as_people_read_them(number: float, places: int) -> None:
    read = Decimal(f"{number:.15g}")
    expected = (read.scaleb(places) + Decimal("0.5").copy_sign(read)).to_integral(ROUND_DOWN)
    assert rounded(number, places) == float(expected.scaleb(-places))


def biggest(tree: Tree, row: dict[str, float | None]) -> float:
    """The largest number, by its size, that comes up on the way."""
    parts = [part for part in tree[1:] if isinstance(tree, tuple)]
    inner = [biggest(part, row) for part in parts]
    return max([abs(worked_out(tree, row)), *inner])
