"""Long work: progress, its end, and stopping it."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.web.jobs import Job, Jobs, Outcome
from tests.support.jobs import until_over
from tests.support.patience import MOST, until


@pytest.fixture
def jobs(app: Flask) -> Jobs:
    return app.extensions["tidybase.jobs"]


def test_a_job_tells_how_far_it_is_and_how_it_ended(jobs: Jobs, client: FlaskClient) -> None:
    go = threading.Event()

    def deed(job: Job) -> Outcome:
        job.seen(7)
        go.wait(MOST)
        return Outcome("All in.", "/tables/1")

    job = jobs.start(deed, total=9).id
    until(lambda: client.get(f"/api/v1/jobs/{job}").json["done"])
    told = client.get(f"/api/v1/jobs/{job}").json
    assert (told["state"], told["done"], told["total"]) == ("running", 7, 9)
    go.set()
    told = until_over(client, job)
    assert (told["state"], told["message"], told["go"]) == ("done", "All in.", "/tables/1")
    assert told["error"] is None


def test_a_job_stops_when_asked(jobs: Jobs, client: FlaskClient) -> None:
    asked = threading.Event()

    def deed(job: Job) -> Outcome:
        asked.wait(MOST)
        job.seen(1)
        return Outcome("too late")

    job = jobs.start(deed).id
    assert client.delete(f"/api/v1/jobs/{job}").status_code == 200
    asked.set()
    assert until_over(client, job)["state"] == "cancelled"


def test_a_problem_ends_a_job_in_words(jobs: Jobs, client: FlaskClient) -> None:
    def refused(_: Job) -> Outcome:
        raise Invalid("Row 7 has no name.", field="7")

    def broken(_: Job) -> Outcome:
        raise ZeroDivisionError

    told = until_over(client, jobs.start(refused).id)
    assert (told["state"], told["error"]["message"]) == ("failed", "Row 7 has no name.")
    told = until_over(client, jobs.start(broken).id)
    assert told["state"] == "failed"
    assert "not changed" in told["error"]["message"]


def test_old_jobs_are_forgotten(jobs: Jobs) -> None:
    first = jobs.start(lambda _: Outcome("x"))
    until(lambda: first.state == "done")
    for _ in range(100):
        jobs.start(lambda _: Outcome("x"))
    with pytest.raises(NotFound):
        jobs.find(first.id)


def test_a_job_can_be_watched_and_stopped_while_the_file_is_held(
    app: Flask, client: FlaskClient, jobs: Jobs
) -> None:
    client.get("/users")
    holder = sqlite3.connect(app.extensions["tidybase"].path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    stopped = threading.Event()

    def deed(job: Job) -> Outcome:
        stopped.wait(MOST)
        job.seen(1)
        return Outcome("too late")

    job = jobs.start(deed).id
    assert client.get(f"/api/v1/jobs/{job}").status_code == 200
    assert client.delete(f"/api/v1/jobs/{job}").status_code == 200
    stopped.set()
    assert until_over(client, job)["state"] == "cancelled"
    holder.execute("ROLLBACK")
    holder.close()
