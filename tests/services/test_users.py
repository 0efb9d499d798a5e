"""People: the first service, and the pattern for all."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, select

from desktop_app.domain.errors import Conflict
from desktop_app.engine.store import Store
from desktop_app.services.users import User
from tests.conftest import ADA

BO = {"username": "bo", "email": "bo@example.org"}


def names(client: FlaskClient) -> list[str]:
    return [user["username"] for user in client.get("/api/v1/users").json["users"]]


def test_a_user_shows_its_name() -> None:
    assert repr(User(username="ada", email="ada@example.org")) == "<User 'ada'>"


def test_the_table_is_made_with_the_document(store: Store) -> None:
    with store.look() as look:
        columns = {c["name"]: c for c in inspect(look.connection).get_columns("tidybase_user")}
        unique = inspect(look.connection).get_unique_constraints("tidybase_user")
    assert set(columns) == {"id", "username", "email"}
    assert not columns["username"]["nullable"]
    assert not columns["email"]["nullable"]
    assert {tuple(each["column_names"]) for each in unique} == {("username",), ("email",)}


@pytest.mark.parametrize(
    "second", [{"username": "ada", "email": "x@x"}, {"username": "x", "email": "ada@x"}, {}]
)
def test_the_database_itself_refuses_twins_and_gaps(store: Store, second: dict[str, str]) -> None:
    with pytest.raises(Conflict, match="Nothing"), store.work(ADA) as w:
        w.session.add(User(username="ada", email="ada@x"))
        w.session.add(User(**second))


def test_the_first_person_is_made_from_the_computers_account(client: FlaskClient) -> None:
    assert names(client) == ["ada"]


def test_people_are_added_edited_and_removed(client: FlaskClient) -> None:
    made = client.post("/api/v1/users", json=BO)
    assert (made.status_code, made.json["username"]) == (201, "bo")
    edited = client.patch(f"/api/v1/users/{made.json['id']}", json={"email": "b@example.org"})
    assert edited.json == {"id": made.json["id"], "username": "bo", "email": "b@example.org"}
    assert client.delete(f"/api/v1/users/{made.json['id']}").status_code == 200
    assert names(client) == ["ada"]


def test_what_is_done_to_people_is_undone_and_redone(client: FlaskClient) -> None:
    made = client.post("/api/v1/users", json=BO).json
    client.patch(f"/api/v1/users/{made['id']}", json={"username": "bob"})
    client.delete(f"/api/v1/users/{made['id']}")
    seen = []
    for _ in range(3):
        assert client.post("/api/v1/undo", json={}).status_code == 200
        seen.append(names(client))
    assert seen == [["ada", "bob"], ["ada", "bo"], ["ada"]]
    for expected in (["ada", "bo"], ["ada", "bob"], ["ada"]):
        client.post("/api/v1/redo", json={})
        assert names(client) == expected


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "", "email": "x@example.org"}, "username"),
        ({"username": "  ", "email": "x@example.org"}, "username"),
        ({"username": "x"}, "email"),
        ({"username": "x", "email": "nonsense"}, "email"),
        ({"username": "x" * 81, "email": "x@example.org"}, "username"),
        ({"username": "ADA", "email": "x@example.org"}, "username"),
        ({"username": "x", "email": "ADA@localhost"}, "email"),
        ({"username": 7, "email": "x@example.org"}, "username"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(
    client: FlaskClient, given: dict[str, object], field: str
) -> None:
    answer = client.post("/api/v1/users", json=given)
    assert answer.status_code == 422
    assert answer.json["error"]["field"] == field
    assert answer.json["error"]["message"].endswith(".")
    assert names(client) == ["ada"]


def test_the_last_person_stays(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/users/1")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "conflict")


def test_a_person_who_is_gone_is_not_found(client: FlaskClient) -> None:
    assert client.patch("/api/v1/users/99", json={"username": "x"}).status_code == 404


def test_the_page_lists_everyone(client: FlaskClient) -> None:
    client.post("/api/v1/users", json=BO)
    page = client.get("/users")
    assert page.status_code == 200
    assert "bo@example.org" in page.text
    assert "ada@localhost" in page.text


def test_a_form_leads_back_to_the_page_with_a_message(client: FlaskClient) -> None:
    answer = client.post("/users", data=BO)
    assert (answer.status_code, answer.location) == (303, "/users")
    assert "bo was added." in client.get("/users").text


def test_a_form_sent_by_script_is_told_where_to_go(client: FlaskClient) -> None:
    answer = client.post("/users", data=BO, headers={"X-Tidybase-Form": "1"})
    assert (answer.status_code, answer.json) == (200, {"go": "/users"})
    refused = client.post("/users", data=BO, headers={"X-Tidybase-Form": "1"})
    assert (refused.status_code, refused.json["error"]["field"]) == (422, "username")


def test_markup_in_a_name_stays_text(client: FlaskClient) -> None:
    client.post("/api/v1/users", json={"username": "<img src=x>", "email": "m@example.org"})
    assert "<img src=x>" not in client.get("/users").text


def test_the_session_carries_the_person(app, client: FlaskClient) -> None:
    made = client.post("/api/v1/users", json=BO).json
    client.post(f"/users/{made['id']}/me")
    client.post("/api/v1/tables", json={"name": "Guests"})
    told = client.get("/api/v1/history").json["entries"]
    assert [(entry["who"], entry["sentence"]) for entry in told] == [
        ("bo", "make the table Guests"),
        ("ada", "add bo to people"),
    ]
    with app.extensions["tidybase"].look() as look:
        assert [u.id for u in look.session.scalars(select(User))] == [1, made["id"]]


def test_names_alike_in_any_script_are_refused(client: FlaskClient) -> None:
    first = client.post("/api/v1/users", json={"username": "Ünal", "email": "ü@example.org"})
    assert first.status_code == 201
    for name in ("Ünal", "ÜNAL"):
        again = client.post("/api/v1/users", json={"username": name, "email": "x@example.org"})
        assert (again.status_code, again.json["error"]["field"]) == (422, "username")


def test_who_was_removed_or_renamed_no_longer_works_under_the_old_name(client: FlaskClient) -> None:
    made = client.post("/api/v1/users", json=BO).json
    client.post(f"/users/{made['id']}/me")
    client.patch(f"/api/v1/users/{made['id']}", json={"username": "bob"})
    client.post("/api/v1/tables", json={})
    client.delete(f"/api/v1/users/{made['id']}")
    client.post("/api/v1/tables", json={})
    told = client.get("/api/v1/history?limit=3").json["entries"]
    assert [entry["who"] for entry in told] == ["ada", "bob", "bob"]


def test_a_program_says_who_is_at_work(client: FlaskClient) -> None:
    assert client.get("/api/v1/me").json == {"id": 1, "username": "ada"}
    made = client.post("/api/v1/users", json=BO).json
    assert client.post(f"/api/v1/users/{made['id']}/me").json == made
    assert client.get("/api/v1/me").json == {"id": made["id"], "username": "bo"}
    assert client.post("/api/v1/users/99/me").status_code == 404


def test_cells_and_exports_go_on_naming_who_was_removed(client: FlaskClient) -> None:
    made = client.post("/api/v1/users", json=BO).json
    columns = [{"name": "Host", "type": "person"}]
    client.post("/api/v1/tables", json={"name": "Guests", "columns": columns})
    client.post("/api/v1/tables/1/rows", json={"rows": [{"cells": {"1": "bo"}}]})
    client.delete(f"/api/v1/users/{made['id']}")
    client.post("/api/v1/users", json=BO)
    cell = client.get("/api/v1/tables/1/rows").json["rows"][0]["cells"][0]
    assert cell == {"id": made["id"], "label": "bo (removed)"}
    with client.get("/api/v1/tables/1/export.csv") as exported:
        assert "bo (removed)" in exported.text


@pytest.mark.parametrize("by_form", [False, True])
def test_who_removes_themselves_can_take_that_back(client: FlaskClient, *, by_form: bool) -> None:
    client.post("/api/v1/tables", json={"name": "Guests"})
    made = client.post("/api/v1/users", json=BO).json
    client.post(f"/users/{made['id']}/me")
    client.post("/api/v1/tables", json={"name": "Songs"})
    if by_form:
        client.post(f"/users/{made['id']}/remove")
    else:
        client.delete(f"/api/v1/users/{made['id']}")
    assert client.get("/api/v1/me").json["username"] == "ada"
    latest = client.get("/api/v1/history?limit=1").json["entries"][0]
    assert (latest["who"], latest["sentence"]) == ("bo", "remove bo from people")
    answer = client.post("/api/v1/undo").json
    assert answer["done"] == "remove bo from people"
    assert answer["undo"] == "Undo: add bo to people"
    assert names(client) == ["ada", "bo"]
    client.post(f"/users/{made['id']}/me")
    assert client.get("/api/v1/undo").json["undo"] == "Undo: make the table Songs"
    client.post("/users/1/me")
    assert client.post("/api/v1/redo").json["done"] == "remove bo from people"
    assert names(client) == ["ada"]
