"""What SQLite reads by itself is what Python would read; what is proposed is beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import Select, select

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, converting, misfits
from desktop_app.engine.catalog import Column
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.conftest import ADA

GUESTS, IT = 1, 1
HELD = {
    "text": [
        "4",
        "007",
        " 4",
        "Linz",
        "Linz ",
        "it's",
        "é",
        "x\ty",
        "2019-03-14",
        "1e3",
        "ja",
        "-5",
    ],
    "whole_number": ["4", "0", "-1284", "9007199254740993"],
    "decimal_number": ["12.5", "0.1", "-3", "1e-7", "123456789012345"],
    "date": ["2019-03-14", "0001-01-01"],
    "money": ["12.5", "-0.01"],
    "choice": ["open", "done"],
}
OPTIONS = {"choice": {"choices": [{"name": "Linz"}, {"name": "it's"}, {"name": "4"}]}}


def held_in(store: Store, kind: str, texts: Sequence[str] = ()) -> None:
    """A table of one column, which holds these texts or else all there are of its kind."""
    column = COLUMN_TYPES[kind]
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", [("It", kind, {})]))
        w.apply(AddRows(GUESTS, [IT], [[column.parse(text, {})] for text in texts or HELD[kind]]))


@pytest.mark.parametrize("to", ["text", "whole_number", "choice", "email", "date", "rating"])
@pytest.mark.parametrize("kind", HELD)
def test_every_cell_is_read_as_python_reads_its_text(store: Store, kind: str, to: str) -> None:
    held_in(store, kind)
    options = OPTIONS.get(to, {})
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        source = table.column(IT)
        shown = [source.type.show(row[1], {}) for row in look.connection.execute(_all(table))]
    with store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, IT, to, options))
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        target = table.column(IT)
        read = converting.read_all(look, source, target, list(enumerate(shown)))
        wanted = [each for _, _, each in read]
        held = [row[1] for row in look.connection.execute(_all(table))]
    assert held == [None if isinstance(each, Misfit) else each for each in wanted]


@pytest.mark.parametrize(
    ("texts", "kind", "options"),
    [
        (["14.3.2019", "2.12.2020"], "date", {"form": "D.M.YYYY"}),
        (["1/2/2019", "3/4/2019"], "date", {}),
        (["Linz", "Graz", "linz"], "choice", ["Graz", "Linz", "linz"]),
        (["b, a", "a"], "several_choices", ["a", "b"]),
        ([f"no {n}" for n in range(300)], "choice", {}),
    ],
)
def test_options_are_proposed_only_where_they_are_beyond_doubt(
    store: Store, texts: list[str], kind: str, options: object
) -> None:
    held_in(store, "text", texts)
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        found = converting.proposed(look, table, table.column(IT), COLUMN_TYPES[kind])
    assert ([each["name"] for each in found["choices"]] if "choices" in found else found) == options


@pytest.mark.parametrize(
    ("kind", "texts", "fitting"),
    [
        ("whole_number", ["12", "007", "+5", "1.234"], [12]),
        ("money", ["5", "$ 5", "€ 5"], [5]),
        ("date", ["2019-03-14", "today"], [date(2019, 3, 14)]),
        ("date_time", ["2019-03-14T10:00Z"], []),
    ],
)
def test_no_text_that_somebody_wrote_loses_anything(
    store: Store, kind: str, texts: list[str], fitting: list[object]
) -> None:
    held_in(store, "text", texts)
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        source, target = table.column(IT), Column(IT, "It", COLUMN_TYPES[kind], {}, 0)
        told = converting.rehearse(look, table, source, target)
    with store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, IT, kind))
    with store.look() as look:
        table = catalog.table(look, GUESTS)
        odd = misfits.of_rows(look, table, range(1, 9))
        held = [row[1] for row in look.connection.execute(_all(table)) if row[1] is not None]
    assert held == fitting
    assert list(odd.values()) == [text for _, text in told.odd] == texts[len(fitting) :]


def test_who_watches_a_conversion_can_stop_it_and_nothing_has_changed(store: Store) -> None:
    held_in(store, "text")

    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    with pytest.raises(InterruptedError), store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, IT, "rating", {}, stop))
    with store.look() as look:
        assert catalog.table(look, GUESTS).column(IT).type.name == "text"


def test_people_are_found_by_their_names_and_become_them(any_store: Store) -> None:
    texts = ["ada", "Ada", "1", "eve"]
    with any_store.work(ADA) as w:
        w.session.add_all(User(username=name, email=f"{name}@x.org") for name in ("ada", "eve"))
        w.apply(AddTable("Guests", [("It", "text", {})]))
        w.apply(AddRows(GUESTS, [IT], [[text] for text in texts]))
    with any_store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, IT, "person"))
    with any_store.look() as look:
        table = catalog.table(look, GUESTS)
        assert [row[1] for row in look.connection.execute(_all(table))] == [1, None, None, 2]
        assert misfits.of_rows(look, table, [2, 3]) == {(2, IT): "Ada", (3, IT): "1"}
    with any_store.work(ADA) as w:
        w.apply(ChangeKind(GUESTS, IT, "text"))
    with any_store.look() as look:
        table = catalog.table(look, GUESTS)
        assert [row[1] for row in look.connection.execute(_all(table))] == texts


def _all(table: catalog.Table) -> Select:
    return select(*table.cells).order_by(table.row_id)
