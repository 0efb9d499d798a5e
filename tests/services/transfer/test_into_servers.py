"""A file goes into a table on a database server as it does into a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine import journal
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer import into_jobs
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.into_jobs import ImportInto, LookAhead
from desktop_app.services.transfer.into_shapes import Goal, IntoWanted
from desktop_app.services.transfer.preview import Previews
from desktop_app.web.jobs import Job, Jobs
from desktop_app.web.uploads import Upload
from tests.conftest import ADA
from tests.support import mariadb, postgres
from tests.support.contents import contents
from tests.support.patience import until

CSV = "Name,Age,Voice,Town\nAda,37,Bass,York\nBo,old,Alto,\nCy,1,Alto,Bath\n"
VOICES = {"choices": [{"name": "Alto", "colour": "teal"}]}
COLUMNS = [("Name", "text", {}), ("Age", "whole_number", {}), ("Voice", "choice", VOICES)]


@pytest.fixture(params=["postgresql", "mariadb"])
def choir(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A document with three guests on each kind of server."""
    where = request.getfixturevalue(request.param)
    made = postgres.emptied(where) if request.param == "postgresql" else mariadb.emptied(where)
    store = Store()
    store.open(made)
    with store.work(ADA) as w:
        w.apply(AddTable("Choir", COLUMNS))
        w.apply(AddRows(1, [1, 2, 3], [["Ada", 36, "Alto"], ["Bo", 7, "Alto"], ["Cy", 1, "Alto"]]))
    yield store
    store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "newer.csv"
    path.write_text(CSV)
    return path


def test_a_look_ahead_tells_what_then_happens_and_is_undone(choir: Store, file: Path) -> None:
    before = contents(choir)
    preview = Previews().of(Upload("token", file, file.name), None, Jobs())
    until(lambda: preview.ready, "a look at the file")
    goals = [Goal(column=1), Goal(column=2), Goal(column=3), Goal(name="Town")]
    wanted = IntoWanted(table=1, mode="update", key=[1], columns=goals, extend=True)
    deed = ImportInto(preview, into_jobs.course(choir, preview, wanted), choir, ADA)
    ahead = LookAhead(deed)
    ahead.run(Job())
    assert contents(choir) == before
    found = ahead.found
    assert found is not None
    assert [found[each] for each in ("added", "changed", "cells", "misfits")] == [0, 3, 5, 1]
    assert deed.run(Job()).message.startswith("3 rows updated in Choir")
    after = contents(choir)
    assert [row[1:] for row in after["tables"]["Choir"]["rows"]] == [
        ("Ada", 37, "Bass", "York"),
        ("Bo", None, "Alto", None),
        ("Cy", 1, "Alto", "Bath"),
    ]
    for step, picture in ((journal.undo, before), (journal.redo, after)):
        with choir.work(ADA) as w:
            step(w)
        assert contents(choir) == picture


@pytest.mark.parametrize("clear", [False, True])
def test_empty_cells_leave_or_empty_those_of_the_table(
    choir: Store, file: Path, clear: bool
) -> None:
    file.write_text("Name,Age,Voice\nAda,old,Alto\nCy,many,\n")
    import_into(choir, opened(file), Named("choir", ["Name"]), lambda _: None, ADA)
    before = contents(choir)
    file.write_text("Name,Age,Voice\nAda,,\nBo,8,\nCy,,Bass\n")
    import_into(choir, opened(file), Named("choir", ["Name"], clear), lambda _: None, ADA)
    after = contents(choir)
    left = [("Ada", None, "Alto"), ("Bo", 8, "Alto"), ("Cy", None, None)]
    emptied = [("Ada", None, None), ("Bo", 8, None), ("Cy", None, None)]
    found = [row[1:] for row in after["tables"]["Choir"]["rows"]]
    assert found == (emptied if clear else left)
    texts = [text for *_, text in after["misfits"]]
    assert texts == (["Bass"] if clear else ["old", "many", "Bass"])
    with choir.work(ADA) as w:
        journal.undo(w)
    assert contents(choir) == before


def test_rows_are_added_and_updated_by_name(choir: Store, file: Path) -> None:
    before = contents(choir)
    file.write_text("name,age\nDee,4\nAda,1\n")
    taken = import_into(choir, opened(file), Named("choir", ["Name"]), lambda _: None, ADA)
    assert taken.sentence.startswith("1 row updated and 1 row added in Choir.")
    with choir.work(ADA) as w:
        journal.undo(w)
    assert contents(choir) == before
