"""What SQLite puts together by itself is to the letter what Python would have written."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.column_types.day_form import DAY_FORMS
from desktop_app.column_types.moment_form import MOMENT_FORMS
from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import Conflict
from desktop_app.domain.query import Query, Sort
from desktop_app.engine import catalog, misfits, rows
from desktop_app.engine.changes.columns import RenameColumn
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.exporting import Extract
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import Misfit, Outgoing, Wishes
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.going_out import out_column

TEXTS = st.none() | st.text(
    st.characters(codec="utf-8") | st.sampled_from("\",;\n\r\t=+-@'\x1f\x1e\\{}")
)
WHOLES = st.none() | st.integers(-(2**63), 2**63 - 1)
FRACTIONS = st.none() | st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**9), 10**9, places=2).map(float),
    st.integers(-(10**6), 10**6).map(float),
)
AMOUNTS = st.none() | st.decimals(-(10**10), 10**10, places=4)
TRUTHS = st.none() | st.booleans()
DAYS = st.none() | st.dates()
MOMENTS = st.none() | st.datetimes().map(lambda moment: moment.replace(microsecond=0))
TIMES = st.none() | st.times().map(lambda clock: clock.replace(microsecond=0))
KINDS: Sequence[tuple[str, dict[str, Any], Any]] = [
    ("text", {}, TEXTS),
    ("choice", {}, TEXTS.map(lambda text: text or None)),
    ("whole_number", {}, WHOLES),
    ("whole_number", {"group": "."}, WHOLES),
    ("decimal_number", {}, FRACTIONS),
    ("decimal_number", {"decimals": 2, "mark": ","}, FRACTIONS),
    ("percent", {}, FRACTIONS),
    ("money", {"currency": "EUR"}, AMOUNTS),
    ("yes_no", {"yes": "Ja", "no": "it's not"}, TRUTHS),
    ("date", {}, DAYS),
    *(("date", {"form": form}, DAYS) for form in DAY_FORMS[1::4]),
    ("date_time", {}, MOMENTS),
    *(("date_time", {"form": form}, MOMENTS) for form in MOMENT_FORMS[1::17]),
    ("time", {}, TIMES),
    ("duration", {}, st.none() | st.integers(-(10**6), 10**6)),
    ("rating", {}, st.none() | st.integers(1, 5)),
    ("several_choices", {}, st.none() | st.lists(st.sampled_from(["a", "b,c", 'd"']), min_size=1)),
]


def filled(store: Store, kind: str, options: dict[str, Any], values: Sequence[Any]) -> Extract:
    """A table with one column of that kind beside one of text."""
    with store.work(NOBODY) as w:
        made = w.apply(AddTable("T", [("Thing", kind, options), ('it\'s "so", a', "text", {})]))
        table = catalog.table(w, made.table)
        rows.add(w, table, table.columns, [(value, "=x") for value in values])
    with store.look() as look:
        table = catalog.table(look, made.table)
    return Extract(store, table, table.columns)


def texts(extract: Extract, writer: str, *, quick: bool) -> bytes:
    """What a writer makes of it, by either way."""
    with extract.store.look() as look:
        columns = [out_column(look, extract.table, column) for column in extract.columns]
    table = Outgoing("T", columns, extract.batches, extract.ready if quick else None)
    file = io.BytesIO()
    WRITERS[writer].write([table], file, Wishes())
    return file.getvalue()


@pytest.mark.parametrize("number", range(len(KINDS)), ids=lambda n: f"{KINDS[n][0]}{n}")
def test_both_ways_write_the_same(tmp_path_factory: pytest.TempPathFactory, number: int) -> None:
    kind, options, values = KINDS[number]

    @settings(max_examples=8)
    @given(st.lists(values, min_size=1, max_size=12))
    def check(cells: Sequence[Any]) -> None:
        store = Store()
        store.open(f"sqlite:///{tmp_path_factory.mktemp('both')}/x.tidy")
        extract = filled(store, kind, options, cells)
        for writer in ("csv", "tsv", "json", "ndjson"):
            assert texts(extract, writer, quick=True) == texts(extract, writer, quick=False)
        store.close()

    check()


def test_everyday_columns_are_put_together_by_sqlite(store: Store) -> None:
    for kind, value in [
        ("text", "a"),
        ("whole_number", 5),
        ("yes_no", True),
        ("decimal_number", 1.5),
    ]:
        extract = filled(store, kind, {}, [value, None])
        assert all(isinstance(made, bytes) for made in extract.ready("cells"))
        assert all(isinstance(made, bytes) for made in extract.ready("json"))
        with store.work(NOBODY) as w:
            w.apply(RemoveTable(extract.table.id))


def test_what_other_programs_wrote_and_what_did_not_fit_is_the_same_too(store: Store) -> None:
    extract = filled(store, "whole_number", {}, [1, None, 3])
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as database:
        database.execute("""UPDATE T SET Thing = 'odd' WHERE id = 1""")
        database.execute("""UPDATE T SET "it's ""so"", a" = 'nul' || char(0) || 'x' WHERE id = 3""")
        database.commit()
    before = texts(extract, "csv", quick=True)
    assert before == texts(extract, "csv", quick=False)
    assert b"odd" in before
    assert b"nul\0x" in before
    assert texts(extract, "json", quick=True) == texts(extract, "json", quick=False)
    with store.work(NOBODY) as w:
        misfits.put(w, extract.table, [(2, extract.columns[0].id, "about 7")])
        w.cells_changed(extract.table.id)
        w.sentence = "try"
    after = texts(extract, "csv", quick=True)
    assert after == texts(extract, "csv", quick=False)
    assert b"about 7" in after
    assert [row[1] for batch in extract.batches() for row in batch] == ["odd", Misfit("about 7"), 3]


def test_rows_come_in_the_order_of_the_query_and_none_twice(store: Store) -> None:
    values = [number * 7919 % 2500 for number in range(2500)]
    extract = filled(store, "whole_number", {}, values)
    column = extract.columns[0].id
    found = [row[1] for batch in extract.batches() for row in batch]
    assert found == values
    sorted_ = replace(extract, query=Query(sorts=(Sort(column, descending=True),)))
    assert [row[1] for batch in sorted_.batches() for row in batch] == sorted(values, reverse=True)


def test_columns_that_change_meanwhile_are_said(store: Store) -> None:
    extract = filled(store, "whole_number", {}, list(range(2500)))
    reading = extract.ready("cells")
    next(reading)
    with store.work(NOBODY) as w:
        w.apply(RenameColumn(extract.table.id, extract.columns[0].id, "Other"))
    with pytest.raises(Conflict, match="changed while"):
        list(reading)
