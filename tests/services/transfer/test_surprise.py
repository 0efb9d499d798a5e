"""An import that began after a glance and meets a row unlike the first ones starts over, whole."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.access import NOBODY
from desktop_app.engine import journal
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import opened
from desktop_app.services.transfer.service import import_file
from tests.support.contents import contents


def test_a_late_row_of_another_kind_changes_the_kind_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "members.csv"
    numbers = [str(number) for number in range(1, 9001)]
    path.write_text("Number\n" + "\n".join([*numbers, "007"]) + "\n", encoding="utf-8")
    receipt = import_file(store, opened(path), None, [].append)
    table = contents(store)["tables"]
    assert list(table) == ["Members"]
    assert table["Members"]["columns"][0][1:3] == ("Number", "text")
    assert [row[1] for row in table["Members"]["rows"]] == [*numbers, "007"]
    assert receipt.rows == 9001
    assert any("All but 1 of the 9,001 cells" in note for note in receipt.notes)


def test_all_of_it_is_one_step_back(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("Number\n" + "5\n" * 9000 + "007\n", encoding="utf-8")
    import_file(store, opened(path), None, [].append)
    with store.work(NOBODY) as w:
        journal.undo(w)
    assert contents(store)["tables"] == {}
