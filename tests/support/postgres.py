"""A PostgreSQL server of the tests' own: a temporary folder, a free port, never as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

OWNER = "nobody"


def programs() -> Path | None:
    """Return the folder of the newest server programs on this machine, None without any."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    return folders[-1].parent if folders else Path(found).parent if found else None


@contextmanager
def running() -> Iterator[str]:
    """Run a server; give its address, to which a database's name can be added."""
    folder = programs()
    assert folder is not None
    home = Path(tempfile.mkdtemp(prefix="tidybase-pg-"))
    try:
        _give_away(home)
        _run(folder / "initdb", "-D", home / "data", "-A", "trust", "-U", "tester", "-E", "UTF8")
        port = _free_port()
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(
            folder / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start"
        )
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/"
        finally:
            _run(folder / "pg_ctl", "-D", home / "data", "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def emptied(address: str) -> str:
    """Return the address of the database once nothing is in it."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address


def _run(*words: object) -> None:
    # The server refuses to run as root, as it should.
    as_owner = ["setpriv", f"--reuid={OWNER}", "--regid=nogroup", "--clear-groups"]
    command = [*(as_owner if os.geteuid() == 0 else []), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=60)


def _give_away(home: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(home, OWNER, "nogroup")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
