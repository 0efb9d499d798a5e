"""Importing does nothing: no file written, no thread started, no connection made before `main`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, files

# Runs in a process of its own: what the modules named on the command line do while being imported.
WATCH = """
import importlib, json, sys, threading
DEEDS = {"socket.bind", "socket.connect", "sqlite3.connect", "subprocess.Popen", "os.mkdir"}
seen = []
def watch(event, args):
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append(f"writes {args[0]}")
    elif event in DEEDS:
        seen.append(event)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
if threading.active_count() > 1:
    seen.append("starts a thread")
print(json.dumps(seen))
"""


def deeds(folder: Path, *modules: str) -> list[str]:
    """What happens when the modules in a folder are imported, in a fresh Python."""
    command = [sys.executable, "-W", "error", "-c", WATCH, *modules]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_importing_the_whole_app_does_nothing() -> None:
    paths = [path.relative_to(ROOT) for path in files(".py", under="desktop_app")]
    # Those need the system's GTK, which not every machine has.
    portable = [path for path in paths if not path.name.startswith("gtk")]
    assert portable
    assert deeds(ROOT, *(".".join(path.with_suffix("").parts) for path in portable)) == []


@pytest.mark.parametrize(
    "line",
    [
        "open('left.txt', 'w').close()",
        "import sqlite3; sqlite3.connect(':memory:').close()",
        "import threading as t; t.Thread(target=t.Event().wait, daemon=True).start()",
        "import socket; socket.socket().bind(('127.0.0.1', 0))",
    ],
)
def test_a_module_that_does_something_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "busy.py").write_text(line)
    assert deeds(tmp_path, "busy")
