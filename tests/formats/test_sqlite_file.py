"""SQLite files of any program: read whole, never changed, and nothing in them acts."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import Invalid
from desktop_app.formats import sqlite_cells
from desktop_app.formats.readable import format_for
from desktop_app.formats.sqlite_cells import sqlite_file
from desktop_app.formats.told import ToldSheet
from desktop_app.formats.unreadable import UnreadableError
from tests.formats.reading import CORPORA, answers, needs_corpora, opened, rows, with_header


def database(folder: Path, *statements: str, name: str = "x.db") -> Path:
    """A database made by these statements."""
    path = folder / name
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


def taken_apart(path: Path, table: str) -> ToldSheet:
    """One table, read in this process, which is quicker."""
    with sqlite_file(path) as source:
        sheet = ToldSheet(answers(source, table), table)
        rows(sheet)
    return sheet


def test_tables_and_views_are_sheets_and_our_own_are_not(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        "CREATE TABLE Zebras (a INTEGER PRIMARY KEY AUTOINCREMENT)",
        'CREATE TABLE "select ""x""" (a)',
        "CREATE TABLE tidybase_about (a)",
        "CREATE VIEW All_of_them AS SELECT * FROM Zebras",
        "CREATE VIRTUAL TABLE found USING fts5(a)",
    )
    kind = format_for(path, path.name)
    assert kind.name == "sqlite"
    assert kind.sheets(path) == ["Zebras", 'select "x"', "All_of_them"]


def test_values_keep_the_kinds_they_are_stored_as(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        'CREATE TABLE t (n, ok BOOLEAN, "a ""b""")',
        "INSERT INTO t VALUES ('007', 1, 9223372036854775807), (2.5, 0, '2019-03-14')",
        "INSERT INTO t VALUES (NULL, 2, ''), (9e999, NULL, 'a' || char(0) || 'b')",
    )
    sheet = opened(path)
    assert list(sheet.header) == ["n", "ok", 'a "b"']
    assert rows(sheet) == [
        ["007", True, 9223372036854775807],
        [2.5, False, "2019-03-14"],
        [None, 2, ""],
        ["Infinity", None, "a\0b"],
    ]


def test_keys_and_links_are_told(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        "CREATE TABLE Town (id INTEGER PRIMARY KEY, name)",
        "CREATE TABLE Person (nr INTEGER PRIMARY KEY, town REFERENCES Town,"
        " boss REFERENCES Person(nr), a, b, FOREIGN KEY (a, b) REFERENCES Town(id, name))",
        "INSERT INTO Person VALUES (1, 2, NULL, 1, 1)",
    )
    sheet = taken_apart(path, "Person")
    assert list(sheet.key) == ["nr"]
    assert sheet.links == {"town": ("Town", "id"), "boss": ("Person", "nr")}
    assert list(sheet.notes) == [
        "In the file, each row is known by its “nr”.",
        "“boss” leads to “nr” in “Person”.",
        "“town” leads to “id” in “Town”.",
        "Only together, “a” and “b” lead to “Town”: they stay as they are.",
    ]


def test_attachments_are_left_out_and_counted(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        "CREATE TABLE t (name, photo)",
        "INSERT INTO t VALUES ('Ada', zeroblob(5000000)), ('Bo', x'00'), ('Cy', NULL)",
    )
    sheet = taken_apart(path, "t")
    assert rows(sheet) == [["Ada", None], ["Bo", None], ["Cy", None]]
    assert list(sheet.notes) == ["2 attachments (pictures and the like) in “photo” were left out."]


def test_damaged_letters_are_read_and_told(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (a)", "INSERT INTO t VALUES (CAST(x'e9' AS TEXT))")
    sheet = taken_apart(path, "t")
    assert rows(sheet) == [["é"]]
    assert list(sheet.notes) == ["1 text with damaged letters; please look at accents."]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_unfinished_work_of_another_program_is_settled_in_a_copy(tmp_path: Path, mode: str) -> None:
    path = database(tmp_path, f"PRAGMA journal_mode={mode}", "CREATE TABLE t (a)")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN")
        for number in range(3_000):
            other.execute("INSERT INTO t VALUES (?)", (f"{number:0100}",))
        if mode == "WAL":
            other.execute("COMMIT")
        before = {
            one.name: one.read_bytes() for one in tmp_path.glob("x.db*") if "shm" not in one.name
        }
        assert len(before) == 2
        assert len(rows(opened(path))) == (3_000 if mode == "WAL" else 0)
        assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_file_whose_latest_changes_may_lie_elsewhere_says_so(tmp_path: Path) -> None:
    path = database(tmp_path, "PRAGMA journal_mode=WAL", "CREATE TABLE t (a)")
    assert "may keep its latest changes in a second file" in next(iter(opened(path).notes))


@pytest.mark.parametrize("keep", [100, 1000, 5000, 9000])
def test_a_truncated_database_is_said_in_words(tmp_path: Path, keep: int) -> None:
    path = database(
        tmp_path, "CREATE TABLE t (a)", *["INSERT INTO t VALUES (hex(zeroblob(3000)))"] * 9
    )
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(Invalid, match="damaged or cut off"):
        rows(opened(path))


def test_a_database_without_tables_says_so(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (a)", "DROP TABLE t")
    with pytest.raises(Invalid, match="There is no table"):
        opened(path)


HOSTILE = (
    "CREATE VIEW endless AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)"
    " SELECT count(*) AS n FROM r",
    "CREATE VIEW ext AS SELECT load_extension('/tmp/x.so') AS v",
    "CREATE VIEW leak AS SELECT * FROM pragma_database_list",
    "CREATE VIEW one AS SELECT * FROM other",
    "CREATE VIEW other AS SELECT * FROM one",
)


@pytest.mark.parametrize("view", ["endless", "ext", "leak", "one", "other", "missing"])
def test_a_view_can_neither_act_nor_run_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    if view == "endless":
        monkeypatch.setattr(sqlite_cells, "PATIENCE", 0.3)
    path = database(tmp_path, *HOSTILE)
    with pytest.raises(UnreadableError) as refusal:
        taken_apart(path, view)
    words = {"endless": "slow", "missing": "sheet"}
    assert refusal.value.word == words.get(view, "beyond")


def test_a_view_of_a_table_that_is_gone_does_not_make_the_file_a_damaged_one(
    tmp_path: Path,
) -> None:
    path = database(tmp_path, "CREATE VIEW guests AS SELECT * FROM gone")
    with pytest.raises(Invalid, match="“guests” asks for something that is not in this file"):
        rows(opened(path))


# A hundred million rows, and a text of 900 MB: read within the limits, but not in a quick test.
ENDLESS = ("many_rows", "huge_cell")


@needs_corpora
@pytest.mark.parametrize("name", ["zoo.db", "hostile-views-triggers.db"])
def test_every_odd_shape_is_read_or_said_in_words(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = CORPORA / "own-hostile" / name
    before = path.read_bytes()
    read, refused = [], []
    with sqlite_file(path) as source:
        sheets: Sequence[str] = [one for one in source.sheets if one not in ENDLESS]
        for sheet in sheets:
            monkeypatch.setattr(sqlite_cells, "PATIENCE", 0.3 if sheet == "infinite" else 60)
            try:
                rows(ToldSheet(answers(source, sheet), sheet))
                read.append(sheet)
            except UnreadableError:
                refused.append(sheet)
    assert len(read) > 1
    assert set(refused) <= {"v_broken", "infinite", "ext", "leak", "self_a", "self_b"}
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot forbid a folder that way")
def test_reading_writes_nothing_beside_the_file(tmp_path: Path) -> None:
    path = database(
        tmp_path, "PRAGMA journal_mode=WAL", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"
    )
    before = sorted(tmp_path.iterdir())
    assert with_header(opened(path)) == [["a"], [1]]
    assert sorted(tmp_path.iterdir()) == before


def test_yes_and_no_with_other_numbers_among_them_stay_numbers(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (ok BOOLEAN)", "INSERT INTO t VALUES (1), (0), (2)")
    assert rows(taken_apart(path, "t")) == [[1], [0], [2]]


def test_endless_numbers_keep_their_sign(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (n)", "INSERT INTO t VALUES (9e999), (-9e999)")
    assert rows(taken_apart(path, "t")) == [["Infinity"], ["-Infinity"]]


def test_a_table_that_only_its_program_can_look_into_is_told(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (n)", "CREATE VIRTUAL TABLE found USING fts5(a)")
    assert list(taken_apart(path, "t").notes) == [
        "“found” was left out: only the program that made this file can look into it."
    ]


def test_damaged_letters_are_told_of_their_own_table(tmp_path: Path) -> None:
    broken = "INSERT INTO {} VALUES (CAST(x'66fc72' AS TEXT))"
    path = database(
        tmp_path,
        "CREATE TABLE a (t)",
        "CREATE TABLE b (t)",
        broken.format("a"),
        "INSERT INTO b VALUES ('x')",
    )
    with sqlite_file(path) as source:
        notes = [[*source.rows(table)][-1]["notes"] for table in ("a", "b")]
    assert notes == [["1 text with damaged letters; please look at accents."], []]
