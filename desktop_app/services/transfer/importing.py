"""An import as a piece of long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.domain.access import Actor
from desktop_app.domain.sheet import SheetPlan
from desktop_app.engine.store import Store
from desktop_app.services.transfer import service
from desktop_app.services.transfer.preview import Preview
from desktop_app.web.jobs import Job, Outcome


@dataclass(frozen=True)
class Import:
    """What to import, where to, who does it, and what follows."""

    preview: Preview
    plan: SheetPlan
    title: str
    store: Store
    actor: Actor
    page_of: Callable[..., str | None]
    """Gives the address of the new table's page."""
    forget: Callable[[], None]
    """Called once the file is no longer needed."""

    def run(self, job: Job) -> Outcome:
        """Bring the sheet in; the outcome is its receipt and the page of the table."""
        with self.store.work(self.actor) as w:
            receipt = service.import_sheet(w, self.preview.sheet, self.plan, self.title, job.seen)
        self.forget()
        return Outcome(receipt.sentence, self.page_of(table_id=receipt.table))
