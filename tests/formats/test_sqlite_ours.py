"""A document of Tidybase read as a database: all that people see of it comes in, and no more."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.sheet import Misfit
from desktop_app.engine.changes.columns import RemoveColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable, RemoveTable
from desktop_app.engine.store import Store
from desktop_app.formats.readable import format_for
from tests.conftest import ADA
from tests.formats.reading import opened, rows


def made(store: Store) -> Path:
    """A file with a text beside a number, a column that was removed, and a table that was."""
    columns = [("Name", "text", {}), ("Age", "whole_number", {}), ("Secret", "text", {})]
    cells = [["Ada", 36, "a"], ["Bo", Misfit("about 9"), "b"], ["Cy", None, "c"]]
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", columns))
        w.apply(AddRows(1, [1, 2, 3], cells))
        w.apply(AddTable("Gone", [("What", "text", {})]))
    with store.work(ADA) as w:
        w.apply(RemoveColumn(1, 3))
        w.apply(RemoveTable(2))
    path = store.path
    assert path is not None
    store.close()
    return path


def test_what_does_not_fit_comes_in_as_its_text(store: Store) -> None:
    sheet = opened(made(store))
    assert rows(sheet) == [[1, "Ada", 36], [2, "Bo", "about 9"], [3, "Cy", None]]


def test_what_was_removed_stays_away(store: Store) -> None:
    path = made(store)
    assert format_for(path, path.name).sheets(path) == ["Guests"]
    assert list(opened(path).header) == ["id", "Name", "Age"]


def test_it_is_said_that_kinds_stay_behind(store: Store) -> None:
    note = opened(made(store)).notes[-1]
    assert note.startswith("This is a Tidybase file: people, choices, money")
