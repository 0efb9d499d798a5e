"""A PostgreSQL server of the tests' own: a temporary folder, a free port, never as root."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

from tests.support import servers

NOBODYS_NUMBER = (1 << 22) + 1
"""More than any process of Linux is numbered."""


def programs() -> Path | None:
    """Return the folder of the newest server programs on this machine, None without any."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    return folders[-1].parent if folders else Path(found).parent if found else None


class Cluster:
    """One server, which can be stopped, killed, held and started again."""

    def __init__(self, programs: Path, home: Path, settings: Sequence[str] = ()) -> None:
        self._programs, self._home = programs, home
        self._settings = settings
        self._port = servers.free_port()
        self._ended: list[int] = []
        make = (programs / "initdb", "-D", home / "data", "-A", "trust", "-U", "tester")
        servers.run(*make, "-E", "UTF8", "--no-sync")

    @property
    def address(self) -> str:
        """Where it answers; a database's name can be added."""
        return f"postgresql://tester@127.0.0.1:{self._port}/"

    def start(self) -> None:
        """Start it and wait until it answers."""
        if self._ended:
            self._forget_the_dead()
        self._control("start", "-l", self._home / "log", "-o", self._options)

    def restart(self) -> None:
        """Restart it as an update of the system does: everybody is cut off at once."""
        self._control("restart", "-m", "fast", "-l", self._home / "log", "-o", self._options)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self._home / "data" / "postmaster.pid").exists():
            self._control("stop", "-m", "immediate")

    def kill(self) -> None:
        """End it and all its workers without a word, as a power cut does."""
        # Held first, so that it makes no new worker while the others are counted.
        os.kill(self._parent(), signal.SIGSTOP)
        self._ended = self._all()
        for process in self._ended:
            os.kill(process, signal.SIGKILL)

    def is_there(self) -> bool:
        """Say whether any of the processes that were killed is still there."""
        return any(_is_at_work(process) for process in self._ended)

    def hold(self) -> None:
        """Let it and all its workers sleep: the port is open, nothing is answered."""
        os.kill(self._parent(), signal.SIGSTOP)
        for process in self._all():
            os.kill(process, signal.SIGSTOP)

    def go_on(self) -> None:
        """Wake it up."""
        for process in self._all():
            os.kill(process, signal.SIGCONT)

    @property
    def _options(self) -> str:
        return (
            f"-p {self._port} -k {self._home} -c listen_addresses=127.0.0.1 -c fsync=off "
            "-c shared_buffers=16MB -c dynamic_shared_memory_type=mmap "
            + " ".join(f"-c {setting}" for setting in self._settings)
        )

    def _control(self, verb: str, *words: object) -> None:
        servers.run(self._programs / "pg_ctl", "-D", self._home / "data", "-w", *words, verb)

    def _forget_the_dead(self) -> None:
        """Where nobody buries the dead soon, the server takes itself for running still."""
        for note in (self._home / "data/postmaster.pid", *self._home.glob(".s.*.lock")):
            _, rest = note.read_text().split("\n", 1)
            note.write_text(f"{NOBODYS_NUMBER}\n{rest}")
        self._ended = []

    def _parent(self) -> int:
        return int((self._home / "data" / "postmaster.pid").read_text().split("\n")[0])

    def _all(self) -> list[int]:
        parent = self._parent()
        return [parent, *_children(parent)]


def _is_at_work(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _children(parent: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """Run a server, with more settings, as long as the block lasts."""
    folder = programs()
    assert folder is not None
    with servers.home("tidybase-pg-") as home:
        server = Cluster(folder, home, settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running(*settings: str) -> Iterator[str]:
    """Run a server; give its address, to which a database's name can be added."""
    with cluster(*settings) as server:
        yield server.address


def emptied(address: str) -> str:
    """Return the address of the database once nothing is in it."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address
