"""A formula gives the same on every database, and what Python gives."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, oracle

from desktop_app.formulas import FUNCTIONS, Field, Kind, compiled, parse, with_ids, words
from desktop_app.formulas.failures import SENTENCES
from desktop_app.formulas.tree import Call, Node, Operation
from tests.formulas.table import FIELDS, NAMES, Sheet, opened
from tests.formulas.truths import FULL, TRUTHS, Failure
from tests.support import mariadb as maria


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "mariadb"])
def sheet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sheet]:
    """The table of all truths, a row for each, on one database after the other."""
    with opened(address(request, tmp_path_factory.mktemp("formulas"))) as table:
        table.fill([{**FULL, **row} for _, row, _ in TRUTHS])
        yield table


def address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where the database is that the fixture is asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'formulas.tidy'}"
    server = str(request.getfixturevalue(request.param))
    if request.param == "mariadb":
        return maria.emptied(server, "formulas").replace("mariadb:", "mariadb+pymysql:")
    return server.replace("postgresql:", "postgresql+psycopg:")


@pytest.mark.parametrize("number", range(len(TRUTHS)), ids=lambda n: f"{n} {TRUTHS[n][0]}")
def test_a_formula_gives_the_same_everywhere(sheet: Sheet, number: int) -> None:
    text, _, expected = TRUTHS[number]
    value, why = sheet.ask(text, number)
    if isinstance(expected, Failure):
        assert (value, why) == (None, expected.code)
    elif isinstance(expected, float):
        assert why is None
        assert math.isclose(value, expected, rel_tol=1e-12, abs_tol=1e-12)
    else:
        assert (value, why) == (expected, None)


def test_a_row_that_fails_is_among_the_others(sheet: Sheet) -> None:
    result = compiled(parse(with_ids("1 / [no]", NAMES)), FIELDS, sheet.dialect_name)
    counted = sa.select(sa.func.count(), sa.func.count(result.value)).select_from(
        FIELDS[10].value.table
    )
    assert tuple(sheet.connection.execute(counted).one()) == (len(TRUTHS), 0)


def test_results_are_sorted_and_filtered_by(sheet: Sheet) -> None:
    result = compiled(parse(with_ids("[i] * 2 + 1", NAMES)), FIELDS, sheet.dialect_name)
    asked = sa.select(result.value).where(result.value > 100).order_by(result.value.desc())
    found = list(sheet.connection.execute(asked).scalars())
    assert found == sorted(
        (2.0 * row["i"] + 1 for _, row, _ in TRUTHS if row.get("i", 0) > 50), reverse=True
    )


def test_a_formula_can_be_made_of_another(sheet: Sheet) -> None:
    first = compiled(parse(with_ids("10 / [i]", NAMES)), FIELDS, sheet.dialect_name)
    assert first.why is not None
    fields = {1: Field("Share", first.kind, first.value, first.why)}
    result = compiled(parse('ROUND([#1] * 7) & IF([#1] > 1, "!", "")'), fields, sheet.dialect_name)
    asked = sa.select(result.value).where(sheet_row(0))
    assert sheet.connection.execute(asked).scalar_one() == "10!"


def test_a_failure_goes_through_a_formula_made_of_another(sheet: Sheet) -> None:
    first = compiled(parse(with_ids("10 / [no]", NAMES)), FIELDS, sheet.dialect_name)
    fields = {1: Field("Share", first.kind, first.value, first.why)}
    for text in ("[#1] + 1", "[#1] & 1", "IF([#1] > 1, 1, 2)", "SUM([#1], 1)", "COUNT([#1])"):
        result = compiled(parse(text), fields, sheet.dialect_name)
        asked = sa.select(result.value, result.why).where(sheet_row(0))
        assert tuple(sheet.connection.execute(asked).one()) == (None, "zero"), text


def sheet_row(number: int) -> sa.ColumnElement[bool]:
    """One row of the table."""
    return FIELDS[10].value.table.c.row == number


def test_every_function_and_every_failure_has_a_truth() -> None:
    used = {call for text, _, _ in TRUTHS for call in calls(parse(text).root)}
    assert used == {function.name for function in FUNCTIONS}
    failures = {truth[2].code for truth in TRUTHS if isinstance(truth[2], Failure)}
    # The others come from what other programs wrote: see test_foreign_values.
    assert failures == set(SENTENCES) - {"date", "time", "truth", "misfit"}


def test_a_cell_that_its_field_says_to_be_wrong_does_not_count_as_empty(sheet: Sheet) -> None:
    empty = FIELDS[10].value.table.c.no
    why = sa.case((empty.is_(None), "misfit"))
    fields = {1: Field("Price", Kind.NUMBER, empty, why)}
    for text in ("[#1] + 1", "[#1]", "ISEMPTY([#1])", "FIRST([#1], 2)", 'JOIN("", [#1])'):
        result = compiled(parse(text), fields, sheet.dialect_name)
        asked = sa.select(result.value, result.why).where(sheet_row(0))
        assert tuple(sheet.connection.execute(asked).one()) == (None, "misfit"), text


def calls(node: Node) -> Iterator[str]:
    """The names of the functions in a tree."""
    if isinstance(node, Call):
        yield node.name
    if isinstance(node, Call | Operation):
        for part in node.parts:
            yield from calls(part)


@pytest.mark.parametrize("name", ["oracle", "mysql"])
def test_formulas_compile_where_no_server_is_at_hand(name: str) -> None:
    dialect: Any = {"oracle": oracle, "mysql": mysql}[name].dialect()
    # As every server of a version that we speak to can.
    dialect._support_float_cast = True
    for text, _, _ in TRUTHS:
        result = compiled(parse(with_ids(text, NAMES)), FIELDS, name)
        asked = sa.select(result.value, sa.null() if result.why is None else result.why)
        assert str(asked.compile(dialect=dialect)).startswith("SELECT"), text


def test_every_code_has_words_and_an_unknown_one_too() -> None:
    assert all(words(code).endswith(".") for code in [*SENTENCES, "of a later version"])
    assert words("zero") == "This divides by zero."
    assert Kind.NUMBER.value == "a number"
