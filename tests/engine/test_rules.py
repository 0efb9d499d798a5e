"""What is typed keeps to a column's rules; what is pasted and does not is kept as written."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Conflict, Invalid
from desktop_app.domain.query import Condition
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, journal, queries, rules
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Change
from tests.conftest import ADA
from tests.support.patience import not_for_ever

BOB = Actor(2, "bob")
GUESTS, NAME, AGE, BORN = 1, 1, 2, 3
KINDS = [("Name", "text", {}), ("Age", "whole_number", {}), ("Born", "date", {})]


@pytest.fixture
def guests(any_store: Store) -> Store:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", KINDS))
        w.apply(AddRows(GUESTS, [NAME, AGE], [["Ada", 36], ["Bo", None]]))
    return any_store


def ruled(store: Store, column: int, **options: object) -> None:
    with store.work(ADA) as w:
        table = catalog.table(w, GUESTS)
        w.apply(SetOptions(GUESTS, column, rules.checked(options, table.column(column))))


def refusal(store: Store, *cells: tuple[int | None, int, object]) -> str:
    with store.look() as look, pytest.raises(Invalid) as problem:
        rules.refuse_broken(look, catalog.table(look, GUESTS), list(cells))
    assert problem.value.field == str(cells[-1][1])
    return problem.value.message


def kept(store: Store, *cells: tuple[int | None, int, object]) -> list[object]:
    with store.look() as look:
        found = rules.fitting(look, catalog.table(look, GUESTS), list(cells))
    return [value for _, _, value in found]


@pytest.mark.parametrize(
    ("column", "options", "fits", "breaks", "words"),
    [
        (NAME, {"required": True}, "Cy", None, "must be filled in"),
        (NAME, {"pattern": "@@-##"}, "AB-12", "A1-12", "looks like @@-##"),
        (AGE, {"from": "18"}, 18, 17, "begins at 18"),
        (AGE, {"to": "99"}, 99, 100, "ends at 99"),
        (BORN, {"from": "1.1.1900"}, date(1900, 1, 1), date(1899, 12, 31), "begins at"),
    ],
)
def test_a_rule_lets_through_what_keeps_to_it(
    guests: Store, column: int, options: dict, fits: object, breaks: object, words: str
) -> None:
    ruled(guests, column, **options)
    assert words in refusal(guests, (2, column, breaks))
    assert kept(guests, (2, column, fits)) == [fits]


def test_what_is_there_already_is_refused_and_one_may_stay_what_it_is(guests: Store) -> None:
    ruled(guests, NAME, unique=True)
    assert "“Ada” is in “Name” already" in refusal(guests, (2, NAME, "Ada"))
    assert kept(guests, (1, NAME, "Ada"), (2, NAME, "Eve")) == ["Ada", "Eve"]


def test_two_alike_in_one_paste_are_both_kept_aside(guests: Store) -> None:
    ruled(guests, NAME, unique=True)
    assert kept(guests, (None, NAME, "Eve"), (None, NAME, "Eve")) == [Misfit("Eve"), Misfit("Eve")]


def test_values_may_change_places_under_no_two_alike(guests: Store) -> None:
    ruled(guests, NAME, unique=True)
    assert kept(guests, (1, NAME, "Bo"), (2, NAME, "Ada")) == ["Bo", "Ada"]


@pytest.mark.parametrize("gone", [DeleteRows(GUESTS, [1]), SetCells(GUESTS, [(1, NAME, "Eve")])])
def test_nothing_is_put_back_that_is_there_again_under_no_two_alike(
    guests: Store, gone: Change
) -> None:
    ruled(guests, NAME, unique=True)
    again = SetCells(GUESTS, [(2, NAME, "Ada")])
    for change in (gone, again):
        with guests.work(ADA) as w:
            w.apply(change)
    with guests.look() as look:
        entry = journal.entries(look, None, 2)[1].id
    with pytest.raises(Conflict, match="“Ada” is in “Name” already"), guests.work(ADA) as w:
        journal.put_back(w, entry)
    for flip in (journal.undo, journal.undo, journal.redo, journal.redo, journal.undo):
        with guests.work(ADA) as w:
            flip(w)
    with guests.work(ADA) as w:
        journal.put_back(w, entry)
    assert kept(guests, (None, NAME, "Ada")) == [Misfit("Ada")]


def test_nothing_is_undone_or_redone_that_somebody_else_wrote_meanwhile(guests: Store) -> None:
    ruled(guests, NAME, unique=True)
    for actor, row, name in ((ADA, 1, "Cy"), (BOB, 2, "Ada")):
        with guests.work(actor) as w:
            w.apply(SetCells(GUESTS, [(row, NAME, name)]))
    with pytest.raises(Conflict, match="“Ada” is in “Name” already"), guests.work(ADA) as w:
        journal.undo(w)
    with guests.work(BOB) as w:
        journal.undo(w)
    with guests.work(ADA) as w:
        journal.undo(w)
    with guests.work(BOB) as w:
        w.apply(SetCells(GUESTS, [(2, NAME, "Cy")]))
    with pytest.raises(Conflict, match="“Cy” is in “Name” already"), guests.work(ADA) as w:
        journal.redo(w)


def test_what_was_alike_before_the_rule_is_put_back_all_the_same(guests: Store) -> None:
    with guests.work(ADA) as w:
        w.apply(AddRows(GUESTS, [NAME, AGE], [["Ada", 70]]))
    ruled(guests, NAME, unique=True)
    with guests.work(ADA) as w:
        w.apply(SetCells(GUESTS, [(2, NAME, "Bob")]))
    with guests.look() as look:
        entry = journal.entries(look, None, 1)[0].id
    with guests.work(ADA) as w:
        journal.put_back(w, entry)
    assert kept(guests, (None, NAME, "Bo")) == [Misfit("Bo")]


@pytest.mark.parametrize(
    ("options", "field"),
    [({"from": "ten"}, "from"), ({"from": "9", "to": "3"}, "from"), ({"default": "x"}, "default")],
)
def test_a_rule_that_makes_no_sense_is_refused(guests: Store, options: dict, field: str) -> None:
    with guests.look() as look, pytest.raises(Invalid) as problem:
        rules.checked(options, catalog.table(look, GUESTS).column(AGE))
    assert problem.value.field == field


def test_rows_that_break_a_new_rule_are_counted(guests: Store) -> None:
    ruled(guests, AGE, required=True)
    with guests.look() as look:
        table = catalog.table(look, GUESTS)
        assert rules.breaking(look, table, table.column(AGE)) == 1


@pytest.mark.parametrize(
    ("column", "options", "breaking"),
    [
        (NAME, {"unique": True}, [1, 3]),
        (NAME, {"pattern": "@@"}, [1, 3]),
        (NAME, {"pattern": "*d*"}, [2]),
        (AGE, {"from": "40"}, [1]),
        (AGE, {"required": True, "to": "60"}, [2, 3]),
        (AGE, {}, []),
    ],
)
def test_rows_that_break_a_rule_are_found(
    guests: Store, column: int, options: dict, breaking: list[int]
) -> None:
    with guests.work(ADA) as w:
        w.apply(AddRows(GUESTS, [NAME, AGE], [["Ada", 70]]))
    ruled(guests, column, **options)
    with guests.look() as look:
        table = catalog.table(look, GUESTS)
        broken = queries.condition(look, table, Condition(column, "breaks"))
        assert list(look.connection.scalars(select(table.row_id).where(broken))) == breaking
        assert rules.breaking(look, table, table.column(column)) == len(breaking)


PATTERNS = {
    "*": ["", "ab", "aXbXc", "a\nb", "a\n"],
    "a*": ["ab", "aXbXc", "a\nb", "a\n"],
    "*b": ["ab", "a\nb"],
    "a*b": ["ab", "a\nb"],
    "a*X*X*c": ["aXbXc"],
    "**b**c": ["aXbXc"],
    "?": [],
    "??": ["ab", "a\n"],
    "a?b*": ["aXbXc", "a\nb"],
    "*a*a*": [],
    "*X@X*": ["aXbXc"],
}
"""Patterns, and which of the texts that the first one fits they fit."""


def test_a_pattern_means_the_same_when_typed_and_in_every_database(any_store: Store) -> None:
    texts = PATTERNS["*"]
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", KINDS))
        w.apply(AddRows(GUESTS, [NAME], [[text] for text in texts]))
    for pattern, fits in PATTERNS.items():
        ruled(any_store, NAME, pattern=pattern)
        with any_store.look() as look:
            table = catalog.table(look, GUESTS)
            name = table.column(NAME)
            kept = sa.not_(rules.breaks(look, table, name))
            found = look.connection.scalars(select(table.core.c["Name"]).where(kept))
            assert sorted(found) == sorted(fits), pattern
            typed = [text for text in texts[1:] if not rules.broken(name, text)]
            assert typed == [text for text in fits if text], pattern


def test_no_pattern_takes_for_ever(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", KINDS))
        w.apply(AddRows(GUESTS, [NAME], [["a" * 200], ["(a+)+$"]]))
    for pattern, breaking in (("*a" * 20 + "*b", 2), ("(a+)+$", 1)):
        ruled(any_store, NAME, pattern=pattern)
        with not_for_ever():
            assert refusal(any_store, (None, NAME, "a" * 200))
            with any_store.look() as look:
                table = catalog.table(look, GUESTS)
                assert rules.breaking(look, table, table.column(NAME)) == breaking


@pytest.mark.parametrize(
    ("column", "options", "field"),
    [
        (NAME, {"from": "A"}, "from"),
        (AGE, {"pattern": "##"}, "pattern"),
        (AGE, {"from": "18", "default": "9"}, "default"),
        (AGE, {"unique": True, "default": "9"}, "default"),
    ],
)
def test_a_rule_fits_its_column_and_the_other_rules(
    store: Store, column: int, options: dict, field: str
) -> None:
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", KINDS))
        with pytest.raises(Invalid) as problem:
            rules.checked(options, catalog.table(w, GUESTS).column(column))
    assert problem.value.field == field
