"""A change of kind as a piece of long work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.access import Actor
from desktop_app.engine.store import Store
from desktop_app.services.columns import kinds
from desktop_app.web.jobs import Job, Outcome


@dataclass(frozen=True)
class Conversion:
    """Which column is to become what, and who does it."""

    store: Store
    actor: Actor
    table: int
    column: int
    kind: str
    wishes: Mapping[str, Any]

    def run(self, job: Job) -> Outcome:
        """Do it; the outcome says how many cells fit."""
        with self.store.work(self.actor) as w:
            told = kinds.change(
                w, self.table, self.column, self.kind, wishes=self.wishes, seen=job.seen
            )
        return Outcome(told)
