"""The making of an order, beside the requests: others wait for it, or stop it."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.exc import SQLAlchemyError

from desktop_app.domain.errors import DocumentBusy, Problem
from desktop_app.domain.query import Query
from desktop_app.engine.pieces import Ids
from desktop_app.engine.work import Look

if TYPE_CHECKING:
    from desktop_app.engine.orders import Order

Looks: TypeAlias = Callable[[], AbstractContextManager[Look]]

PATIENCE = 120.0
"""Seconds that somebody waits for an order."""

_NO_MEMORY = (
    "There is not enough memory left on this computer for that. Close other programs, or look for "
    "less at once, and try again."
)


class Stopped(Exception):
    """The making of an order was stopped."""


class Making:
    """An order that is being made; `asker` is whoever asked for it first."""

    def __init__(self, query: Query, asker: object) -> None:
        self.query, self.asker = query, asker
        self.order: Order | None = None
        self.first: Ids = array("q")
        """Rows known to be the first ones, while the others are still looked for."""
        self.problem: Problem | None = None
        self.superseded = False
        self._changed = threading.Condition()
        self._over = self._stopped = False
        self._connection: Any = None

    def going(self) -> None:
        """Raise Stopped once it is to end."""
        if self._stopped:
            raise Stopped

    def seen(self, ids: Ids) -> None:
        """Tell who waits that these rows come first. Raises Stopped once it is to end."""
        self.going()
        with self._changed:
            self.first = ids
            self._changed.notify_all()

    def stop(self) -> None:
        """End it, in the midst of a statement too where the driver can."""
        self._stopped = True
        interrupt = getattr(self._connection, "interrupt", None)
        if interrupt is not None:
            interrupt()

    def wait(self, enough: int | None = None, within: float = PATIENCE) -> None:
        """Return once it is over, or so many of the first rows are known.

        Raises what it failed with, for whoever asked again would only begin the same anew.
        """

        def known() -> bool:
            return self._over or (enough is not None and len(self.first) >= enough)

        with self._changed:
            if not self._changed.wait_for(known, within):
                raise DocumentBusy("This takes longer than it should. Please try again.")
        if self.superseded:
            raise DocumentBusy("Something else was asked for meanwhile.")
        if self.problem is not None:
            raise self.problem
        if self._over and self.order is None and not self._stopped:
            raise RuntimeError("The making of an order failed; its thread says how.")

    def run(self, make: Callable[[Making, Look], Order], look: Looks) -> None:
        """Make it, here and now."""
        try:
            with look() as reading:
                self._connection = reading.connection.connection.driver_connection
                self.going()
                self.order = make(self, reading)
        except Problem as problem:
            self.problem = None if self._stopped else problem
        except MemoryError:
            self.problem = DocumentBusy(_NO_MEMORY)
        except (Stopped, SQLAlchemyError):
            if not self._stopped:
                raise
        finally:
            self._connection = None
            with self._changed:
                self._over = True
                self._changed.notify_all()
