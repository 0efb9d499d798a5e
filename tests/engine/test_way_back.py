"""Whatever is done, in whatever order, is undone and redone to exactly what was there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Problem
from desktop_app.engine import journal
from desktop_app.engine.changes import cells, rows
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.conftest import ADA
from tests.engine.deeds import DEEDS, Dice
from tests.support import mariadb, postgres
from tests.support.contents import Contents, contents

Address = Callable[[], str]

# The first few make sure that there is something for the others to work on.
BEGINNING = [
    (0, [0, 1, 2, 3, 255]),
    (0, [1, 3, 2, 1, 255]),
    (1, [0, 4, 1, 2, 7]),
    (1, [1, 3, 0, 2, 7]),
]
NUMBER = st.integers(0, 4095)
DEED = st.tuples(st.integers(0, len(DEEDS) - 1), st.lists(NUMBER, min_size=5, max_size=5))
BACK_AND_FORTH = st.integers(0, 5)


class Story:
    """A document, and a picture of it after every step that can be undone."""

    def __init__(self, uri: str) -> None:
        self.uri, self.store = uri, Store()
        self.store.open(uri)
        with self.store.work(ADA) as w:
            w.session.add(User(username="ada", email="ada@example.org"))
        self.pictures: list[Contents] = [contents(self.store)]

    def do(self, deed: int, numbers: list[int]) -> None:
        """Do something; what is refused changes nothing."""
        before = self.pictures[-1]
        with suppress(Problem):
            with self.store.work(ADA) as w:
                DEEDS[deed](w, Dice(numbers))
                done = bool(w.steps)
            if done:
                self.pictures.append(contents(self.store))
                return
        assert contents(self.store) == before, DEEDS[deed].__name__

    def undo(self, at: int) -> None:
        """Take back the step before the picture at that place."""
        with self.store.work(ADA) as w:
            sentence = journal.undo(w).sentence
        assert contents(self.store) == self.pictures[at - 1], f"undo: {sentence}"

    def redo(self, at: int) -> None:
        """Do again the step that leads to the picture at that place."""
        with self.store.work(ADA) as w:
            sentence = journal.redo(w).sentence
        assert contents(self.store) == self.pictures[at], f"redo: {sentence}"

    def back_and_forth(self, steps: int) -> None:
        """Undo so many steps and redo them."""
        last = len(self.pictures) - 1
        places = range(last, max(0, last - steps), -1)
        for at in places:
            self.undo(at)
        for at in reversed(places):
            self.redo(at)

    def open_again(self) -> None:
        """Close the document and open it."""
        self.store.close()
        self.store = Store()
        self.store.open(self.uri)


def live(uri: str, deeds: list[Any]) -> None:
    """Do it all, now and then go some steps back and forth, and in the end all of them."""
    story = Story(uri)
    try:
        for deed, numbers in [*BEGINNING, *deeds]:
            story.do(deed, numbers)
            if numbers[0] % 7 == 0:
                story.back_and_forth(1 + numbers[1] % 4)
        story.open_again()
        story.back_and_forth(len(story.pictures))
    finally:
        story.store.close()


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are many already, so that what is kept aside in images is tried as well."""
    monkeypatch.setattr(rows, "FEW", 1)
    monkeypatch.setattr(cells, "FEW", 1)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Address, int]:
    """What gives the address of an empty database, and how many deeds each story there has."""
    number = iter(range(10_000))
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/{next(number)}.tidy", 60
    if request.param == "postgresql":
        where = request.getfixturevalue("postgresql")
        return lambda: postgres.emptied(where), 30
    where = request.getfixturevalue("mariadb")
    return lambda: mariadb.emptied(where), 15


@pytest.mark.parametrize("large", [False, True])
def test_every_step_has_a_way_back(
    address: tuple[Address, int], large: bool, request: pytest.FixtureRequest
) -> None:
    if large:
        request.getfixturevalue("everything_is_large")
    new, many = address
    examples = many // 5

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        # A story of many deeds is told as it is: shortening it would take minutes.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(DEED, min_size=many // 2, max_size=many))
    def run(deeds: list[Any]) -> None:
        live(new(), deeds)

    run()
