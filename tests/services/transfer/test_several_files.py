"""Several files come in together: a table for each sheet, one step; what did not is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from desktop_app.domain.access import NOBODY
from desktop_app.domain.errors import DocumentFull, Invalid
from desktop_app.engine import catalog, journal
from desktop_app.engine.store import Store
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.all_sheets import File, WholeReceipt, import_all
from desktop_app.web.jobs import Cancelled, Job
from desktop_app.web.uploads import Uploads
from tests.formats.workbooks import workbook
from tests.services.transfer.test_all_sheets import PARTY, SHOP, Stopped, database, seen
from tests.support.contents import contents
from tests.support.jobs import until_over

BROKEN = """
CREATE TABLE animals (name TEXT);
INSERT INTO animals VALUES ('Ape'), ('Bear');
CREATE VIEW nowhere AS SELECT * FROM keepers;
CREATE VIEW large AS SELECT name FROM animals WHERE name > 'B';
"""


def listed(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def brought_in(store: Store, *paths: Path, aside: bool = False) -> WholeReceipt:
    files = [File(path, path.name, aside=aside) for path in paths]
    return import_all(store, files, lambda _: None)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [
        listed(tmp_path, "guests.csv", "Name,Age\nAda,36\nBo,7\n"),
        workbook(tmp_path / "party.xlsx", PARTY),
        listed(tmp_path, "songs.json", '[{"Song": "Hey"}]'),
    ]


@pytest.mark.parametrize("aside", [False, True])
def test_each_sheet_of_each_file_becomes_a_table(
    store: Store, files: list[Path], aside: bool
) -> None:
    receipt = brought_in(store, *files, aside=aside)
    assert [table.name for table in receipt.tables] == ["Guests", "Guests 2", "Songs", "Songs 2"]
    assert seen(store, "Guests", "Name", "Age") == [("Ada", 36), ("Bo", 7)]
    assert receipt.sentence == (
        "6 rows are in 4 tables now: Guests, Guests 2, Songs, Songs 2. "
        "“Later” in party.xlsx has no rows and was left out. Your own files are unchanged."
    )


def test_they_are_one_step_and_a_receipt_for_each_file(store: Store, files: list[Path]) -> None:
    before = contents(store)
    receipt = brought_in(store, *files)
    after = contents(store)
    with store.look() as look:
        kept = [receipts.find(look, number) for number in receipt.kept]
        assert [each.file for each in kept] == ["guests.csv", "party.xlsx", "songs.json"]
        assert [len(each.parts) for each in kept] == [1, 2, 1]
        assert receipts.in_force(look, kept) == set(receipt.kept)
    with store.work(NOBODY) as w:
        assert journal.undo(w).sentence == "import 4 tables from 3 files"
    assert contents(store) == before
    with store.look() as look:
        assert receipts.in_force(look, kept) == set()
    with store.work(NOBODY) as w:
        journal.redo(w)
    assert contents(store) == after


def test_links_lead_within_their_own_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one = database(tmp_path / "shop.db", SHOP)
    other = database(tmp_path / "other" / "shop.db", SHOP.replace("'Ada'", "'Eva'"))
    receipt = brought_in(store, one, other)
    assert receipt.links == 6
    assert seen(store, "Customers 2", "name", "Orders 2")[1] == ("Eva", [2])


def test_a_file_that_cannot_be_read_is_left_out_and_said(
    store: Store, files: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    receipt = brought_in(store, files[0], broken, listed(tmp_path, "empty.csv", "Name\n"))
    assert [table.name for table in receipt.tables] == ["Guests"]
    assert "“broken.xlsx” was left out. " in receipt.sentence
    assert "“empty.csv” has no rows and was left out." in receipt.sentence


@pytest.mark.parametrize("aside", [False, True])
def test_a_view_that_cannot_be_read_keeps_nothing_else_out(
    store: Store, tmp_path: Path, aside: bool
) -> None:
    receipt = brought_in(store, database(tmp_path / "zoo.db", BROKEN), aside=aside)
    assert [table.name for table in receipt.tables] == ["Animals", "Large"]
    assert seen(store, "Large", "name") == [("Bear",)]
    assert "“nowhere” was left out. " in receipt.sentence


def test_where_nothing_can_be_read_each_reason_is_said_and_nothing_changes(
    store: Store, tmp_path: Path
) -> None:
    before = contents(store)
    empty, broken = listed(tmp_path, "empty.csv", "Name\n"), tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(Invalid, match=r"no rows in empty.csv and broken.xlsx.*“broken.xlsx” was"):
        brought_in(store, empty, broken)
    assert contents(store) == before


def test_many_remarks_are_on_the_receipts_and_not_in_the_message(
    store: Store, tmp_path: Path
) -> None:
    empty = [listed(tmp_path, f"empty {n}.csv", "Name\n") for n in range(3)]
    files = [
        *empty,
        workbook(tmp_path / "party.xlsx", PARTY),
        listed(tmp_path, "a.csv", "Name\nAda\n"),
    ]
    receipt = brought_in(store, *files)
    assert "There are 4 remarks on what was left out; the receipt has them." in receipt.sentence
    assert receipt.notes[:3] == [f"“empty {n}.csv” has no rows and was left out." for n in range(3)]
    with store.look() as look:
        first, second = (receipts.find(look, number).parts for number in receipt.kept)
    assert first[0]["notes"][0] == "“Later” in party.xlsx has no rows and was left out."
    assert first[0]["notes"][1:] == list(receipt.notes[:3])
    assert second[0]["notes"] == []


@pytest.mark.parametrize("aside", [False, True])
def test_stopping_at_a_later_file_leaves_nothing(
    store: Store, files: list[Path], aside: bool
) -> None:
    def stop(done: int) -> None:
        if done > 4:
            raise Stopped

    before = contents(store)
    with pytest.raises(Stopped):
        import_all(store, [File(path, path.name, aside=aside) for path in files], stop)
    assert contents(store) == before


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize("odd", [3, 11_000])
def test_how_many_rows_were_looked_at_before_they_come_in_is_told(
    store: Store, tmp_path: Path, aside: bool, odd: int
) -> None:
    lines = [f"{number},{number}.5" for number in range(12_000)]
    lines[odd] = "soon,as well"
    file = File(listed(tmp_path, "odd.csv", "\n".join(["Number,Half", *lines])), "odd.csv", aside)
    told: list[str] = []
    job = Job()

    def came_in(done: int) -> None:
        job.seen(done)
        told.append("in" if job.as_json()["looked_at"] is None else "both")

    def looked(done: int) -> None:
        job.looked(done)
        assert (job.as_json()["looked_at"], job.as_json()["speed"]) == (done, None)
        told.append("looked")

    import_all(store, [file], came_in, looked=looked)
    assert "both" not in told
    assert "looked" in told
    assert told[-1] == "in"


def test_looking_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        job.looked(7)


def sent(client: FlaskClient, *names: str) -> dict:
    data = {"file": [(io.BytesIO(f"Name\n{name}\n".encode()), name) for name in names]}
    answer = client.post("/api/v1/uploads", data=data)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_several_files_are_sent_at_once_and_shown_on_one_page(client: FlaskClient) -> None:
    uploaded = sent(client, "a.csv", "b.csv")
    page = client.get(uploaded["go"]).text
    assert "Import 2 files" in page
    assert all(f'data-upload="{token}"' in page for token in uploaded["uploads"])
    client.delete(f"/api/v1/imports/{uploaded['uploads'][0]}")
    assert "Import “b.csv”" in client.get(uploaded["go"]).text


def test_they_are_imported_in_one_step_and_our_copies_go(client: FlaskClient) -> None:
    tokens = sent(client, "a.csv", "b.csv")["uploads"]
    begun = client.post("/api/v1/imports", json={"uploads": tokens})
    told = until_over(client, begun.json["job"])
    assert told["message"] == "2 rows are in 2 tables now: A, B. Your own files are unchanged."
    assert told["more"] == "/receipts?together=2"
    assert list(client.application.extensions["tidybase.uploads"]) == []
    with client.application.extensions["tidybase"].look() as look:
        assert len(catalog.tables(look)) == 2


@pytest.mark.parametrize("uploads", [[], ["gone"]])
def test_none_or_unknown_ones_are_refused(client: FlaskClient, uploads: list[str]) -> None:
    answer = client.post("/api/v1/imports", json={"uploads": uploads})
    assert answer.status_code == (404 if uploads else 422)


class Broken(io.BytesIO):
    """What cannot be kept, as the disk is full."""

    def read(self, *_: object) -> bytes:
        raise OSError(28, "No space left on device")


def test_where_one_file_cannot_be_kept_none_is(tmp_path: Path) -> None:
    waiting = Uploads(tmp_path)
    with pytest.raises(DocumentFull, match=r"no room to read b\.csv"):
        waiting.receive_all([(io.BytesIO(b"Name\n"), "a.csv"), (Broken(), "b.csv")])
    assert list(waiting) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
