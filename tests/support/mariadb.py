"""A MariaDB server of the tests' own: a temporary folder, a free port, never as root."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql

from tests.support import servers

_SMALL = ("--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M")
_HASTY = ("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync")


def programs() -> tuple[str, str] | None:
    """Return the server and the program that makes its first tables, None without them."""
    server = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    maker = shutil.which("mariadb-install-db")
    return (server, maker) if server and maker and shutil.which("my_print_defaults") else None


@contextmanager
def running(*settings: str) -> Iterator[str]:
    """Run a server, with more settings; give its address, to which a database's name can be added.

    Its own character set is Latin 1, as many an old server's is: ours must not depend on it.
    """
    found = programs()
    assert found is not None
    server, maker = found
    with servers.home("tidybase-maria-") as home:
        # Its own folder for what is temporary: that of whoever runs the tests may be closed to it.
        where = (f"--datadir={home / 'data'}", f"--tmpdir={home}")
        place = ("--no-defaults", *where, "--skip-name-resolve")
        quiet = ("--auth-root-authentication-method=normal", "--skip-test-db")
        servers.run(maker, *place, *quiet, *_SMALL, *_HASTY)
        port = servers.free_port()
        there = (f"--port={port}", "--bind-address=127.0.0.1", f"--socket={home / 'socket'}")
        more = ("--performance-schema=0", *(f"--{setting}" for setting in settings))
        with (home / "log").open("w") as log:
            process = subprocess.Popen(
                servers.as_owner(server, *place, *there, *_SMALL, *_HASTY, *more),
                cwd="/",
                stdout=log,
                stderr=log,
            )
        try:
            _wait_until_it_answers(port, process, home / "log")
            yield f"mariadb://root@127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(30)


def emptied(address: str, database: str = "choir") -> str:
    """Return the address of a database in which nothing is."""
    port = int(address.rpartition(":")[2].strip("/"))
    with pymysql.connect(host="127.0.0.1", port=port, user="root") as connection:
        cursor = connection.cursor()
        cursor.execute("SHOW DATABASES")
        if (database,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE `{database}`")
        cursor.execute(f"CREATE DATABASE `{database}`")
    return address + database


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        try:
            pymysql.connect(host="127.0.0.1", port=port, user="root").close()
        except pymysql.err.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(errors="replace"))
