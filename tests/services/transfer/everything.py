"""A document with a column of every kind, and in it what is hard to write down in a file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient

ORDERS, GUESTS = 1, 2
"""The ids of its two tables."""

MANY = 23
"""Tags on the first order: more than a cell of the grid shows."""

TEXT = 'two\nlines, "so" | <b>&amp; 🎉'

MOODS = [{"name": "good"}, {"name": "=bad"}]
TAGS = [{"name": "red"}, {"name": "blue"}]

KINDS: Sequence[tuple[str, str, dict[str, Any], Sequence[str]]] = [
    ("Thing", "text", {}, ["=1+1", TEXT, "", " x "]),
    ("Code", "text", {}, ["007", "12345678901234567890", "+49 170", "1/2"]),
    ("Story", "long_text", {}, ["First line\n\nthird line", "", "- a\n- b", ""]),
    ("Pieces", "whole_number", {}, ["1200", "-7", "", "about 7"]),
    ("Weight", "decimal_number", {}, ["0.1", "-1234.5678", "", "heavy"]),
    ("Price", "money", {"currency": "EUR"}, ["1234.50", "-0.01", "", "a lot"]),
    ("Large", "money", {"currency": "USD"}, ["9999999999999.99", "-1000000", "", "0.10"]),
    ("Share", "percent", {}, ["19.5 %", "-0.1 %", "", "half"]),
    ("Here", "yes_no", {}, ["yes", "no", "", "maybe"]),
    ("Day", "date", {}, ["2019-03-14", "1850-01-02", "", "soon"]),
    ("At", "date_time", {}, ["2019-03-14 18:30", "2024-02-29 23:59:59", "", "later"]),
    ("Begins", "time", {}, ["09:15", "23:59:59", "", "noonish"]),
    ("Lasts", "duration", {}, ["1:30", "100:00", "", "long"]),
    ("Mood", "choice", {"choices": MOODS}, ["good", "=bad", "", "good"]),
    ("Tags", "several_choices", {"choices": TAGS}, ["red, blue", "red", "", "blue"]),
    ("Stars", "rating", {}, ["5", "1", "", "many"]),
    ("Mail", "email", {}, ["ada@example.org", "bo@example.org", "", "at home"]),
    ("Web", "web_link", {}, ["https://example.org/?a=1&b=2", "https://example.org", "", "web"]),
    ("Phone", "phone", {}, ["+49 170 1234", "0049 1", "", "call"]),
    ("Who", "person", {}, ["ada", "", "", "nobody"]),
    ("Scan", "file", {}, ["scan.png", "", "", "lost.png"]),
    ("Number", "automatic_number", {}, []),
    ("Made", "created_time", {}, []),
    ("Maker", "created_by", {}, []),
    ("Changed", "changed_time", {}, []),
    ("Changer", "changed_by", {}, []),
]
"""The name, kind and options of each column, and what is written into it, row by row."""


HELPERS = ["Ada", "Bo", *(f"Guest {number}" for number in range(3, MANY + 1))]

VALUES: dict[str, list[Any]] = {
    "Thing": ["=1+1", TEXT, None, " x "],
    "Code": ["007", "12345678901234567890", "+49 170", "1/2"],
    "Story": ["First line\n\nthird line", None, "- a\n- b", None],
    "Pieces": [1200, -7, None, "about 7"],
    "Weight": [0.1, -1234.5678, None, "heavy"],
    "Price": [Decimal("1234.50"), Decimal("-0.01"), None, "a lot"],
    "Large": [Decimal("9999999999999.99"), Decimal(-1000000), None, Decimal("0.1")],
    "Share": [0.195, -0.001, None, "half"],
    "Here": [True, False, None, "maybe"],
    "Day": [date(2019, 3, 14), date(1850, 1, 2), None, "soon"],
    "At": [datetime(2019, 3, 14, 18, 30), datetime(2024, 2, 29, 23, 59, 59), None, "later"],
    "Begins": [time(9, 15), time(23, 59, 59), None, "noonish"],
    "Lasts": [timedelta(hours=1, minutes=30), timedelta(hours=100), None, "long"],
    "Mood": ["good", "=bad", None, "good"],
    "Tags": [["red", "blue"], ["red"], None, ["blue"]],
    "Stars": [5, 1, None, "many"],
    **{name: [text or None for text in texts] for name, _, _, texts in KINDS[16:21]},
    "Number": [1, 2, 3, 4],
    "Maker": ["ada"] * 4,
    "Changer": ["ada"] * 4,
    "Guest": ["Bo", "Eve", None, None],
    "Helpers": [HELPERS, None, None, None],
    "Guest is": ["Bo", None, None, None],
    "Guest since": [date(2020, 1, 31), None, None, None],
    "Hands": [MANY, 0, 0, 0],
    "Sum": [1481400.0, 0.07, 0.0, None],
    "That day": [date(2019, 3, 14), date(1850, 1, 2), None, None],
    "Loud": ["=1+1!", f"{TEXT}!", "!", " x !"],
    "Dear": [True, False, False, None],
}
"""What stands in the columns of the orders; a text among other things did not fit its column."""

WRITTEN: dict[str, list[str]] = {
    "Price": ["1234.50", "-0.01", "", "a lot"],
    "Large": ["9999999999999.99", "-1000000.00", "", "0.10"],
    "Share": ["19.5 %", "-0.1 %", "", "half"],
    "At": ["2019-03-14 18:30", "2024-02-29 23:59:59", "", "later"],
    "Begins": ["09:15", "23:59:59", "", "noonish"],
    "Lasts": ["1:30", "100:00", "", "long"],
    "Sum": ["1481400.00", "0.07", "0.00", ""],
}
"""How people read those whose text is not simply that of the value."""


def fill(client: FlaskClient) -> None:
    """Make the tables “Orders” and “Guests”, with links, figures and formulas between them."""
    _made(client.post("/api/v1/files", data={"file": (io.BytesIO(b"a picture"), "scan.png")}))
    first, *others = KINDS
    _make(client, "/api/v1/tables", name="Orders", columns=[{"name": first[0], "type": first[1]}])
    for name, kind, options, _ in others:
        wish = {"name": name, "type": kind, "options": options}
        _make(client, f"/api/v1/tables/{ORDERS}/columns", **wish)
    ids = {name: number for number, (name, *_) in enumerate(KINDS, 1)}
    _make(client, f"/api/v1/tables/{ORDERS}/rows", count=4)
    edits = [
        {"row": row, "column": ids[name], "text": text}
        for name, _, _, texts in KINDS
        for row, text in enumerate(texts, 1)
        if text
    ]
    answer = client.patch(f"/api/v1/tables/{ORDERS}/cells", json={"edits": edits, "keep": True})
    assert answer.status_code == 200, answer.json
    guests = [{"name": "Name"}, {"name": "Joined", "type": "date"}]
    _make(client, "/api/v1/tables", name="Guests", columns=guests)
    names = ["Ada", "Bo", *(f"Guest {number}" for number in range(3, MANY + 1))]
    first = client.get(f"/api/v1/tables/{GUESTS}/columns").json["columns"][0]["id"]
    _make(
        client,
        f"/api/v1/tables/{GUESTS}/rows",
        rows=[{"cells": {str(first): name, str(first + 1): "2020-01-31"}} for name in names],
    )
    _link(client, ids, first)


def _link(client: FlaskClient, ids: dict[str, int], name: int) -> None:
    orders, guests = f"/api/v1/tables/{ORDERS}", f"/api/v1/tables/{GUESTS}"
    guest = _make(client, f"{orders}/links", table=GUESTS, name="Guest")
    helpers = _make(client, f"{orders}/links", table=GUESTS, several=True, name="Helpers")
    edits = [{"row": row, "column": guest, "text": text} for row, text in ((1, "Bo"), (2, "Eve"))]
    answer = client.patch(f"{orders}/cells", json={"edits": edits, "keep": True})
    assert answer.status_code == 200, answer.json
    some = list(range(1, MANY + 1))
    answer = client.put(f"{orders}/columns/{helpers}/links/1", json={"ids": some})
    assert answer.status_code == 200, answer.json
    worked_out = f"{orders}/worked-out"
    _make(client, worked_out, type="lookup", link=guest, field=name, name="Guest is")
    _make(client, worked_out, type="lookup", link=guest, field=name + 1, name="Guest since")
    _make(client, worked_out, type="total", link=helpers, how="count", name="Hands")
    _make(client, worked_out, formula="[Price] * [Pieces]", name="Sum")
    _make(client, worked_out, formula="[Day]", name="That day")
    _make(client, worked_out, formula='[Thing] & "!"', name="Loud")
    _make(client, worked_out, formula="[Price] > 1", name="Dear")
    back = next(c for c in client.get(f"{guests}/columns").json["columns"] if c["name"] == "Orders")
    _make(
        client,
        f"{guests}/worked-out",
        type="total",
        link=back["id"],
        how="sum",
        field=ids["Price"],
        name="Spent",
    )


def _make(client: FlaskClient, address: str, **given: Any) -> int:
    answer = client.post(address, json=given)
    return int(_made(answer).get("id", 0))


def _made(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 201, answer.json
    return dict(answer.json)
