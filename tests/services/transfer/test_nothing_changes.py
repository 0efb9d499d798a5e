"""Out of a text file, into a document, into a text file again: every cell is what it was.

No kinds chosen: to the letter. Kinds chosen by hand: to the letter, or one of the few equivalents
that meaning.py lists.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Recognised
from desktop_app.domain.access import NOBODY
from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import Wishes
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.export import Scope, chosen, save
from desktop_app.services.transfer.filling import fill
from desktop_app.services.transfer.service import side_file, take_in
from tests.services.transfer.meaning import says_the_same
from tests.support.contents import contents

KINDS = [
    kind.name
    for kind in COLUMN_TYPES
    if isinstance(kind, Recognised) and kind.choosable and kind.stored
]
CELLS = [
    *(Path(__file__).with_name("cells.txt").read_text(encoding="utf-8").split("\n"))[:-1],
    *("x\ny", "x\r\ny", "x\ry"),
]
COPIED = re.compile(r"[0-9]")


@st.composite
def columns(draw: st.DrawFn) -> list[str]:
    """A column of cells that look alike, more or less, some of them empty."""
    patterns = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3))
    digits = st.sampled_from("0123456789")
    alike = st.sampled_from(patterns).flatmap(
        lambda pattern: st.builds(
            lambda news: COPIED.sub(lambda _: news.pop(), pattern),
            st.lists(digits, min_size=len(pattern), max_size=len(pattern)),
        )
    )
    cell = st.one_of(st.sampled_from(patterns), alike, st.just(""), st.text(max_size=4))
    return draw(st.lists(cell, min_size=7, max_size=7))


tables = st.lists(columns(), min_size=1, max_size=6)


def through(
    store: Store, folder: Path, given_columns: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[list[str]]:
    """Bring columns in and out again; return them, as this table's cells and nothing else."""
    header = [f"Column {place}" for place in range(len(given_columns))]
    path = folder / "in.csv"
    path.write_bytes(
        as_csv([[*header, "End"], *([*row, "end"] for row in zip(*given_columns, strict=True))])
    )
    plan = planned(header, kinds) if kinds else None
    with side_file(store, path) as side:
        filled = fill(format_for(path, path.name).open(path, "S"), plan, side, lambda _: None)
        with store.work(NOBODY) as w:
            table = take_in(w, filled, side, "T", lambda _: None).table
    save(chosen(store, Scope(table), ".csv", Wishes(mark=False, guard=False)), folder / "out.csv")
    text = (folder / "out.csv").read_bytes().decode()
    first, *rows = csv.reader(io.StringIO(text, newline=""))
    assert first == [*header, "End"]
    return [list(column) for column in zip(*rows, strict=True)][:-1]


def planned(header: Sequence[str], kinds: Sequence[str]) -> SheetPlan:
    """The plan of somebody who chose all kinds by hand."""
    plans = [ColumnPlan(name, kind, chosen=True) for name, kind in zip(header, kinds, strict=True)]
    return SheetPlan([*plans, ColumnPlan("End", "text")], 0)


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows in quotation marks throughout, with the mark of texts, which control signs need."""
    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def disarmed(cell: str) -> str:
    """A cell without the apostrophe that protects it, which is no part of it (issue 4, part 7)."""
    return cell[1:] if re.match(r"'+([=@\t\r]|[+-](?![\d.,]+\Z))", cell) else cell


@settings(max_examples=40)
@given(tables)
def test_a_file_comes_in_and_goes_out_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("letter")
    store = Store()
    store.open(f"sqlite:///{folder}/x.tidy")
    assert through(store, folder, table, ()) == [list(map(disarmed, column)) for column in table]
    assert contents(store)["misfits"] == []
    store.close()


@settings(max_examples=60)
@example([(['"'] * 7, "several_choices")])
@given(st.lists(st.tuples(columns(), st.sampled_from(KINDS)), min_size=1, max_size=6))
def test_whatever_kind_is_chosen_no_cell_says_something_else(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[list[str], str]]
) -> None:
    folder = tmp_path_factory.mktemp("chosen")
    store = Store()
    store.open(f"sqlite:///{folder}/x.tidy")
    kinds = [kind for _, kind in table]
    found = through(store, folder, [column for column, _ in table], kinds)
    store.close()
    changed = [
        (kind, cell, back)
        for (column, kind), backs in zip(table, found, strict=True)
        for cell, back in zip(map(disarmed, column), backs, strict=True)
        if back != cell and not says_the_same(kind, cell, back)
    ]
    assert changed == []
