"""An accident is told by a mark, which the log has too; what people keep is in neither."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.web.context import look, work
from tests.support import mariadb, postgres

SECRET = "what-ada-earns"
BROKEN = sa.text("SELECT nothing_of_that_name(:given)")


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def uri(request: pytest.FixtureRequest, document: Path) -> str:
    """The address of a new database of each kind; those of servers have a password."""
    if request.param == "sqlite":
        return f"sqlite:///{document}"
    given = request.getfixturevalue(request.param)
    found = postgres.emptied(given) if request.param == "postgresql" else mariadb.emptied(given)
    return found.replace("tester@", f"tester:{SECRET}@")


@pytest.mark.parametrize("door", [look, work])
def test_the_log_of_an_accident_holds_nothing_that_people_keep(
    uri: str, config: Config, caplog: pytest.LogCaptureFixture, door: object
) -> None:
    app = create_app(config.opening(uri))

    @app.post("/api/v1/broken")
    def broken() -> str:
        with door() as it:  # type: ignore[operator]
            it.connection.execute(BROKEN, {"given": SECRET})
        return ""

    answer = app.test_client().post("/api/v1/broken", json={"text": SECRET})
    close(app)
    assert answer.status_code == 500
    mark = re.search(r"the mark (\w+)\.", answer.json["error"]["message"])
    assert mark is not None
    assert f"accident {mark[1]}" in caplog.text
    assert "nothing_of_that_name" in caplog.text
    assert SECRET not in caplog.text + answer.text
