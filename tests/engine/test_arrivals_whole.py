"""Whatever rows arrive, the table holds what it should, and undo gives back what there was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import journal
from desktop_app.engine.store import Store
from tests.engine.test_arrivals import BO, DAY, Rows, bring, made, now
from tests.support.contents import contents

NAMES = st.sampled_from(["Ada", "Bo", "Cy", "Dee", "ada", "Ünï 🎉", None])
AGES = st.sampled_from([0, 1, -7, 2**53 + 1, None, Misfit("about 40")])
DAYS = st.sampled_from([DAY, date(2000, 1, 1), None, Misfit("soon")])
PEOPLE = st.lists(st.tuples(NAMES, AGES, DAYS).map(list), min_size=1, max_size=8)
COMING = st.lists(
    st.tuples(NAMES, AGES, DAYS).map(list),
    max_size=8,
    unique_by=lambda row: row[0] if row[0] is not None else object(),
)


def merged(old: Rows, coming: Rows, *, clear: bool) -> list[list[Held]]:
    """Say what is to be there, row by row."""
    known = {row[0]: row for row in coming if row[0] is not None}
    pairs = [zip(row, known.get(row[0], row), strict=True) for row in old]
    kept = [[new if clear or new is not None else here for here, new in row] for row in pairs]
    names = {row[0] for row in old}
    return kept + [list(row) for row in coming if row[0] is None or row[0] not in names]


def plain(rows: Rows) -> list[tuple[object, ...]]:
    """Give texts in place of misfits."""
    return [tuple(h.text if isinstance(h, Misfit) else h for h in row) for row in rows]


def check(store: Store, folder: Path, old: Rows, coming: Rows, *, clear: bool) -> None:
    """Bring rows in, take them back, bring them in again."""
    made(store, old)
    before = contents(store)
    counts = bring(store, folder, coming, clear=clear)
    after = contents(store)
    assert [row[:3] for row in now(store)] == plain(merged(old, coming, clear=clear))
    assert bool(counts.changed or counts.added) == (after != before)
    if after == before:
        return
    for step, picture in ((journal.undo, before), (journal.redo, after)) * 2:
        with store.work(BO) as w:
            step(w)
        assert contents(store) == picture, step.__name__


@settings(max_examples=60)
@given(old=PEOPLE, coming=COMING, clear=st.booleans())
def test_whatever_comes_in_is_taken_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, old: Rows, coming: Rows, clear: bool
) -> None:
    folder = tmp_path_factory.mktemp("coming")
    store = Store()
    store.open(f"sqlite:///{folder}/one.tidy")
    try:
        check(store, folder, old, coming, clear=clear)
    finally:
        store.close()


@pytest.mark.parametrize("clear", [True, False])
def test_a_lot_at_once_on_every_database(any_store: Store, tmp_path: Path, clear: bool) -> None:
    old = [[f"Guest {n}", n, DAY] for n in range(700)]
    coming = [[f"Guest {n}", n + n % 2, None if n % 3 else DAY] for n in range(300, 1300)]
    check(any_store, tmp_path, old, coming, clear=clear)
