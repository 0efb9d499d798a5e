"""Imports into a table that is there as pieces of long work, and the look ahead at one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from desktop_app.domain.access import Actor
from desktop_app.engine import catalog
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from desktop_app.services.transfer import goals, into, into_ahead, receipts, service
from desktop_app.services.transfer.goals import Course
from desktop_app.services.transfer.importing import put_together
from desktop_app.services.transfer.into_shapes import ImportRehearsed, IntoWanted
from desktop_app.services.transfer.preview import Preview
from desktop_app.services.transfer.receipts import Origin
from desktop_app.web.jobs import Job, Outcome

Page: TypeAlias = Callable[..., str | None]
"""Gives the address of a table's page."""


def course(store: Store, preview: Preview, wanted: IntoWanted) -> Course:
    """Return the course that a person wants for a sheet. Raises Invalid, NotFound, Conflict."""
    with store.look() as look:
        return goals.course(preview.planned(None), catalog.table(look, wanted.table), wanted)


@dataclass(frozen=True)
class ImportInto:
    """What to import, into what, who does it, and what follows."""

    preview: Preview
    course: Course
    store: Store
    actor: Actor
    page_of: Page = lambda **_: None
    forget: Callable[[], None] = lambda: None
    """Called once the file is no longer needed."""
    wanted: Mapping[str, Any] = field(default_factory=dict)
    """What the person chose, as the receipt keeps it."""

    def run(self, job: Job) -> Outcome:
        """Bring the sheet in; the outcome is its receipt and the page of the table."""
        source = self.preview.upload.path
        origin = Origin.of(source, self.preview.upload.name)
        with service.side_file(self.store, source, folder=source.parent) as side:
            coming = self.coming(side, job)
            origin.settle()
            with self.store.work(self.actor) as w:
                taken = into.take(w, coming, job.seen)
                kept = receipts.keep(w, origin, [taken.part], self.wanted)
        self.forget()
        go = self.page_of(table_id=taken.table)
        return Outcome(taken.sentence, go, receipts.page(kept))

    def coming(self, side: Path, job: Job) -> into.Coming:
        """Put the sheet together in the side file."""
        preview = self.preview
        filled = put_together(preview, self.course.plan, side, job)
        return into.Coming(self.course, filled, side, preview.sheet, preview.upload.name)


@dataclass
class LookAhead:
    """Looks at what an import would do; `found` is that, once it is known."""

    wanted: ImportInto
    found: ImportRehearsed | None = None

    def run(self, job: Job) -> Outcome:
        """Do all but the change itself."""
        wanted, source = self.wanted, self.wanted.preview.upload.path
        with service.side_file(wanted.store, source, folder=source.parent) as side:
            coming = wanted.coming(side, job)
            with _of_no_consequence(wanted.store, wanted.actor) as w:
                self.found = into_ahead.rehearse(w, coming, job.seen)
        return Outcome("")


class _Over(Exception):
    """Ends a work of which nothing is to stay."""


@contextmanager
def _of_no_consequence(store: Store, actor: Actor) -> Iterator[Work]:
    """Give a work that is never committed."""
    with suppress(_Over), store.work(actor) as w:
        yield w
        raise _Over
