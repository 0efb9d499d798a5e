"""A column that a person makes one of choices as it comes in gets the list of what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient

from tests.services.test_transfer import finish, ready, send

WORDS = ["Tenor", "Alto", "", "Bass, Flute", "Alto"]


def listed(client: FlaskClient, number: int) -> list[str]:
    """Return the choices of a column of the first table."""
    columns = client.get("/api/v1/tables/1/columns").json["columns"]
    return [each["name"] for each in columns[number]["options"].get("choices", ())]


def came(client: FlaskClient, kind: str, words: Sequence[str]) -> FlaskClient:
    token = send(
        client, "guests.tsv", "\n".join(["Name\tVoice", *(f"x\t{w}" for w in words)]).encode()
    )
    ready(client, token)
    assert finish(client, token, columns=[{}, {"type": kind}])["state"] == "done"
    return client


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("choice", ["Alto", "Bass, Flute", "Tenor"]),
        ("several_choices", ["Alto", "Bass", "Flute", "Tenor"]),
        ("text", []),
    ],
)
def test_all_that_stands_in_it_is_listed_once(
    client: FlaskClient, kind: str, choices: list[str]
) -> None:
    assert listed(came(client, kind, WORDS), 1) == choices


def test_more_than_anybody_chooses_from_is_no_list(client: FlaskClient) -> None:
    assert listed(came(client, "choice", [f"word {number}" for number in range(201)]), 1) == []


def test_a_new_column_of_a_table_that_is_there_gets_its_list_too(client: FlaskClient) -> None:
    came(client, "text", ["Alto"])
    token = send(client, "more.csv", b"Name,Town\nx,York\ny,Ghent\n")
    ready(client, token)
    goals = [{"column": 1}, {"name": "Town", "type": "choice"}]
    told = finish(client, token, into={"table": 1, "mode": "add", "columns": goals})
    assert (told["state"], listed(client, 2)) == ("done", ["Ghent", "York"])
