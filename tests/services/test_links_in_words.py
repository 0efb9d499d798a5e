"""Formulas and looked-up values say what cells show, not what is stored."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.services.shop import add, column, send, worked_out
from tests.services.test_tables import API, make

TASKS, TEAMS = f"{API}/1", f"{API}/2"
WHO, TAGS, DONE = 2, 3, 4


def shown(client: FlaskClient, formula: str) -> object:
    found = send(client, "POST", f"{TASKS}/worked-out/try", formula=formula)
    return found.json["results"][0]["value"] if found.status_code == 200 else found.json


def tasks(client: FlaskClient) -> None:
    """A task of the person who asks, with two tags, and done."""
    kinds = [
        {"name": "What"},
        {"name": "Who", "type": "person"},
        {"name": "Tags", "type": "several_choices"},
        {"name": "Done", "type": "yes_no"},
    ]
    make(client, name="Tasks", columns=kinds)
    me = client.get("/api/v1/me").json["username"]
    add(client, TASKS, {"1": "Tea", "2": me, "3": "Red, Blue", "4": "yes"})
    add(client, TASKS, {"1": "Cake", "2": me, "3": "Red", "4": "no"})


def test_formulas_take_names_for_people_and_words_for_choices(client: FlaskClient) -> None:
    tasks(client)
    me = client.get("/api/v1/me").json["username"]
    assert shown(client, '[Who] & "!"') == f"{me}!"
    assert shown(client, f'[Who] = "{me}"') is True
    assert shown(client, '[Tags] & "!"') == "Red, Blue!"


def test_several_looked_up_values_are_worded(client: FlaskClient) -> None:
    tasks(client)
    me = client.get("/api/v1/me").json["username"]
    make(client, name="Teams", columns=[{"name": "Name"}])
    add(client, TEAMS, {"5": "All"})
    link = send(client, "POST", f"{TEAMS}/links", table=1, several=True, name="Work").json["id"]
    send(client, "PUT", f"{TEAMS}/columns/{link}/links/1", ids=[1, 2])
    for field, words in ((WHO, f"{me}, {me}"), (DONE, "yes, no")):
        made = worked_out(client, TEAMS, type="lookup", link=link, field=field)
        assert column(client, TEAMS, made) == [words]
