"""What the database servers of the tests have in common: a folder of their own, never as root."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OWNER, GROUP = "nobody", "nogroup"

ROOM = 600 << 20
"""Bytes that the servers of a whole run of the tests may take."""


@contextmanager
def home(prefix: str) -> Iterator[Path]:
    """Give a temporary folder that belongs to the servers' owner."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_fast_place()))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, GROUP)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fast_place() -> str | None:
    """Return a place in memory, where there is one with room: a server makes many small files."""
    memory = Path("/dev/shm")
    enough = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    return str(memory) if enough else None


def as_owner(*words: object) -> list[str]:
    """Return the command as somebody who is not root runs it, since servers refuse root."""
    setpriv = ["setpriv", f"--reuid={OWNER}", f"--regid={GROUP}", "--clear-groups"]
    return [*(setpriv if os.geteuid() == 0 else []), *map(str, words)]


def run(*words: object) -> None:
    """Run one of the server's programs to its end."""
    subprocess.run(as_owner(*words), check=True, capture_output=True, cwd="/", timeout=60)


def free_port() -> int:
    """Return a port of this computer on which nothing listens.

    Linux gives it to no connection by itself, as it might while a server is away for a moment:
    https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range)
    """
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("a hundred ports are all taken")
