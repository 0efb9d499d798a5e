"""Out into each kind of file and in again: the kinds come back, or the export says which do not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import Recognised
from desktop_app.domain.access import NOBODY
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.formats.outgoing import OutColumn, Outgoing, kinds_note
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer.export import Scope, chosen, save
from desktop_app.services.transfer.into_file import Named, import_into
from desktop_app.services.transfer.service import import_file
from tests.support.contents import contents

CHOICES = {"choices": [{"name": "good"}, {"name": "bad"}]}
COLUMNS: Sequence[tuple[str, dict[str, Any], Sequence[str]]] = [
    ("text", {}, ["007", "é 🎉", "x"]),
    ("long_text", {}, ["one\n\nthree", "two " * 500, ""]),
    ("whole_number", {}, ["1200", "-7", ""]),
    ("decimal_number", {}, ["0.1", "-1234.5678", ""]),
    ("money", {"currency": "EUR"}, ["1234.50", "-0.01", ""]),
    ("money", {"currency": "GBP", "form": "-£1,234.00"}, ["1234.50", "-0.01", ""]),
    ("money", {"form": "-1234.00 kr"}, ["1234.50", "-0.01", ""]),
    ("money", {}, ["1234.50", "-0.01", ""]),
    ("percent", {}, ["19.5 %", "-0.1 %", ""]),
    ("yes_no", {}, ["yes", "no", ""]),
    ("date", {}, ["2019-03-14", "1850-01-02", ""]),
    ("date_time", {}, ["2019-03-14 18:30", "2024-02-29 23:59:59", ""]),
    ("time", {}, ["09:15", "23:59:59", ""]),
    ("duration", {}, ["1:30", "0:45", ""]),
    ("duration", {"form": "H:MM:SS"}, ["1:30:00", "100:00:01", "-0:01:00"]),
    ("choice", CHOICES, ["good", "bad", ""]),
    ("several_choices", CHOICES, ["good, bad", "bad", ""]),
    ("rating", {}, ["5", "1", ""]),
    ("email", {}, ["ada@example.org", "bo@example.org", ""]),
    ("web_link", {}, ["https://example.org/?a=1&b=2", "https://example.org", ""]),
    ("phone", {}, ["+49 170 1234", "0049 1", ""]),
]
"""The kind and the options of each column, and what is written into it, row by row."""

NAMES = [f"{COLUMN_TYPES[kind].label} {place}" for place, (kind, _, _) in enumerate(COLUMNS)]

LOST: Mapping[str, set[str]] = {
    "text": {
        *("long_text", "money", "date_time", "time", "duration", "choice", "several_choices"),
        *("rating", "phone"),
    },
    "workbook": {"long_text", "money", "choice", "several_choices", "rating", "phone"},
    "value": {
        *("long_text", "money", "percent", "duration", "choice", "several_choices"),
        *("rating", "phone"),
    },
}
"""The kinds of which columns may come back as plainer ones."""

KEPT = {
    **dict.fromkeys(("csv", "tsv", "html", "markdown"), "text"),
    **dict.fromkeys(("xlsx", "ods"), "workbook"),
    **dict.fromkeys(("json", "ndjson", "sqlite"), "value"),
}


@pytest.fixture
def things(client: FlaskClient) -> Store:
    store: Store = client.application.extensions["tidybase"]
    columns = [
        (name, kind, options) for name, (kind, options, _) in zip(NAMES, COLUMNS, strict=True)
    ]
    with store.work(NOBODY) as w:
        w.apply(AddTable("Things", columns))
    client.post("/api/v1/tables/1/rows", json={"count": 3})
    edits = [
        {"row": row, "column": column, "text": text}
        for column, (_, _, texts) in enumerate(COLUMNS, 1)
        for row, text in enumerate(texts, 1)
    ]
    answer = client.patch("/api/v1/tables/1/cells", json={"edits": edits})
    assert answer.status_code == 200, answer.json
    return store


def named_in(notes: Sequence[str]) -> set[str]:
    """The columns that the notes name."""
    return {name for note in notes for name in re.findall("“([^”]*)”", note)}


def table(store: Store) -> tuple[list[str], list[list[Any]]]:
    """The kinds of the last table's columns, and their cells."""
    found = list(contents(store)["tables"].values())[-1]
    first = 1 if found["columns"][0][1] == "id" else 0  # which a database brings along
    cells = list(map(list, zip(*found["rows"], strict=True)))[1 + first :]
    return [kind for _, _, kind, _ in found["columns"]][first:], cells


@pytest.mark.parametrize("writer", KEPT)
def test_every_kind_comes_back_or_is_told(things: Store, tmp_path: Path, writer: str) -> None:
    path = tmp_path / f"out{WRITERS[writer].ending}"
    notes = save(chosen(things, Scope(1), writer), path)
    kinds, cells = table(things)
    other = Store()
    other.open(f"sqlite:///{tmp_path}/other.tidy")
    import_file(other, opened(path), "Back", lambda _: None)
    kinds_back, cells_back = table(other)
    other.close()
    told = named_in(notes)
    lost = dict(zip(NAMES, zip(kinds, kinds_back, strict=True), strict=True))
    untold = {name: pair for name, pair in lost.items() if len(set(pair)) > 1 and name not in told}
    assert untold == {}
    assert {kind for name, (kind, _) in lost.items() if name in told} == LOST[KEPT[writer]]
    for name, mine, back in zip(NAMES, cells, cells_back, strict=True):
        assert mine == back or name in told


@pytest.mark.parametrize("writer", KEPT)
def test_links_people_files_and_what_is_worked_out_are_told(
    client: FlaskClient, tmp_path: Path, writer: str
) -> None:
    client.post("/api/v1/tables", json={"name": "Guests", "columns": [{"name": "Name"}]})
    table = "/api/v1/tables/1"
    made = [
        client.post(f"{table}/columns", json={"name": "Who", "type": "person"}),
        client.post(f"{table}/columns", json={"name": "Scan", "type": "file"}),
        client.post(f"{table}/columns", json={"name": "No", "type": "automatic_number"}),
        client.post(f"{table}/worked-out", json={"name": "Loud", "formula": '[Name] & "!"'}),
        client.post(f"{table}/links", json={"name": "Friend", "table": 1}),
    ]
    assert {answer.status_code for answer in made} == {201}
    store = client.application.extensions["tidybase"]
    notes = save(chosen(store, Scope(1), writer), tmp_path / f"out{WRITERS[writer].ending}")
    kept = {"Friend"} if writer == "sqlite" else set()  # where a link is a key
    assert (
        named_in(notes) & {"Who", "Scan", "No", "Loud", "Friend"}
        == {*("Who", "Scan", "No", "Loud", "Friend")} - kept
    )
    assert "Name" not in named_in(notes)


def test_every_format_that_can_be_read_is_tried() -> None:
    assert set(KEPT) == {writer.name for writer in WRITERS}


def test_every_kind_that_an_import_can_read_is_tried() -> None:
    tried = {kind for kind, _, _ in COLUMNS}
    every = {
        kind.name
        for kind in COLUMN_TYPES
        if kind.choosable and kind.stored and isinstance(kind, Recognised)
    }
    assert every <= tried
    found = {kind.name for kind in COLUMN_TYPES if kind.found_in({"currency": "EUR"})}
    assert found <= tried


def test_of_many_columns_the_first_are_named() -> None:
    columns = [OutColumn(f"N{n}", "text", str, kind="Choice") for n in range(14)]
    (note,) = kinds_note([Outgoing("T", columns)], "texts")
    assert note.endswith("“N11” (Choice) and 2 more.")
    assert kinds_note([Outgoing("T", [OutColumn("A", "text", str)])], "texts") == []


# A page and Markdown have no spaces at the end of a cell; Markdown says so, a page shows them.
@pytest.mark.parametrize("writer", sorted(KEPT.keys() - {"html", "markdown"}))
def test_what_went_out_changes_nothing_when_it_comes_in_again(
    things: Store, tmp_path: Path, writer: str
) -> None:
    path = tmp_path / f"out{WRITERS[writer].ending}"
    save(chosen(things, Scope(1), writer), path)
    taken = import_into(things, opened(path), Named("Things", [NAMES[0]]), lambda _: None)
    assert taken.sentence == "Nothing had to be changed in Things. Your own file is unchanged."
    assert taken.counts.misfits == 0
