"""The private environment in `.venv`: filled from the lock files, left alone until they change."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import debian
from debian import say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))

APP = "requirements.lock"
WINDOW = "requirements-window.lock"
DEV = "requirements-dev.lock"

_STAMP = VENV / "tidybase.json"
_OFFLINE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "Network is unreachable",
    "Temporary failure in name resolution",
)


class SetUpFailedError(Exception):
    """What is missing and what to do, in one sentence."""


def provide(*locks: str) -> None:
    """Make `.venv` hold everything the named lock files list. Takes milliseconds when it does."""
    if not (Path(PYTHON).exists() and _STAMP.exists()):
        _create()
    installed = _read_stamp()
    stale = [name for name in locks if installed.get(name) != fingerprint(name)]
    if not stale:
        return
    say(f"installing Python packages: {', '.join(stale)} (a minute or two, only once)")
    _install(stale)
    _link()
    _STAMP.write_text(json.dumps(installed | {name: fingerprint(name) for name in stale}))


def provide_window() -> bool:
    """Add the native window where the system allows it; otherwise say why not and answer False."""
    if _read_stamp().get(WINDOW) == fingerprint(WINDOW):
        return True
    if sys.platform == "linux" and not _system_has_window():
        return False
    try:
        provide(WINDOW)
    except SetUpFailedError as reason:
        say(f"going on without a window of its own, in the browser: {reason}")
        return False
    return True


def run(arguments: Sequence[str]) -> int:
    """Run the environment's Python from the top of the repository; the answer is its exit code."""
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=variables(), check=False).returncode


def variables() -> dict[str, str]:
    """The variables for our programs: unlike many containers we want compiled modules kept."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def fingerprint(name: str) -> str:
    """A digest of a lock file: the environment is stale when it changes."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _system_has_window() -> bool:
    debian.provide([*debian.WINDOW, *debian.python_packages()], "the window")
    tools = shutil.which("pkg-config") and shutil.which("gcc") and not debian.python_packages()
    libraries = ["pkg-config", "--exists", "cairo", "gobject-introspection-1.0"]
    there = tools and subprocess.run(libraries, check=False).returncode == 0
    if not there:
        say("no window of its own without gcc, pkg-config, cairo, gobject-introspection: browser")
    return bool(there)


def _create() -> None:
    """Make an empty environment with this Python."""
    if importlib.util.find_spec("ensurepip") is None and debian.provide(
        [debian.venv_package()], "a private Python environment"
    ):
        raise SetUpFailedError(f"install {debian.venv_package()} first, then try again")
    # In a process of its own: this one may have started before the package above was there.
    made = subprocess.run(
        [sys.executable, "-m", venv.__name__, "--clear", VENV],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise SetUpFailedError(f"no private Python environment: {_last_line(made.stdout)}")
    _STAMP.write_text("{}")


def _link() -> None:
    """Let the environment see this repository from any folder, as an editable install would."""
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.check_output(asked, text=True).strip())
    (packages / "tidybase.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _install(locks: Sequence[str]) -> None:
    files = [part for name in locks for part in ("--requirement", str(ROOT / name))]
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--retries", "2"]
    done = subprocess.run(
        [*command, "--disable-pip-version-check", *files],
        capture_output=True,
        text=True,
        env=variables(),
        check=False,
    )
    if done.returncode == 0:
        return
    if any(sign in done.stderr for sign in _OFFLINE):
        raise SetUpFailedError("no internet connection; only the first start needs one")
    log = VENV / "pip.log"
    log.write_text(done.stderr, encoding="utf-8")
    raise SetUpFailedError(f"pip could not install {', '.join(locks)}; why stands in {log}")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["python -m venv failed"])[-1]


def _read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(_STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp
