"""Changing what a column holds over HTTP: said before, done, and taken back exactly."""

from __future__ import annotations

from itertools import permutations

import pytest
from flask.testing import FlaskClient

from desktop_app.column_types.choosable import CHOOSABLE
from desktop_app.services.columns import kinds
from tests.services.test_tables import API, make
from tests.support.filing import Put
from tests.support.jobs import until_over

SAMPLES = {
    "text": ["Linz", "4", "x, y", "007"],
    "long_text": ["two\nlines", "12.50", "yes", ""],
    "whole_number": ["4", "-1284", "0", ""],
    "decimal_number": ["12.5", "-0.25", "3", ""],
    "money": ["12.50", "1234.5", "-3", ""],
    "percent": ["19", "2.5", "100", ""],
    "yes_no": ["yes", "no", "", "yes"],
    "date": ["2019-03-14", "2020-02-29", "", "1999-12-31"],
    "date_time": ["2019-03-14 18:30", "2020-02-29 00:00:05", "", ""],
    "time": ["18:30", "00:00", "23:59:59", ""],
    "duration": ["1:30", "0:05", "100:00", ""],
    "choice": ["open", "done", "open", ""],
    "several_choices": ["choir, board", "choir", "", "guests"],
    "rating": ["1", "5", "", "3"],
    "email": ["ada@example.org", "", "", "bo@example.org"],
    "web_link": ["https://example.org", "www.example.org", "", ""],
    "phone": ["+43 660 1234567", "030 123-45", "", ""],
    "person": ["1", "", "", ""],
}
PAIRS = [(a, b.name) for a in SAMPLES for b in CHOOSABLE if b.name != a and kinds.is_target(b)]


def table_of(client: FlaskClient, kind: str, texts: list[str], name: str = "Guests") -> int:
    table = make(client, name=name, columns=[{"name": "It", "type": kind}, {"name": "Other"}])
    it, other = (each["id"] for each in columns(client, table))
    rows = [{"cells": {str(it): text, str(other): str(n)}} for n, text in enumerate(texts)]
    assert client.post(f"{API}/{table}/rows", json={"rows": rows}).status_code == 201
    return table


def columns(client: FlaskClient, table: int) -> list[dict]:
    return client.get(f"{API}/{table}/columns").json["columns"]


def content(client: FlaskClient, table: int) -> dict:
    page = client.get(f"{API}/{table}/rows").json
    return {name: page[name] for name in ("columns", "rows", "total")}


def ask(client: FlaskClient, table: int, what: str, **given: object) -> dict:
    it = columns(client, table)[0]["id"]
    answer = client.post(f"{API}/{table}/columns/{it}/{what}", json=given)
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.mark.parametrize("kind", SAMPLES)
def test_any_kind_becomes_any_other_as_rehearsed_and_comes_back_exactly(
    client: FlaskClient, kind: str
) -> None:
    table = table_of(client, kind, SAMPLES[kind])
    before = content(client, table)
    held = sum(row["cells"][0] is not None for row in before["rows"])
    for other in (b for a, b in PAIRS if a == kind):
        rehearsed = ask(client, table, "rehearsal", type=other)
        ask(client, table, "kind", type=other)
        after = content(client, table)
        odd = {row["id"]: row["misfits"] for row in after["rows"] if "misfits" in row}
        assert rehearsed["filled"] == held
        assert held - rehearsed["fit"] == len(odd) == len(rehearsed["odd"]), (kind, other)
        assert {each["row"] for each in rehearsed["odd"]} == set(odd)
        assert after["columns"][0]["type"] == other
        assert client.post("/api/v1/undo", json={}).status_code == 200
        assert content(client, table) == before, (kind, other)


def test_every_kind_that_can_be_picked_is_among_the_samples() -> None:
    named = {kind.name for kind in CHOOSABLE if not kind.filled_by and kind.refers_to != "file"}
    assert named == set(SAMPLES)
    assert len(PAIRS) == sum(
        1 for a, b in permutations([*SAMPLES, "automatic_number"], 2) if a in SAMPLES
    )


def test_towns_become_choices_that_are_found_in_the_column(client: FlaskClient) -> None:
    table = table_of(client, "text", ["Linz", "Graz", "Linz ", "Wien"])
    rehearsed = ask(client, table, "rehearsal", type="choice")
    names = [each["name"] for each in rehearsed["options"]["choices"]]
    assert (names, rehearsed["filled"], rehearsed["fit"]) == (["Graz", "Linz", "Wien"], 4, 4)
    changed = ask(client, table, "kind", type="choice")
    assert changed["message"] == "All cells fit."
    assert changed["column"]["options"] == rehearsed["options"]
    held = [row["cells"][0] for row in content(client, table)["rows"]]
    assert held == ["Linz", "Graz", "Linz", "Wien"]


def test_what_does_not_fit_is_told_and_kept(client: FlaskClient) -> None:
    table = table_of(client, "text", ["4", "12", "many", "0x10", ""])
    rehearsed = ask(client, table, "rehearsal", type="whole_number")
    assert [each["text"] for each in rehearsed["odd"]] == ["many", "0x10"]
    told = ask(client, table, "kind", type="whole_number")["message"]
    assert told == "2 of 4 fit; the other 2 are kept as they are."
    rows = content(client, table)["rows"]
    assert [row["cells"][0] for row in rows] == [4, 12, None, None, None]
    assert [list(row.get("misfits", {}).values()) for row in rows] == [
        [],
        [],
        ["many"],
        ["0x10"],
        [],
    ]


def test_amounts_go_on_being_written_as_they_were(client: FlaskClient) -> None:
    table = table_of(client, "text", ["1.234,50 €", *["3,00 €"] * 9, "free"])
    assert ask(client, table, "rehearsal", type="money")["options"]["currency"] == "EUR"
    ask(client, table, "kind", type="money", options={"required": True})
    options = columns(client, table)[0]["options"]
    assert (options["currency"], options["required"]) == ("EUR", True)
    held = [row["cells"][0] for row in content(client, table)["rows"]]
    assert held == [1234.5, *[3] * 9, None]


def test_rules_that_make_sense_in_both_kinds_stay(client: FlaskClient) -> None:
    table = table_of(client, "text", ["4", "5"])
    it = columns(client, table)[0]["id"]
    rules = {"required": True, "unique": True, "pattern": "#"}
    client.patch(f"{API}/{table}/columns/{it}", json={"options": rules})
    ask(client, table, "kind", type="whole_number")
    assert columns(client, table)[0]["options"] == {"required": True, "unique": True}


def test_links_and_formulas_cannot_be_asked_for(client: FlaskClient) -> None:
    table = table_of(client, "text", ["4"])
    it = columns(client, table)[0]["id"]
    for what in ("rehearsal", "kind"):
        answer = client.post(f"{API}/{table}/columns/{it}/{what}", json={"type": "formula"})
        assert answer.status_code == 422


def test_a_large_table_is_changed_beside_the_requests(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "LARGE", 3)
    table = table_of(client, "text", ["4", "many", "6", "7"])
    job = ask(client, table, "kind", type="rating")["job"]
    state = until_over(client, job)
    assert (state["state"], state["message"]) == (
        "done",
        "1 of 4 fit; the other 3 are kept as they are.",
    )
    assert columns(client, table)[0]["type"] == "rating"


def test_people_and_files_become_their_names_and_names_become_people(
    client: FlaskClient, put: Put
) -> None:
    client.post("/api/v1/users", json={"username": "eve", "email": "eve@example.org"})
    put(b"%PDF-1.4 hello", "scan.pdf")
    for kind, texts in {"person": ["eve", "ada"], "file": ["scan.pdf"]}.items():
        table = table_of(client, kind, texts, name=kind)
        before = content(client, table)
        for other in ("text", "long_text", "choice", "several_choices"):
            assert ask(client, table, "rehearsal", type=other)["odd"] == []
            ask(client, table, "kind", type=other)
            held = [row["cells"][0] for row in content(client, table)["rows"]]
            assert held == ([[text] for text in texts] if other == "several_choices" else texts)
            assert client.post("/api/v1/undo", json={}).status_code == 200
            assert content(client, table) == before
        rehearsed = ask(client, table, "rehearsal", type="whole_number")
        assert [each["text"] for each in rehearsed["odd"]] == texts


def test_only_a_name_as_it_is_written_becomes_a_person(client: FlaskClient) -> None:
    texts = ["ada", "1", "Ada", "#1", "zz"]
    table = table_of(client, "text", texts)
    rehearsed = ask(client, table, "rehearsal", type="person")
    assert (rehearsed["filled"], [each["text"] for each in rehearsed["odd"]]) == (5, texts[1:])
    ask(client, table, "kind", type="person")
    rows = content(client, table)["rows"]
    assert rows[0]["cells"][0] == {"id": 1, "label": "ada"}
    assert [list(row["misfits"].values()) for row in rows[1:]] == [[text] for text in texts[1:]]
    ask(client, table, "kind", type="text")
    assert [row["cells"][0] for row in content(client, table)["rows"]] == texts
