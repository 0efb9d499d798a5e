"""What has a name is done once, whatever came of it since, as long as history tells of it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from desktop_app.domain.errors import AlreadyDone
from desktop_app.engine import journal, made, trimming
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.entries import Flip
from desktop_app.engine.made import Made
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support.contents import contents


@pytest.fixture
def added(any_store: Store) -> Store:
    """Two rows that were added by “add”, which “undo” took back, “redo” did again and so on."""
    with any_store.work(ADA) as w:
        w.apply(AddTable("Guests", [("Name", "text", {})]))
    with any_store.work(ADA, "add") as w:
        w.apply(AddRows(1, [1], [["Ada"], ["Bo"]]))
    for deed, name in ((journal.undo, "undo"), (journal.redo, "redo"), (journal.undo, "again")):
        with any_store.work(ADA, name) as w:
            deed(w)
    return any_store


@pytest.mark.parametrize("name", ["add", "undo", "redo", "again"])
def test_every_name_of_a_deed_is_known_though_others_flipped_it_since(
    added: Store, name: str
) -> None:
    before = contents(added)
    with pytest.raises(AlreadyDone), added.work(ADA, name) as w:
        w.apply(AddRows(1, [1], [["Cy"]]))
    assert contents(added) == before
    with added.look() as look:
        assert made.by(look, name) == (Made(rows=[1, 2]) if name == "add" else Made())


def test_the_names_of_what_is_forgotten_are_forgotten_with_it(
    added: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "ALWAYS", 1)
    for text in ("Cy", "Di"):
        with added.work(ADA, text) as w:
            w.apply(AddRows(1, [1], [[text]]))
    with added.work(ADA) as w:
        trimming.forget(w, 2)
    trimming.tidy(added)
    with added.look() as look:
        assert look.connection.scalar(select(func.count()).select_from(Flip)) == 0
    with added.work(ADA, "add") as w:
        w.apply(AddRows(1, [1], [["Ed"]]))
