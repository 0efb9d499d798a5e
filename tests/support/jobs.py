"""Waiting for a piece of long work, as a page does."""

from __future__ import annotations

import time

from flask.testing import FlaskClient

_PATIENCE = 120.0
"""Seconds; only a job that hangs takes so long, however busy the machine is."""

_PAUSE = 0.01
"""Seconds between two questions: without one, the asking keeps the job from working."""


def until_over(client: FlaskClient, job: str) -> dict:
    """Return what is told about a job once it is done, has failed or was stopped."""
    deadline = time.monotonic() + _PATIENCE
    while (told := client.get(f"/api/v1/jobs/{job}").json)["state"] == "running":
        assert time.monotonic() < deadline, told
        time.sleep(_PAUSE)
    return told
