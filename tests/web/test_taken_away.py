"""The file, or its folder, is taken away under the app, which says so and makes no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.domain.errors import DocumentProblem
from desktop_app.engine.backends.sqlite import READERS
from tests.support.jobs import until_over

AWAY: dict[str, Callable[[Path], object]] = {
    "file moved": lambda path: path.rename(path.with_name("other.tidy")),
    "file deleted": Path.unlink,
    "folder moved": lambda path: path.parent.rename(path.parent.with_name("other")),
    "folder deleted": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.parametrize("how", AWAY)
def test_nothing_is_saved_where_the_file_is_not_any_more(
    app: Flask, one_guest: FlaskClient, document: Path, how: str
) -> None:
    AWAY[how](document)
    for _ in range(2):
        edits = [{"row": 1, "column": 1, "text": "Ada"}]
        answer = one_guest.patch("/api/v1/tables/1/cells", json={"edits": edits})
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "document_moved")
        assert "Nothing in the file was changed" in answer.json["error"]["message"]
    begun = one_guest.post("/api/v1/history/smaller").json
    assert "moved, deleted or replaced" in str(until_over(one_guest, begun["job"]))
    assert looked(app, one_guest) <= {200, 422}
    assert not document.exists()


def looked(app: Flask, client: FlaskClient) -> set[int]:
    """Look at a table by readers that were there before, and by all that come anew."""
    found = set()
    with ExitStack() as held:
        for _ in range(READERS):
            found.add(client.get("/tables/1").status_code)
            found.add(client.get("/api/v1/tables/1/rows").status_code)
            try:
                held.enter_context(app.extensions["tidybase"].look())
            except DocumentProblem:
                break
    return found
