"""A sheet goes into a table that is there: rows are added, or change those they match."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from desktop_app.engine import catalog, linking
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from desktop_app.engine.work import Work
from tests.conftest import ADA
from tests.services.test_transfer import ready, send
from tests.support.contents import contents
from tests.support.jobs import until_over

NAME, VOICE, JOINED, PAID = 1, 2, 3, 4
CHOICES = {"choices": [{"name": "Alto", "colour": "teal"}, {"name": "Tenor", "colour": "blue"}]}
COLUMNS = [
    ("Name", "text", {}),
    ("Voice", "choice", CHOICES),
    ("Joined", "date", {}),
    ("Paid", "decimal_number", {}),
]
CSV = "NAME,voice,Paid,Town\nAda,tenor,20,York\nBo,Bass,much,Ghent\nCy,Alto,3,York\n"


@pytest.fixture
def choir(app: Flask) -> Store:
    store: Store = app.extensions["tidybase"]
    with store.work(ADA) as w:
        w.apply(AddTable("Choir", COLUMNS))
        w.apply(AddRows(1, [NAME, VOICE, PAID], [["Ada", "Alto", 12.5], ["Cy", "Alto", 3.0]]))
    return store


def sent(client: FlaskClient, text: str = CSV, name: str = "guests.csv") -> str:
    token = send(client, name, text.encode())
    ready(client, token)
    return token


def ended(client: FlaskClient, address: str, **given: object) -> dict[str, Any]:
    begun = client.post(address, json=given)
    assert begun.status_code == 202, begun.json
    return until_over(client, begun.json["job"])


def brought(client: FlaskClient, token: str, **into: object) -> dict[str, Any]:
    return ended(client, f"/api/v1/imports/{token}", into={"table": 1, **into})


def looked(client: FlaskClient, token: str, **into: object) -> dict[str, Any]:
    address = f"/api/v1/imports/{token}/rehearsal"
    told = ended(client, address, into={"table": 1, **into})
    assert told["state"] == "done", told
    return client.get(address).json["found"]


def rows(client: FlaskClient) -> list[list[Any]]:
    return [row["cells"] for row in client.get("/api/v1/tables/1/rows").json["rows"]]


@pytest.mark.usefixtures("choir")
def test_columns_find_theirs_by_name_and_what_cannot_be_filled_says_why(
    client: FlaskClient, choir: Store
) -> None:
    with choir.work(ADA) as w:
        w.apply(AddColumn(1, "Town", "changed_by"))
        w.apply(SetOptions(1, NAME, {"unique": True}))
    found = client.get(f"/api/v1/imports/{sent(client)}/into?table=1").json
    assert found["columns"] == [NAME, VOICE, PAID, None]
    assert found["key"] == [NAME]
    assert [bool(each["refusal"]) for each in found["targets"]] == [False] * 4 + [True]


def test_rows_are_updated_and_added_and_one_undo_takes_all_back(
    client: FlaskClient, choir: Store
) -> None:
    before = contents(choir)
    told = brought(client, sent(client), mode="update", key=[NAME], extend=True)
    assert (told["state"], told["go"]) == ("done", "/tables/1"), told
    assert told["message"] == (
        "1 row updated and 1 row added in Choir. Your own file is unchanged."
    )
    assert rows(client) == [
        ["Ada", "Tenor", None, 20],
        ["Cy", "Alto", None, 3],
        ["Bo", "Bass", None, None],
    ]
    after = contents(choir)
    assert [text for *_, text in after["misfits"]] == ["much"]
    assert client.post("/api/v1/undo").json["done"] == (
        "update 1 row and add 1 in Choir from guests.csv"
    )
    assert contents(choir) == before
    client.post("/api/v1/redo")
    assert contents(choir) == after


def test_new_words_are_added_to_the_choices_or_kept_as_written(
    client: FlaskClient, choir: Store
) -> None:
    brought(client, sent(client))
    assert [text for *_, text in contents(choir)["misfits"]] == ["Bass", "much"]
    client.post("/api/v1/undo")
    brought(client, sent(client), extend=True)
    with choir.look() as look:
        listed = catalog.table(look, 1).column(VOICE).options["choices"]
    assert [each["name"] for each in listed] == ["Alto", "Tenor", "Bass"]
    assert [row[1] for row in rows(client)] == ["Alto", "Alto", "Tenor", "Bass", "Alto"]


def test_links_and_people_are_found_by_their_names(client: FlaskClient, choir: Store) -> None:
    with choir.work(ADA) as w:
        there = w.apply(AddTable("Towns", [("Town", "text", {})])).table
        w.apply(AddRows(there, [there_column(w)], [["York"], ["Ghent"], ["Bath"], ["Bath"]]))
        table = catalog.table(w, 1)
        linking.link_to_one(w, table, catalog.table(w, there), "Home")
        w.apply(AddColumn(1, "Teacher", "person"))
    before = contents(choir)
    token = sent(client, "Name,Home,Teacher\nAda,york,ada\nCy,Bath,\nBo,Paris,bo\n")
    found = looked(client, token, mode="update", key=[NAME])
    assert [(c["before"], c["after"]) for c in found["rows"][0]["cells"]][1] == ("", "York")
    assert found["misfits"] == 3
    told = brought(client, token, mode="update", key=[NAME])
    assert told["state"] == "done", told
    assert [row[4] and row[4]["label"] for row in rows(client)] == ["York", None, None]
    assert sorted(text for *_, text in contents(choir)["misfits"]) == ["Bath", "Paris", "bo"]
    again = brought(client, sent(client, "Name,Home\nAda,York\n"), mode="update", key=[NAME])
    assert again["message"].startswith("Nothing had to be changed")
    client.post("/api/v1/undo")
    assert contents(choir) == before


def there_column(w: Work) -> int:
    """Return the only column of the last table."""
    return catalog.tables(w)[-1].columns[0].id


def test_several_choices_grow_by_each_word(client: FlaskClient, choir: Store) -> None:
    with choir.work(ADA) as w:
        w.apply(AddColumn(1, "Plays", "several_choices", CHOICES))
    brought(client, sent(client, 'Plays\n"Alto, flute"\n"flute, horn"\n'), extend=True)
    assert [row[4] for row in rows(client)][2:] == [["Alto", "flute"], ["flute", "horn"]]


def test_a_column_of_the_file_may_become_a_new_one_or_stay_out(
    client: FlaskClient, choir: Store
) -> None:
    before = contents(choir)
    goals = [{"column": NAME}, {}, {}, {"name": "Home"}]
    told = brought(client, sent(client), mode="update", key=[NAME], columns=goals)
    assert told["state"] == "done", told
    assert [(row[0], row[1], row[4]) for row in rows(client)] == [
        ("Ada", "Alto", "York"),
        ("Cy", "Alto", "York"),
        ("Bo", None, "Ghent"),
    ]
    client.post("/api/v1/undo")
    assert contents(choir) == before


def test_a_look_ahead_says_what_will_happen_and_changes_nothing(
    client: FlaskClient, choir: Store
) -> None:
    assert choir.path is not None
    before = choir.path.read_bytes()
    token = sent(client)
    goals = [{"column": NAME}, {"column": VOICE}, {"column": PAID}, {"name": "Town"}]
    into = {"mode": "update", "key": [NAME], "columns": goals, "extend": True}
    found = looked(client, token, **into)
    assert {name: found[name] for name in ("added", "changed", "same", "cells", "misfits")} == {
        "added": 1, "changed": 2, "same": 0, "cells": 4, "misfits": 1,
    }  # fmt: skip
    assert found["misfits_in"] == [{"column": "Paid", "cells": 1}]
    assert found["new_columns"] == ["Town"]
    assert found["new_choices"] == [{"column": "Voice", "names": ["Bass"]}]
    ada, _, bo = found["rows"]
    assert [(cell["before"], cell["after"], cell["changes"]) for cell in ada["cells"]] == [
        ("Ada", "Ada", False), ("Alto", "Tenor", True), ("12.5", "20", True), ("", "York", True),
    ]  # fmt: skip
    assert (bo["new"], [cell["fits"] for cell in bo["cells"]]) == (True, [True, True, False, True])
    assert choir.path.read_bytes() == before
    assert brought(client, token, **into)["message"].startswith("2 rows updated and 1 row added")
    assert len(contents(choir)["misfits"]) == found["misfits"]


def test_rules_hold_for_what_comes_in(client: FlaskClient, choir: Store) -> None:
    with choir.work(ADA) as w:
        w.apply(SetOptions(1, PAID, {"from": "5"}))
        w.apply(SetOptions(1, NAME, {"unique": True, "pattern": "*"}))
    token = sent(client, "Name,Paid\nAda,6\nDee,4\n")
    assert looked(client, token)["misfits"] == 2
    brought(client, token)
    assert [text for *_, text in contents(choir)["misfits"]] == ["Ada", "4"]


def test_a_file_that_says_two_things_of_one_row_is_refused_by_its_row_numbers(
    client: FlaskClient, choir: Store
) -> None:
    before = contents(choir)
    token = sent(client, "Name,Paid\nAda,6\nBo,4\nAda,7\n")
    told = brought(client, token, mode="update", key=[NAME])
    assert told["state"] == "failed"
    assert "Rows 2 and 4 of the file" in told["error"]["message"]
    assert contents(choir) == before
    # The file is still there, so that another way can be chosen.
    assert brought(client, token)["state"] == "done"


@pytest.mark.parametrize(
    ("into", "words"),
    [
        ({"mode": "update"}, "Choose the column"),
        ({"mode": "update", "key": [JOINED]}, "the file fills"),
        ({"columns": [{}, {}, {}, {}]}, "no column left"),
        ({"columns": [{"column": NAME}] * 4}, "Two columns go into “Name”"),
        ({"columns": [{"name": "Paid"}, {}, {}, {}]}, "already a “Paid”"),
        ({"columns": [{"column": NAME}]}, "needs a place"),
        ({"columns": [{"column": 99}, {}, {}, {}]}, "no such column"),
        ({"table": 99}, "no such table"),
    ],
)
@pytest.mark.usefixtures("choir")
def test_what_cannot_be_is_refused_before_anything_begins(
    client: FlaskClient, into: dict[str, object], words: str
) -> None:
    answer = client.post(f"/api/v1/imports/{sent(client)}", json={"into": {"table": 1, **into}})
    assert answer.status_code in (404, 422)
    assert words in answer.json["error"]["message"]


@pytest.mark.usefixtures("choir")
def test_what_nobody_looked_at_yet_is_not_there(client: FlaskClient) -> None:
    assert client.get(f"/api/v1/imports/{sent(client)}/rehearsal").status_code == 404


def test_a_file_of_what_is_there_changes_nothing(client: FlaskClient, choir: Store) -> None:
    with client.get("/api/v1/tables/1/export.csv") as answer:
        text = answer.get_data(as_text=True)
    before = contents(choir)
    told = brought(client, sent(client, text.removeprefix("\ufeff")), mode="update", key=[NAME])
    assert told["message"].startswith("Nothing had to be changed in Choir")
    assert contents(choir) == before
    assert client.post("/api/v1/undo").json["done"] == "make the table Choir"
