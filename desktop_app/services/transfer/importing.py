"""An import as a piece of long work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.access import Actor
from desktop_app.domain.sheet import SheetPlan
from desktop_app.engine.store import Store
from desktop_app.services.transfer import all_sheets, receipts, service
from desktop_app.services.transfer.filling import Filled, fill
from desktop_app.services.transfer.loading import is_small, load
from desktop_app.services.transfer.preview import Preview
from desktop_app.services.transfer.receipts import Origin
from desktop_app.web.jobs import Job, Outcome
from desktop_app.web.uploads import Upload


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
    wanted: Mapping[str, Any]
    """What the person chose, as the receipt keeps it."""

    def run(self, job: Job) -> Outcome:
        """Bring the sheet in; the outcome is its receipt and the page of the table."""
        source = self.preview.upload.path
        origin = Origin.of(source, self.preview.upload.name)
        with service.side_file(self.store, source, folder=source.parent) as side:
            filled = put_together(self.preview, self.plan, side, job)
            origin.settle()
            with self.store.work(self.actor) as w:
                sheet = self.preview.sheet.name
                receipt = service.take_in(w, filled, side, self.title, job.seen, sheet)
                kept = receipts.keep(w, origin, [receipt.part], self.wanted)
        self.forget()
        go = self.page_of(table_id=receipt.table)
        return Outcome(receipt.sentence, go, receipts.page(kept))


def put_together(preview: Preview, plan: SheetPlan, side: Path, job: Job) -> Filled:
    """Fill the side file with a sheet as planned, in another process if it is large.

    What was answered about it while it was looked at is not asked for again.
    """
    if is_small(preview.upload.path):
        return fill(preview.sheet, plan, side, job.seen)
    return load(preview.source, plan, side, job.seen)


@dataclass(frozen=True)
class ImportAll:
    """Uploads of which every sheet is to come in, where to, who does it, and what follows."""

    uploads: Sequence[Upload]
    store: Store
    actor: Actor
    page_of: Callable[..., str | None]
    """Gives the address of a table's page."""
    forget: Callable[[], None]
    """Called once the files are no longer needed."""

    def run(self, job: Job) -> Outcome:
        """Bring the sheets in; the outcome is their receipt and the page of the first table."""
        files = [
            all_sheets.File(each.path, each.name, aside=not is_small(each.path))
            for each in self.uploads
        ]
        folder = self.uploads[0].path.parent
        receipt = all_sheets.import_all(
            self.store, files, job.seen, self.actor, folder=folder, looked=job.looked
        )
        self.forget()
        go = self.page_of(table_id=receipt.tables[0].table)
        return Outcome(receipt.sentence, go, receipts.page(*receipt.kept))
