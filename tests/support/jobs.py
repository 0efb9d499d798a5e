"""Waiting for a piece of long work, as a page does."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.support.patience import until

_PATIENCE = 120.0
"""Seconds; only a job that hangs takes so long, however busy the machine is."""


def until_over(client: FlaskClient, job: str) -> dict[str, Any]:
    """Return what is told about a job once it is done, has failed or was stopped."""

    def over() -> dict[str, Any] | None:
        told: dict[str, Any] = client.get(f"/api/v1/jobs/{job}").json
        return None if told["state"] == "running" else told

    return until(over, f"the end of job {job}", _PATIENCE)
