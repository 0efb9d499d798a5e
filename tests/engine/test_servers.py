"""What only servers have: settings, names that must fit, structure that cannot roll back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.domain import errors
from desktop_app.domain.access import Actor
from desktop_app.domain.names import LONGEST
from desktop_app.engine import journal
from desktop_app.engine.backends import mariadb, postgresql
from desktop_app.engine.backends.fitting import fitted
from desktop_app.engine.changes.cells import SetCells
from desktop_app.engine.changes.columns import AddColumn, RenameColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable, RenameTable
from desktop_app.engine.store import Store
from tests.conftest import ADA
from tests.support import postgres
from tests.support.contents import contents

TURNS = 15
COLUMNS = [("Name", "text", {}), ("Age", "whole_number", {})]


def asked(store: Store, question: str) -> str:
    with store.look() as look:
        return str(look.connection.exec_driver_sql(question).scalar())


def asked_at_work(store: Store, question: str) -> str:
    with store.work(ADA) as w:
        return str(w.connection.exec_driver_sql(question).scalar())


def test_changes_and_undo_work_under_every_name_of_a_server(on_server: Store) -> None:
    before = contents(on_server)
    with on_server.work(ADA) as w:
        w.apply(AddColumn(1, "Town", "text"))
        w.apply(SetCells(1, [(1, 3, "“Ç” \u202e 🎉"), (2, 1, "x" * 100_000)]))
    assert contents(on_server)["tables"]["Guests"]["rows"][0][3] == "“Ç” \u202e 🎉"
    with on_server.work(ADA) as w:
        journal.undo(w)
    assert contents(on_server) == before


def test_rows_know_their_numbers_where_inserts_return_nothing(maria_uri: str) -> None:
    store = Store()
    store.open(maria_uri)
    # As on MySQL itself, which has no RETURNING.
    dialect = store._writer.dialect
    dialect.insert_returning = dialect.delete_returning = False
    dialect.insert_executemany_returning = False
    with store.work(ADA) as w:
        w.apply(AddTable("Guests", COLUMNS))
        way_back = w.apply(AddRows(1, [1, 2], [["Ada", 36], ["Bo", None], [None, None]]))
    assert contents(store)["tables"]["Guests"]["rows"][1] == (2, "Bo", None)
    with store.work(ADA) as w:
        w.apply(way_back)
    assert contents(store)["tables"]["Guests"]["rows"] == []
    store.close()


def test_readers_of_a_server_cannot_write(on_server: Store) -> None:
    with pytest.raises(errors.DocumentReadOnly), on_server.look() as look:
        look.connection.exec_driver_sql("DELETE FROM tidybase_about")


def test_everything_in_a_look_is_of_one_moment(on_server: Store) -> None:
    ask = "SELECT value FROM tidybase_about WHERE name = 'revision'"
    with on_server.look() as look:
        before = look.connection.exec_driver_sql(ask).scalar()
        with on_server.work(ADA) as w:
            w.apply(SetCells(1, [(1, 1, "Eve")]))
        assert look.connection.exec_driver_sql(ask).scalar() == before
    assert asked(on_server, ask) != before


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TimeZone", "UTC"),
        ("application_name", "tidybase"),
        ("lock_timeout", "5s"),
        ("statement_timeout", "10min"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("transaction_isolation", "repeatable read"),
    ],
)
def test_the_writer_on_postgresql_has_these_settings(
    postgresql: str, setting: str, value: str
) -> None:
    store = Store()
    store.open(postgres.emptied(postgresql))
    assert asked_at_work(store, f"SHOW {setting}") == value
    store.close()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("time_zone", "+00:00"),
        ("character_set_connection", "utf8mb4"),
        ("tx_isolation", "READ-COMMITTED"),
        ("innodb_lock_wait_timeout", "10"),
        ("local_infile", "0"),
    ],
)
def test_the_writer_on_mariadb_has_these_settings(
    on_maria: Store, setting: str, value: str
) -> None:
    if setting != "local_infile":
        assert asked_at_work(on_maria, f"SELECT @@{setting}") == value
        return
    # What the server may ask for is the driver's affair: nothing, whoever asks.
    with on_maria.work(ADA) as w:
        assert w.connection.connection.dbapi_connection._local_infile is False


def test_tables_on_mariadb_compare_to_the_letter_whatever_the_servers_own_way(
    on_maria: Store,
) -> None:
    ask = (
        "SELECT GROUP_CONCAT(DISTINCT table_collation) FROM information_schema.tables "
        "WHERE table_schema = 'choir' AND table_name <> 'tidybase_unfinished'"
    )
    assert asked(on_maria, ask) == "utf8mb4_nopad_bin"


@pytest.mark.parametrize("letter", ["я", "🎉", "n", "表", "ด้"])
def test_names_longer_than_a_server_takes_work_and_never_meet(
    on_server: Store, letter: str
) -> None:
    one, other = (letter * LONGEST)[:LONGEST], (letter * LONGEST)[: LONGEST - 1] + "z"
    with on_server.work(ADA) as w:
        w.apply(RenameTable(1, one))
        w.apply(AddTable(other, [(one, "text", {}), (other, "text", {})]))
        w.apply(AddRows(2, [3, 4], [["a", "b"]]))
        w.apply(RenameColumn(2, 3, f"{letter} 2"))
    found = contents(on_server)["tables"]
    assert found[one]["rows"] == [(1, "Ada", 36), (2, "Bo", None)]
    assert found[other]["rows"] == [(1, "a", "b")]
    with on_server.work(ADA) as w:
        journal.undo(w)
    assert contents(on_server)["tables"].keys() == {"Guests"}


@pytest.mark.parametrize(
    "name",
    ["xmin", "ctid", "tableoid", "pg_class", "oid", "rowid", "ROWID", "user", 'a"b`c', "%s", ":p"],
)
def test_tables_and_columns_may_be_called_what_means_something_to_a_server(
    on_server: Store, name: str
) -> None:
    with on_server.work(ADA) as w:
        w.apply(AddTable(name, [(name, "text", {})]))
        w.apply(AddRows(2, [3], [["a"]]))
        w.apply(RenameColumn(1, 1, name))
    found = contents(on_server)["tables"]
    assert found[name]["rows"] == [(1, "a")]
    assert found["Guests"]["rows"] == [(1, "Ada", 36), (2, "Bo", None)]


@pytest.mark.parametrize(
    ("name", "whole"),
    [("Müller", True), ("x" * 63, True), ("ä" * 32, False), ("x" * 64, False), ("xmin", False)],
)
def test_a_name_is_cut_only_where_it_must_be(name: str, whole: bool) -> None:
    short = fitted(name, postgresql.fits)
    assert (short == name) is whole
    assert len(short.encode()) <= 63


@pytest.mark.parametrize(
    ("name", "whole"),
    [("Müller", True), ("x" * 64, True), ("я" * 60, True), ("表" * 50, True), ("表" * 51, False)],
)
def test_a_name_is_cut_where_no_file_could_be_called_that(name: str, whole: bool) -> None:
    assert (fitted(name, mariadb.fits) == name) is whole


def test_many_processes_write_at_once_and_every_work_has_its_revision(
    on_server: Store, server_uri: str
) -> None:
    stores = [on_server, *(Store() for _ in range(2))]
    for store in stores[1:]:
        store.open(server_uri)

    def write(number: int) -> None:
        for turn in range(TURNS):
            with stores[number].work(Actor(number + 1, "x")) as w:
                w.apply(AddRows(1, [1], [[f"{number}-{turn}"]]))

    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(write, range(len(stores))))
    with on_server.look() as look:
        latest = [entry.revision for entry in journal.entries(look, None, TURNS * len(stores))]
        assert look.revision == max(latest)
    assert latest == sorted(set(latest), reverse=True)
    added = [name for _, name, _ in contents(on_server)["tables"]["Guests"]["rows"][2:]]
    assert sorted(added) == sorted(
        f"{n}-{turn}" for n in range(len(stores)) for turn in range(TURNS)
    )
    for store in stores[1:]:
        store.close()


def test_two_processes_may_open_a_new_database_at_once(server_uri: str) -> None:
    stores = [Store() for _ in range(4)]
    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(lambda store: store.open(server_uri), stores))
    for store in stores:
        with store.work(ADA) as w:
            w.apply(AddTable(f"T{stores.index(store)}", COLUMNS))
    assert len(contents(stores[0])["tables"]) == len(stores)
    for store in stores:
        store.close()


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_server_that_does_not_know_us_says_so_in_words(
    request: pytest.FixtureRequest, kind: str
) -> None:
    address = request.getfixturevalue(kind).rpartition("/")[0].replace("root@", "nobody:x@")
    with pytest.raises(errors.DocumentUnreadable, match="does not let Tidybase in") as caught:
        Store().open(f"{address}/nowhere")
    assert "nobody:x" not in str(caught.value)
