"""Links are seen from both sides, work out figures, and come back with what was removed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.engine import catalog, fields, journal, linking, links, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.links import AddJunction, RemoveJunction, RemoveLink, RestoreLink
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import AddRows, DeleteRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look
from tests.conftest import ADA
from tests.support.contents import contents

MEMBERS, FEES = 1, 2
NAME, AMOUNT, PAID = 1, 2, 3


@pytest.fixture
def choir(any_store: Store) -> Store:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Members", [("Name", "text", {})]))
        w.apply(AddTable("Fees", [("Amount", "whole_number", {}), ("Paid", "date", {})]))
        w.apply(AddRows(MEMBERS, [NAME], [["Ada"], ["Bo"], ["Cy"]]))
        w.apply(AddRows(FEES, [AMOUNT], [[10], [20], [40], [None]]))
    return any_store


def tables(look: Look) -> tuple[Table, Table]:
    return catalog.table(look, MEMBERS), catalog.table(look, FEES)


def column(table: Table, name: str) -> Column:
    return next(column for column in table.columns if column.name == name)


def paid_by(store: Store) -> None:
    """Fees 1 and 2 are Ada's, fee 3 is Bo's."""
    with store.work(ADA) as w:
        members, fees = tables(w)
        link = linking.link_to_one(w, fees, members, "Member")
        fees = catalog.table(w, FEES)
        for fee, member in ((1, 1), (2, 1), (3, 2)):
            linking.set_links(w, fees, link, fee, [member])


def sings(store: Store) -> None:
    """Ada is in 1 and 2, Bo in 2."""
    with store.work(ADA) as w:
        members, fees = tables(w)
        link = linking.link_to_several(w, members, fees, "Groups")
        members = catalog.table(w, MEMBERS)
        linking.set_links(w, members, link, 1, [1, 2])
        linking.set_links(w, members, link, 2, [2])


def linked(store: Store, table_id: int, name: str) -> dict[int, list[tuple[int, str]]]:
    with store.look() as look:
        table = catalog.table(look, table_id)
        found = links.listed(look, table, column(table, name), [1, 2, 3, 4], 20)
    return {row: linked.first for row, linked in found.items()}


def worked_out(store: Store, table_id: int, name: str) -> list[Any]:
    with store.look() as look:
        table = catalog.table(look, table_id)
        value = fields.field(look, table, column(table, name))
        found = select(value).select_from(table.core).order_by(table.row_id)
        return list(look.connection.scalars(found))


def add(store: Store, table: int, name: str, kind: str, **options: Any) -> None:
    with store.work(ADA) as w:
        w.apply(AddColumn(table, name, kind, options))


def id_of(store: Store, table: int, name: str) -> int:
    with store.look() as look:
        return column(catalog.table(look, table), name).id


def undo_all_and_redo_all(store: Store, steps: int, start: Any) -> None:
    after = contents(store), linked(store, FEES, "Member")
    for _ in range(steps):
        with store.work(ADA) as w:
            journal.undo(w)
    assert contents(store) == start
    for _ in range(steps):
        with store.work(ADA) as w:
            journal.redo(w)
    assert (contents(store), linked(store, FEES, "Member")) == after


def test_a_link_is_seen_from_both_sides(choir: Store) -> None:
    paid_by(choir)
    assert linked(choir, FEES, "Member") == {1: [(1, "Ada")], 2: [(1, "Ada")], 3: [(2, "Bo")]}
    assert linked(choir, MEMBERS, "Fees") == {1: [(1, "10"), (2, "20")], 2: [(3, "40")]}


def test_links_can_be_set_from_the_other_side(choir: Store) -> None:
    paid_by(choir)
    with choir.work(ADA) as w:
        members = catalog.table(w, MEMBERS)
        linking.set_links(w, members, column(members, "Fees"), 3, [2, 4])
    assert linked(choir, FEES, "Member") == {
        1: [(1, "Ada")],
        2: [(3, "Cy")],
        3: [(2, "Bo")],
        4: [(3, "Cy")],
    }


def test_several_to_several_is_seen_from_both_sides(choir: Store) -> None:
    sings(choir)
    assert linked(choir, MEMBERS, "Groups") == {1: [(1, "10"), (2, "20")], 2: [(2, "20")]}
    assert linked(choir, FEES, "Members") == {1: [(1, "Ada")], 2: [(1, "Ada"), (2, "Bo")]}


def test_what_is_linked_to_a_row_is_named_before_it_goes(choir: Store) -> None:
    paid_by(choir)
    with choir.look() as look:
        found = linking.hanging(look, catalog.table(look, MEMBERS), [1, 3])
    assert found == [linking.Hanging("Fees", "Fees", 2)]


def test_a_linked_row_goes_and_comes_back_with_its_links(choir: Store) -> None:
    paid_by(choir)
    sings(choir)
    before = linked(choir, FEES, "Member"), linked(choir, MEMBERS, "Groups")
    with choir.work(ADA) as w:
        members = catalog.table(w, MEMBERS)
        linking.let_go(w, members, [members.row_id == 1])
        w.apply(DeleteRows(MEMBERS, [1]))
    assert linked(choir, FEES, "Member") == {3: [(2, "Bo")]}
    assert linked(choir, MEMBERS, "Groups") == {2: [(2, "20")]}
    with choir.work(ADA) as w:
        journal.undo(w)
    assert (linked(choir, FEES, "Member"), linked(choir, MEMBERS, "Groups")) == before


def test_making_links_is_undone_and_redone(choir: Store) -> None:
    start = contents(choir)
    paid_by(choir)
    undo_all_and_redo_all(choir, 1, start)


def test_links_are_taken_back_by_their_own_steps(choir: Store) -> None:
    with choir.work(ADA) as w:
        members, fees = tables(w)
        one = linking.link_to_one(w, fees, members, "Member")
        several = linking.link_to_several(w, members, fees, "Groups")
        assert {RemoveLink, RemoveJunction} <= set(map(type, w.steps))
        linking.unlink(w, catalog.table(w, FEES), one)
        linking.unlink(w, catalog.table(w, MEMBERS), several)
        assert {RestoreLink, AddJunction} <= set(map(type, w.steps))


@pytest.mark.parametrize(("table", "name"), [(FEES, "Member"), (MEMBERS, "Fees")])
def test_a_removed_link_comes_back_with_its_other_side(choir: Store, table: int, name: str) -> None:
    paid_by(choir)
    before = contents(choir), linked(choir, FEES, "Member")
    with choir.work(ADA) as w:
        of = catalog.table(w, table)
        linking.unlink(w, of, column(of, name))
    with choir.look() as look:
        assert [[c.name for c in each.columns] for each in tables(look)] == [
            ["Name"],
            ["Amount", "Paid"],
        ]
    with choir.work(ADA) as w:
        journal.undo(w)
    assert (contents(choir), linked(choir, FEES, "Member")) == before


def test_a_table_is_removed_with_its_links_and_comes_back_with_them(choir: Store) -> None:
    paid_by(choir)
    sings(choir)
    before = contents(choir), linked(choir, FEES, "Member"), linked(choir, MEMBERS, "Groups")
    with choir.work(ADA) as w:
        linking.unlink_all(w, catalog.table(w, MEMBERS))
        w.apply(RemoveTable(MEMBERS))
        w.apply(DeleteRows(FEES, [1, 2]))
    with choir.work(ADA) as w:
        journal.undo(w)
    after = contents(choir), linked(choir, FEES, "Member"), linked(choir, MEMBERS, "Groups")
    assert after == before


@pytest.fixture
def written(any_store: Store) -> Store:
    """Payments whose members are written down: by name, and by the number they once had."""
    with any_store.work(ADA) as w:
        w.apply(AddTable("Members", [("Name", "text", {}), ("Old", "whole_number", {})]))
        w.apply(AddTable("Fees", [("Who", "text", {}), ("Number", "text", {})]))
        w.apply(AddRows(MEMBERS, [1, 2], [["Ada", 7], ["Bo", 8], ["Cy", 9], ["Cy", 10]]))
        fees = [["ADA", "7"], ["Bo", "10"], ["Cy", "11"], ["Dee", None], [None, None]]
        w.apply(AddRows(FEES, [3, 4], fees))
    return any_store


@pytest.mark.parametrize(
    ("name", "theirs", "found", "kept"),
    [
        ("Who", None, {1: [(1, "Ada")], 2: [(2, "Bo")]}, {3: "Cy", 4: "Dee"}),
        ("Number", "Old", {1: [(1, "Ada")], 2: [(4, "Cy")]}, {3: "11"}),
    ],
)
def test_what_was_written_down_becomes_a_link_and_back(
    written: Store, name: str, theirs: str | None, found: Any, kept: dict[int, str]
) -> None:
    before = contents(written)
    with written.work(ADA) as w:
        members, fees = tables(w)
        made = linking.adopt(
            w, fees, column(fees, name), members, column(members, theirs) if theirs else None
        )

    def now() -> tuple[Any, Any, list[str]]:
        with written.look() as look:
            table = catalog.table(look, FEES)
            odd = misfits.of_rows(look, table, [1, 2, 3, 4, 5])
            return linked(written, FEES, name), odd, [c.name for c in table.columns]

    wanted = (found, {(row, made.id): text for row, text in kept.items()}, ["Who", "Number"])
    assert now() == wanted
    with written.work(ADA) as w:
        assert journal.undo(w).sentence == f"make “{name}” in Fees a link to Members"
    assert contents(written) == before
    with written.work(ADA) as w:
        journal.redo(w)
    assert now() == wanted


def test_a_row_that_is_not_there_cannot_be_linked(choir: Store) -> None:
    paid_by(choir)
    with pytest.raises(NotFound), choir.work(ADA) as w:
        fees = catalog.table(w, FEES)
        linking.set_links(w, fees, column(fees, "Member"), 1, [99])
    with pytest.raises(Invalid, match="one row only"), choir.work(ADA) as w:
        fees = catalog.table(w, FEES)
        linking.set_links(w, fees, column(fees, "Member"), 1, [1, 2])


def test_figures_about_linked_rows_are_worked_out(choir: Store) -> None:
    paid_by(choir)
    link = id_of(choir, MEMBERS, "Fees")
    for how in ("sum", "count", "most", "average"):
        add(choir, MEMBERS, how, "total", link=link, field=AMOUNT, how=how)
    assert worked_out(choir, MEMBERS, "sum") == [30, 40, None]
    assert worked_out(choir, MEMBERS, "count") == [2, 1, 0]
    assert worked_out(choir, MEMBERS, "most") == [20, 40, None]
    assert [v and float(v) for v in worked_out(choir, MEMBERS, "average")] == [15, 40, None]


def test_what_the_linked_row_says_is_looked_up_through_any_number_of_steps(choir: Store) -> None:
    paid_by(choir)
    add(
        choir,
        MEMBERS,
        "Total",
        "total",
        link=id_of(choir, MEMBERS, "Fees"),
        field=AMOUNT,
        how="sum",
    )
    link = id_of(choir, FEES, "Member")
    add(choir, FEES, "Who", "lookup", link=link, field=NAME)
    add(choir, FEES, "All of theirs", "lookup", link=link, field=id_of(choir, MEMBERS, "Total"))
    assert worked_out(choir, FEES, "Who") == ["Ada", "Ada", "Bo", None]
    assert worked_out(choir, FEES, "All of theirs") == [30, 30, 40, None]
    assert worked_out(choir, FEES, "Member") == ["Ada", "Ada", "Bo", None]


def test_a_formula_works_with_columns_and_with_what_is_worked_out(choir: Store) -> None:
    paid_by(choir)
    add(choir, FEES, "Double", "formula", formula=f"[#{AMOUNT}] * 2")
    double = id_of(choir, FEES, "Double")
    add(choir, FEES, "More", "formula", formula=f"IF([#{double}] > 30, [#{double}] + 1, 0)")
    assert worked_out(choir, FEES, "More") == [0, 41, 81, 0]


def test_what_is_worked_out_from_itself_is_empty_and_says_so(choir: Store) -> None:
    add(choir, FEES, "Round", "formula", formula=f"[#{AMOUNT}] + 1")
    itself = id_of(choir, FEES, "Round")
    with choir.work(ADA) as w:
        w.apply(SetOptions(FEES, itself, {"formula": f"[#{itself}] + 1"}))
    assert worked_out(choir, FEES, "Round") == [None] * 4
    with choir.look() as look:
        fees = catalog.table(look, FEES)
        trouble = fields.shown(look, fees, column(fees, "Round")).trouble
    assert trouble == "“Round” would be worked out from itself."
