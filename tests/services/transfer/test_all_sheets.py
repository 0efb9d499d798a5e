"""All sheets of a file become tables in one step, linked as the file says; one undo, one redo."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import Invalid
from desktop_app.engine import catalog, journal, links
from desktop_app.engine.store import Store
from desktop_app.services.transfer.all_sheets import File, WholeReceipt, import_all
from tests.formats.workbooks import workbook
from tests.support.contents import contents
from tests.support.jobs import until_over

SHOP = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, invited_by INTEGER REFERENCES customers);
CREATE TABLE orders (number TEXT PRIMARY KEY, customer INTEGER REFERENCES Customers(ID), day TEXT);
CREATE TABLE order_lines (
    id INTEGER PRIMARY KEY, of_order TEXT REFERENCES orders, what TEXT, pieces INTEGER
);
CREATE TABLE returns (id INTEGER PRIMARY KEY, reason TEXT);
INSERT INTO customers VALUES (7, 'Ada', NULL), (3, 'Bo', 7), (12, 'Cy', 3);
INSERT INTO orders VALUES ('A-1', 12, '2026-01-02'), ('A-2', 7, '2026-01-03'),
    ('A-3', 99, '2026-01-04');
INSERT INTO order_lines VALUES (1, 'A-2', 'Tea', 3), (2, 'A-2', 'Cups', 1), (3, 'A-1', 'Tea', 5);
"""


def database(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


PARTY: Mapping[str, Sequence[Sequence[object]]] = {
    "Guests": [["Name", "Age"], ["Ada", 36], ["Bo", 7]],
    "Later": [],
    "Songs": [["Song"], ["Hey"]],
}


def brought_in(store: Store, path: Path, *, aside: bool = False) -> WholeReceipt:
    return import_all(store, [File(path, path.name, aside=aside)], lambda _: None)


def seen(store: Store, table: str, *names: str) -> list[tuple[object, ...]]:
    """Return these cells of a table; a link shows the ids of the rows it leads to."""
    with store.look() as look:
        found = next(one for one in catalog.tables(look) if one.name == table)
        columns = [next(one for one in found.columns if one.name == name) for name in names]
        rows = [row for (row,) in look.connection.execute(select(found.row_id))]
        told = []
        for column in columns:
            if column.stored:
                of = select(found.core.c[column.name]).order_by(found.row_id)
                told.append(list(look.connection.scalars(of)))
                continue
            pairs = links.pairs(look, found, column)
            met = [
                tuple(pair) for pair in look.connection.execute(select(pairs.c.near, pairs.c.far))
            ]
            told.append([sorted(far for near, far in met if near == row) for row in sorted(rows)])
        return list(zip(*told, strict=True))


@pytest.mark.parametrize("aside", [False, True])
def test_the_tables_of_a_database_come_in_linked(store: Store, tmp_path: Path, aside: bool) -> None:
    receipt = brought_in(store, database(tmp_path / "shop.db", SHOP), aside=aside)
    assert [table.name for table in receipt.tables] == ["Customers", "Orders", "Order lines"]
    assert receipt.links == 3
    # The rows are numbered anew, in the order of the file's own ids: 3, 7, 12.
    assert seen(store, "Customers", "id", "name", "invited_by", "Customers", "Orders") == [
        (3, "Bo", 2, [3], []),
        (7, "Ada", None, [1], [2]),
        (12, "Cy", 1, [], [1]),
    ]
    assert seen(store, "Orders", "number", "customer", "day", "Order lines") == [
        ("A-1", 3, date(2026, 1, 2), [3]),
        ("A-2", 2, date(2026, 1, 3), [1, 2]),
        ("A-3", None, date(2026, 1, 4), []),
    ]
    lines = seen(store, "Order lines", "id", "of_order", "what", "pieces")
    assert lines == [(1, 2, "Tea", 3), (2, 2, "Cups", 1), (3, 1, "Tea", 5)]


def test_what_leads_to_no_row_is_kept_as_written(store: Store, tmp_path: Path) -> None:
    brought_in(store, database(tmp_path / "shop.db", SHOP))
    assert [text for *_, text in contents(store)["misfits"]] == ["99"]


def test_a_table_without_rows_is_left_out_and_said(store: Store, tmp_path: Path) -> None:
    receipt = brought_in(store, database(tmp_path / "shop.db", SHOP))
    assert "“returns” has no rows and was left out." in receipt.sentence
    assert "9 rows are in 3 tables now, with 3 links between them" in receipt.sentence


def test_one_undo_takes_all_away_and_one_redo_brings_all_back(store: Store, tmp_path: Path) -> None:
    before = contents(store)
    brought_in(store, database(tmp_path / "shop.db", SHOP))
    after = contents(store)
    with store.work(NOBODY) as w:
        assert journal.undo(w).sentence == "import 3 tables from shop.db"
    assert contents(store) == before
    with store.work(NOBODY) as w:
        journal.redo(w)
    assert contents(store) == after
    with store.work(NOBODY) as w:
        journal.undo(w)
    assert contents(store) == before


def test_the_sheets_of_a_workbook_come_in_each_as_a_table(store: Store, tmp_path: Path) -> None:
    receipt = brought_in(store, workbook(tmp_path / "party.xlsx", PARTY))
    assert receipt.sentence == (
        "3 rows are in 2 tables now: Guests, Songs. “Later” has no rows and was left out. "
        "Your own file is unchanged."
    )
    assert seen(store, "Guests", "Name", "Age") == [("Ada", 36), ("Bo", 7)]
    assert seen(store, "Songs", "Song") == [("Hey",)]


def test_more_tables_than_can_be_attached_come_in(store: Store, tmp_path: Path) -> None:
    script = "".join(
        f"CREATE TABLE t{n} (day DATE, n INTEGER); INSERT INTO t{n} VALUES ('2026-01-02', {n});"
        for n in range(14)
    )
    receipt = brought_in(store, database(tmp_path / "many.db", script))
    assert [table.rows for table in receipt.tables] == [1] * 14
    for n in range(14):
        assert seen(store, f"T{n}", "day", "n") == [(date(2026, 1, 2), n)]
    # Nothing of it is left behind that would be in the way of the next one.
    assert len(brought_in(store, tmp_path / "many.db").tables) == 14


CHAIN = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE staff (person INTEGER PRIMARY KEY REFERENCES people(id), room TEXT);
CREATE TABLE shifts (id INTEGER PRIMARY KEY, of_staff INTEGER REFERENCES staff(person));
INSERT INTO people VALUES (5, 'Ada'), (6, 'Bo');
INSERT INTO staff VALUES (6, 'Hall');
INSERT INTO shifts VALUES (1, 6);
"""


def test_a_link_to_a_column_that_is_a_link_itself_finds_its_row(
    store: Store, tmp_path: Path
) -> None:
    brought_in(store, database(tmp_path / "staff.db", CHAIN))
    assert seen(store, "Shifts", "of_staff") == [(1,)]
    assert seen(store, "Staff", "person", "Shifts") == [(2, [1])]
    assert contents(store)["misfits"] == []


ODD = """
CREATE TABLE places (country TEXT, town TEXT, PRIMARY KEY (country, town));
CREATE TABLE trips (
    id INTEGER PRIMARY KEY, country TEXT, town TEXT, guide INTEGER REFERENCES guides(id),
    FOREIGN KEY (country, town) REFERENCES places
);
CREATE TABLE guides (id INTEGER PRIMARY KEY);
CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES b(id));
CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a(id));
INSERT INTO places VALUES ('NL', 'Delft');
INSERT INTO trips VALUES (1, 'NL', 'Delft', 4);
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1);
"""


def test_what_cannot_be_linked_stays_as_it_is_and_is_said(store: Store, tmp_path: Path) -> None:
    receipt = brought_in(store, database(tmp_path / "odd.db", ODD))
    assert receipt.links == 0
    assert seen(store, "Trips", "country", "town", "guide") == [("NL", "Delft", 4)]
    said = [*receipt.notes, *receipt.remarks]
    together = "Only together, “country” and “town” lead to “places”: they stay as they are."
    assert f"Trips: {together}" in said
    left_out = "“guide” in Trips leads to “guides”, which did not come in, and stays as it is."
    assert left_out in said
    assert "“id” in A leads in a circle and stays as it is." in said


def test_a_file_without_rows_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = contents(store)
    with pytest.raises(Invalid, match="no rows"):
        brought_in(store, database(tmp_path / "empty.db", "CREATE TABLE a (b)"))
    assert contents(store) == before


class Stopped(Exception):
    """What a job raises when somebody presses Stop."""


@pytest.mark.parametrize("aside", [False, True])
def test_stopping_leaves_nothing(store: Store, tmp_path: Path, aside: bool) -> None:
    def stop(done: int) -> None:
        if done > 3:
            raise Stopped

    path = database(tmp_path / "shop.db", SHOP)
    before = contents(store)
    with pytest.raises(Stopped):
        import_all(store, [File(path, path.name, aside=aside)], stop)
    assert contents(store) == before


def test_the_page_can_ask_for_all_sheets(client: FlaskClient, tmp_path: Path) -> None:
    data = database(tmp_path / "shop.db", SHOP).read_bytes()
    sent = client.post("/api/v1/uploads", data={"file": (io.BytesIO(data), "shop.db")}).json
    begun = client.post("/api/v1/imports", json={"uploads": sent["uploads"]})
    assert begun.status_code == 202, begun.json
    told = until_over(client, begun.json["job"])
    assert told["state"] == "done", told
    assert "Customers, Orders, Order lines" in told["message"]
    assert told["go"].startswith("/tables/")
    assert client.get(f"/api/v1/imports/{sent['uploads'][0]}").status_code == 404
