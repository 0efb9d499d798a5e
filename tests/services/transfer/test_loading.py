"""A table put together in another process is the same table, and stops when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import DocumentFull, Invalid
from desktop_app.domain.sheet import Reading, SheetPlan
from desktop_app.engine import room
from desktop_app.engine.store import Store
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer import loading, survey
from desktop_app.services.transfer.filling import fill
from desktop_app.services.transfer.loading import Source, load
from desktop_app.services.transfer.service import side_file, take_in
from tests.support.contents import contents
from tests.support.patience import MOST

ROWS = 60_000


class Stopped(Exception):
    """What a job raises when somebody presses Stop."""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "guests.csv"
    lines = "".join(f"Ada {number},{number},2019-03-14\n" for number in range(ROWS))
    path.write_text("Name,Number,Day\n" + lines, encoding="utf-8")
    return Source(path, "guests.csv", "guests")


@pytest.fixture
def plan(source: Source) -> SheetPlan:
    return survey.survey(format_for(source.path, source.name).open(source.path, "guests"), None)


def test_what_another_process_put_together_is_taken_over_whole(
    store: Store, source: Source, plan: SheetPlan, tmp_path: Path
) -> None:
    told: list[int] = []
    with side_file(store, source.path) as side:
        filled = load(source, plan, side, told.append)
        with store.work(NOBODY) as w:
            receipt = take_in(w, filled, side, "Guests", told.append)
    assert receipt.rows == filled.rows == ROWS
    assert told == sorted(told)
    table = contents(store)["tables"]["Guests"]
    assert [column[2] for column in table["columns"]] == ["text", "whole_number", "date"]
    assert table["rows"][-1][:3] == (ROWS, f"Ada {ROWS - 1}", ROWS - 1)
    assert not side.parent.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="children are told by /proc")
def test_the_other_process_lets_the_one_people_look_at_go_first(
    source: Source, plan: SheetPlan, tmp_path: Path
) -> None:
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    theirs = set()

    def look(_: int) -> None:
        children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
        theirs.update(
            os.getpriority(os.PRIO_PROCESS, int(one)) for one in children.read_text().split()
        )

    load(source, plan, tmp_path / "side", look)
    assert max(theirs) == min(mine + 10, 19)


def test_the_other_process_reads_the_file_as_it_is_told(store: Store, source: Source) -> None:
    told = replace(source, reading=Reading(encoding="cp1252", separator="none", header=0))
    sheet = format_for(source.path, source.name).open(source.path, "guests", told.reading)
    with side_file(store, source.path) as side:
        filled = load(told, survey.survey(sheet, None), side, lambda _: None)
    assert (filled.rows, len(filled.plan.columns)) == (ROWS + 1, 1)


def test_stopping_ends_the_other_process_and_leaves_nothing(
    store: Store, source: Source, plan: SheetPlan
) -> None:
    with pytest.raises(Stopped), side_file(store, source.path) as side:
        load(source, plan, side, stop)
    assert not side.parent.exists()
    assert contents(store)["tables"] == {}


def test_stopping_while_rows_are_taken_over_takes_none(
    store: Store, source: Source, plan: SheetPlan
) -> None:
    sheet = format_for(source.path, source.name).open(source.path, "guests")
    with side_file(store, source.path) as side:
        filled = fill(sheet, plan, side, lambda _: None)
        with pytest.raises(Stopped), store.work(NOBODY) as w:
            take_in(w, filled, side, "Guests", stop)
        assert contents(store)["tables"] == {}
        with store.work(NOBODY) as w:
            assert take_in(w, filled, side, "Guests", lambda _: None).rows == ROWS


def test_a_problem_in_the_other_process_is_said_here(
    store: Store, source: Source, plan: SheetPlan
) -> None:
    text = source.path.read_text(encoding="utf-8")
    source.path.write_text(text + "Bo,007,2019-03-14\n", encoding="utf-8")
    with side_file(store, source.path) as side, pytest.raises(Invalid, match="007"):
        load(source, plan, side, lambda _: None)


def test_an_import_that_can_find_no_room_is_not_begun(
    store: Store, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SPARE", 1 << 60)
    with pytest.raises(DocumentFull, match="the import needs"), side_file(store, source.path):
        pass


def test_the_other_process_is_heard_to_its_end_before_its_output_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ending, threads, listen, kill = threading.Event(), [], loading._listen, subprocess.Popen.kill

    def late(*given: Any) -> None:
        threads.append(threading.current_thread())
        ending.wait(MOST)
        listen(*given)

    def killed(process: subprocess.Popen[bytes]) -> None:
        kill(process)
        ending.set()

    monkeypatch.setattr(loading, "_listen", late)
    monkeypatch.setattr(subprocess.Popen, "kill", killed)
    with loading._running({}):
        pass
    assert [thread.is_alive() for thread in threads] == [False]


def stop(_done: int) -> None:
    raise Stopped


def test_the_process_that_reads_a_file_loads_no_pages() -> None:
    asked = "import sys, desktop_app.services.transfer.loader; print('flask' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False"]
