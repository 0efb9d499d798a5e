"""Long work, beside the requests: progress, an end in words, and a way to stop it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Event, Lock, Thread
from time import monotonic
from typing import Literal, TypeAlias, TypedDict, cast

from flask import Blueprint, Flask, current_app

from desktop_app.domain.errors import NotFound, Problem
from desktop_app.web.api import answers
from desktop_app.web.errors import as_json
from desktop_app.web.looking import only_looks
from desktop_app.web.shapes import ErrorWords, Token

log = logging.getLogger("tidybase")

bp = Blueprint("jobs", __name__, url_prefix="/api/v1/jobs")


State: TypeAlias = Literal["running", "done", "cancelled", "failed"]


_TOO_EARLY = 0.5
"""Seconds before which nobody can say how fast it goes."""


class Pace(TypedDict):
    """How many a second, and how many seconds are left."""

    speed: int | None
    seconds_left: int | None


class JobShape(Pace):
    """How far a piece of work is; `total` is not always known, the rest comes at its end.

    `looked_at` counts rows while every row of a sheet is looked at, before it comes in.
    """

    job: Token
    state: State
    done: int
    looked_at: int | None
    total: int | None
    message: str
    go: str | None
    more: str | None
    error: ErrorWords | None


class Cancelled(Exception):
    """The person asked to stop; whatever was begun is rolled back."""


@dataclass(frozen=True)
class Outcome:
    """How a job ended well: a sentence, the page to go to, and the page that tells more of it."""

    message: str
    go: str | None = None
    more: str | None = None


class Job:
    """One piece of long work; `done` and `total` count whatever it counts, such as rows."""

    def __init__(self, total: int | None = None) -> None:
        self.id = secrets.token_urlsafe(12)
        self.state: State = "running"
        self.done = 0
        self.looked_at: int | None = None
        self.total = total
        self.outcome: Outcome | None = None
        self.problem: Problem | None = None
        self._stop = Event()
        self._began = monotonic()

    def seen(self, done: int) -> None:
        """Tell how far it is. Raises Cancelled once the person asked to stop."""
        self.done, self.looked_at = done, None
        self._go_on()

    def looked(self, rows: int) -> None:
        """Tell how many rows were looked at, before they come in. Raises Cancelled."""
        self.looked_at = rows
        self._go_on()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask it to stop at the next `seen`."""
        self._stop.set()

    def as_json(self) -> JobShape:
        """Return what a page polls."""
        # First of all, since it is set last: who sees "done" sees the outcome too.
        state = self.state
        outcome = self.outcome or Outcome("")
        return {
            "job": self.id,
            "state": state,
            "done": self.done,
            "looked_at": self.looked_at,
            "total": self.total,
            **self._pace(),
            "message": outcome.message,
            "go": outcome.go,
            "more": outcome.more,
            "error": as_json(self.problem)["error"] if self.problem else None,
        }

    def _pace(self) -> Pace:
        """Return the speed so far and what is left at that speed, once there is anything to say."""
        done, passed = self.done, monotonic() - self._began
        nothing = not done or self.looked_at is not None
        if nothing or passed < _TOO_EARLY or self.state != "running":
            return {"speed": None, "seconds_left": None}
        left = None if self.total is None else max(0, self.total - done)
        seconds = None if left is None else ceil(left * passed / done)
        return {"speed": round(done / passed), "seconds_left": seconds}

    def run(self, deed: Callable[[Job], Outcome]) -> None:
        """Do it, here and now, and remember how it ended."""
        try:
            self.outcome = deed(self)
            self.state = "done"
        except Cancelled:
            self.state = "cancelled"
        except Problem as problem:
            self.problem, self.state = problem, "failed"
        except Exception:
            log.exception("a job failed")
            self.problem = Problem("Something went wrong. Your file was not changed by it.")
            self.state = "failed"


class Jobs:
    """The jobs of one app, newest last; the last hundred are remembered."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def start(self, deed: Callable[[Job], Outcome], total: int | None = None) -> Job:
        """Run it on a thread of its own."""
        job = Job(total)
        with self._lock:
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-100]:
                if self._jobs[old].state != "running":
                    del self._jobs[old]
        Thread(target=job.run, args=(deed,), name="job", daemon=True).start()
        return job

    def find(self, job_id: str) -> Job:
        """Return a job. Raises NotFound."""
        try:
            return self._jobs[job_id]
        except KeyError:
            raise NotFound("There is no such work under way.") from None

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return any(job.state == "running" for job in list(self._jobs.values()))

    def stop(self) -> None:
        """Ask all of them to stop, as the program ends."""
        for job in list(self._jobs.values()):
            job.cancel()


def jobs() -> Jobs:
    """Return the jobs of the app of this request."""
    return cast("Jobs", current_app.extensions["tidybase.jobs"])


def init_app(app: Flask) -> None:
    """Give the app its jobs."""
    app.extensions["tidybase.jobs"] = Jobs()
    app.register_blueprint(bp)


@bp.get("/<job_id>")
@answers()
def show_job(job_id: Token) -> JobShape:
    """Say how far a job is."""
    return jobs().find(job_id).as_json()


@bp.delete("/<job_id>")
@answers()
@only_looks
def cancel_job(job_id: Token) -> JobShape:
    """Stop a job."""
    job = jobs().find(job_id)
    job.cancel()
    return job.as_json()
