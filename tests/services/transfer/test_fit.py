"""How the first rows suit kinds chosen by hand is told at once, and counted in all rows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient

from desktop_app.domain.sheet import ColumnPlan, SheetPlan
from desktop_app.services.transfer import fitting, loader, loading
from desktop_app.services.transfer.counting import misfits
from desktop_app.services.transfer.fitting import Counting
from desktop_app.services.transfer.loading import Source, load_misfits
from desktop_app.services.transfer.table_reader import TableReader
from desktop_app.web.jobs import Jobs
from tests.services.test_transfer import CSV, finish, ready, send
from tests.services.transfer.test_into import looked
from tests.support.patience import until

TIMES = "".join(f"{n},{n if n % 10 else 'many'}\n" for n in range(1, 101))
COUNTED = f"No,Times\n{TIMES}"


def fit(client: FlaskClient, token: str, **asked: object) -> dict[str, Any]:
    """What is told once all rows are counted."""

    def counted() -> list[dict[str, Any]] | None:
        told = client.post(f"/api/v1/imports/{token}/fit", json=asked)
        assert told.status_code == 200, told.json
        return None if told.json["counting"] else told.json["columns"]

    return until(counted, "the counting")


def wishes(*kinds: str | None) -> list[dict[str, str]]:
    return [{"type": kind} if kind else {} for kind in kinds]


def test_cells_that_do_not_fit_are_told_row_by_row_and_counted(client: FlaskClient) -> None:
    token = send(client, "times.csv", COUNTED.encode())
    ready(client, token)
    number, times = fit(client, token, columns=wishes("date", "whole_number"))
    assert (number["odd"], number["misfits"]) == (list(range(1, 21)), 100)
    assert (times["odd"], times["misfits"]) == ([10, 20], 10)
    assert times["shown"][8:10] == ["9", "many"]


def test_what_fits_is_shown_as_the_kind_shows_it(client: FlaskClient) -> None:
    token = send(client, "paid.csv", b"Who,Paid\nAda,5\nBo,soon\nCy,\n")
    ready(client, token)
    _, paid = fit(client, token, columns=wishes(None, "money"))
    assert paid == {"shown": ["5.00", "soon", ""], "odd": [2], "misfits": 1, "note": ""}


def test_what_plain_numbers_are_taken_for_is_said(client: FlaskClient) -> None:
    songs = [{"Song": "A", "Long": 0}, {"Song": "B", "Long": 1.5}, {"Song": "C", "Long": 5400}]
    token = send(client, "songs.json", orjson.dumps(songs))
    ready(client, token)
    _, long = fit(client, token, columns=wishes(None, "duration"))
    assert (long["shown"], long["odd"]) == (["0:00", "1.5", "1:30"], [2])
    assert long["note"] == "Plain numbers in “Long” are taken as seconds: 5400 becomes 1:30."
    assert fit(client, token, columns=wishes(None, "decimal_number"))[1]["note"] == ""


@pytest.mark.parametrize(
    ("file", "shown", "note"),
    [
        (
            ("s.csv", b"Share,No\n0.05,1\n7,2\n12 %,3\n"),
            ["0.05 %", "7 %", "12 %"],
            "Numbers without % in “Share” are taken as so many of a hundred: 0.05 becomes 0.05 %.",
        ),
        (
            ("s.json", b'[{"Share": 0, "No": 1}, {"Share": 0.05, "No": 2}]'),
            ["0 %", "5 %"],
            "Plain numbers in “Share” are taken as parts of one: 0.05 becomes 5 %.",
        ),
        (("s.csv", b"Share,No\n5 %,1\n7.5%,2\n"), ["5 %", "7.5 %"], ""),
    ],
)
def test_what_numbers_without_a_sign_become_in_percent_is_said(
    client: FlaskClient, file: tuple[str, bytes], shown: list[str], note: str
) -> None:
    token = send(client, *file)
    ready(client, token)
    share, _ = fit(client, token, columns=wishes("percent", None))
    assert (share["shown"], share["note"]) == (shown, note)


@pytest.mark.parametrize("small", [0, loading.SMALL])
def test_what_plain_numbers_were_taken_for_stands_on_every_receipt(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(loading, "SMALL", small)
    note = "Plain numbers in “Long” are taken as seconds: 5400 becomes 1:30."
    content = orjson.dumps([{"Song": "A", "Long": 0}, {"Song": "C", "Long": 5400}])
    songs = send(client, "songs.json", content)
    ready(client, songs)
    assert finish(client, songs, columns=wishes(None, "duration"))["state"] == "done"
    more = send(client, "more.json", content)
    ready(client, more)
    assert looked(client, more)["notes"] == [note]
    assert finish(client, more, into={"table": 1})["state"] == "done"
    receipts = client.get("/api/v1/receipts").json["receipts"]
    assert [each["parts"][0]["notes"] for each in receipts] == [[note], [note]]


def test_the_import_keeps_as_many_as_were_counted(client: FlaskClient) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    wanted = wishes("date", "whole_number", None, "text", None)
    told = fit(client, token, columns=wanted)
    assert [column["misfits"] for column in told] == [2, 2, 0, 0, 0]
    assert finish(client, token, columns=wanted)["state"] == "done"
    kept = client.get("/api/v1/receipts/1").json["parts"][0]["aside"]
    assert [each["cells"] for each in kept] == [2, 2]


def test_a_column_that_is_left_out_needs_to_suit_nothing(client: FlaskClient) -> None:
    token = send(client, "guests.csv", CSV.encode())
    ready(client, token)
    told = fit(client, token, columns=[{"type": "date", "skip": True}, *wishes(*[None] * 4)])
    assert told[0] == {"shown": ["Ada", "Bo"], "odd": [], "misfits": 0, "note": ""}


def test_cells_for_a_table_that_is_there_are_read_by_its_columns(client: FlaskClient) -> None:
    first = send(client, "guests.csv", CSV.encode())
    ready(client, first)
    finish(client, first, table="Guests")
    newer = send(client, "newer.csv", b"Age,Born\nold,14.3.2020\n37,2020-02-01\n")
    ready(client, newer)
    age, born = fit(client, newer, into={"table": 1, "mode": "update"})
    assert (age["shown"], age["odd"]) == (["old", "37"], [1])
    assert (born["shown"], born["odd"]) == (["2020-03-14", "2020-02-01"], [])


WANTED = {1: ColumnPlan("Times", "whole_number", chosen=True)}


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """A file that is counted in another process, alone in a folder."""
    monkeypatch.setattr(loading, "SMALL", 0)
    folder = tmp_path / "uploads"
    folder.mkdir()
    path = folder / "times.csv"
    path.write_text("No,Times\n" + TIMES * 2000, encoding="utf-8")
    return Source(path, "times.csv", "times")


def test_another_process_counts_the_same_and_tells_how_far_it_is(large: Source) -> None:
    told: list[int] = []
    assert load_misfits(large, WANTED, told.append) == {1: 20_000}
    assert told == sorted(told)
    assert told[-1] == 200_000
    assert misfits(large.open(), WANTED, lambda _: None) == {1: 20_000}


def test_large_files_are_counted_in_another_process(
    large: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "misfits", None)  # would count in this process
    counting, plan, jobs = Counting(), SheetPlan([WANTED[1], WANTED[1]], 200_000), Jobs()
    until(lambda: not counting.is_going_on(large, plan, jobs))
    assert counting.known(plan) == [0, 20_000]


def test_counting_stops_at_once_and_leaves_nothing(large: Source) -> None:
    counting, plan, jobs = Counting(), SheetPlan([WANTED[1], WANTED[1]], 200_000), Jobs()
    assert counting.is_going_on(large, plan, jobs)
    counting.stop()
    until(lambda: not jobs.busy)
    assert counting.known(plan) == [None, None]
    assert list(large.path.parent.iterdir()) == [large.path]


def test_the_other_process_removes_what_was_handed_over_when_nobody_waits(large: Source) -> None:
    answers = large.path.with_name("times.answers")
    answers.write_bytes(b"")
    told = {"path": str(large.path), "name": large.name, "sheet": large.sheet, "reading": {}}
    source = {**told, "answers": str(answers)}
    asked = {"source": source, "wanted": [(1, asdict(WANTED[1]))]}
    program = [sys.executable, "-m", loader.__name__]
    run = subprocess.run(
        program, input=orjson.dumps(asked) + b"\n", stdout=subprocess.DEVNULL, check=False
    )
    assert run.returncode == 1
    assert list(large.path.parent.iterdir()) == [large.path]


def test_texts_that_come_again_do_not_fit_again() -> None:
    kept: list[tuple[int, str]] = []
    reader = TableReader(WANTED[1], list, lambda row, text: kept.append((row, text)))
    assert reader.read(["many", "7", "few", "many"], 0) == [None, 7, None, None]
    assert reader.read(["few", "8", None], 4) == [None, 8, None]
    assert kept == [(1, "many"), (3, "few"), (4, "many"), (5, "few")]
