"""What the system must bring on Debian and its kin: installs what is missing, and only as root."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

# PyGObject and pycairo come as source: they are compiled against the system's own libraries.
WINDOW = (
    "gir1.2-webkit2-4.1",
    "libgirepository1.0-dev",
    "libcairo2-dev",
    "pkg-config",
    "gcc",
    "libc6-dev",
)
FREEZE = ("binutils",)
TESTS = (
    "chromium",
    "dbus",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "mariadb-client-core",
    "mariadb-server-core",
    "openbox",
    "postgresql",
    "sqlite3",
    "webkit2gtk-driver",
    "wmctrl",
    "xdotool",
    "xvfb",
)


def say(sentence: str) -> None:
    """One line for the person at the terminal; standard output stays free for the program."""
    print(f"tidybase: {sentence}", file=sys.stderr, flush=True)


def provide(packages: Sequence[str], purpose: str) -> list[str]:
    """Install those of `packages` that are missing; the answer names what is missing still."""
    if not shutil.which("dpkg-query"):
        return []
    lacking = missing(packages)
    if lacking and may_install():
        say(f"installing system packages for {purpose}: {' '.join(lacking)}")
        _install(lacking)
        lacking = missing(lacking)
    if lacking:
        say(f"missing for {purpose}; get it with: sudo apt-get install {' '.join(lacking)}")
    return lacking


def missing(packages: Sequence[str]) -> list[str]:
    """Those of `packages` that are not installed, in the order given."""
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    there = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in packages if name not in there]


def may_install() -> bool:
    """Whether this is root with apt at hand; nobody is ever asked for a password."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def python_packages() -> tuple[str, ...]:
    """The package with this Python's header files, if they are not there yet."""
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return () if header.exists() else (f"{_python_name()}-dev",)


def venv_package() -> str:
    """The package that lets this Python make private environments."""
    return f"{_python_name()}-venv"


def _python_name() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"


def _install(packages: Sequence[str]) -> None:
    """Install all at once; when the package lists are old or one name is unknown, try harder."""
    if _apt("install", *packages):
        return
    _apt("update")
    if not _apt("install", *packages):
        for name in packages:
            _apt("install", name)


def _apt(verb: str, *packages: str) -> bool:
    command = ["apt-get", "-qq", "-y", verb]
    if verb == "install":
        command.append("--no-install-recommends")
    done = subprocess.run(
        [*command, *packages],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
