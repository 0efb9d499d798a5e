"""The making of an order: who waits for it is told how it ended."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import DocumentBusy
from desktop_app.domain.query import Query
from desktop_app.engine.making import Making
from desktop_app.engine.orders import Order
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look


def test_who_waits_for_what_failed_is_told_and_does_not_ask_for_ever(store: Store) -> None:
    def fail(_making: Making, _look: Look) -> Order:
        raise ZeroDivisionError

    making = Making(Query(search="x"), None)
    with pytest.raises(ZeroDivisionError):
        making.run(fail, store.look)
    with pytest.raises(RuntimeError, match="failed"):
        making.wait()


def test_too_little_memory_is_said_in_words(store: Store) -> None:
    def fail(_making: Making, _look: Look) -> Order:
        raise MemoryError

    making = Making(Query(search="x"), None)
    making.run(fail, store.look)
    with pytest.raises(DocumentBusy, match="not enough memory"):
        making.wait()
