"""Documents with one long table for the benchmarks: the same one for the same number of rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.domain.access import Actor
from desktop_app.engine import catalog, rows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
from tests.benchmarks.people import write_people

_NARROW = [
    ("Name", "text", {}),
    ("Town", "text", {}),
    ("Number", "whole_number", {}),
    ("Code", "text", {}),
]
_NAMES = ("Ada", "Bo", "Emil", "Guy", "Ivo", "June")
_TOWNS = ("Ghent", "Łódź", "Malmö", "York")


def make_people(document: Path, total: int) -> None:
    """Make a document of people with twelve columns, by importing them."""
    source = document.with_suffix(".csv")
    write_people(source, total)
    with closing(_opened(document)) as store:
        import_file(store, opened(source), "People", lambda _: None)
    source.unlink()


def make_narrow(document: Path, total: int) -> None:
    """Make a document of people with four columns."""
    with closing(_opened(document)) as store, store.work(Actor(1, "ada")) as w:
        made = w.apply(AddTable("People", _NARROW)).table
        assert made is not None
        rows.load(w, catalog.table(w, made), _batches(total), lambda _: None)


def _batches(total: int) -> Iterator[list[list[Any]]]:
    dice = random.Random(11)
    for start in range(0, total, 500):
        some = range(start, min(total, start + 500))
        chance = [dice.random() for _ in some]
        yield [
            [f"{_NAMES[int(each * 6)]} {int(each * 1e6)}" for each in chance],
            [_TOWNS[int(each * 4)] for each in reversed(chance)],
            list(some),
            [f"{int(each * 99999):05}" for each in chance],
        ]


def _opened(document: Path) -> Store:
    store = Store()
    store.open(f"sqlite:///{document}")
    return store
