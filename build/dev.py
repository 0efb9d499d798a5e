"""Sets everything up and does one thing. Needs nothing but Python 3.11 or newer.

python3 build/dev.py run [ARGUMENTS]      the app; arguments as for `tidybase` itself
python3 build/dev.py test [ARGUMENTS]     every check and every test; arguments as for pytest
python3 build/dev.py freeze               the program as one file, dist/tidybase
python3 build/dev.py lock                 write the lock files anew from pyproject.toml
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python is started with
    sys.exit(f"tidybase: needs Python 3.11 or newer; this is {sys.version.split()[0]}")

import os
import subprocess
from collections.abc import Callable, Sequence

import debian
import environment
import freezing
import locks
from debian import say

# The contracts on imports, sizes and completeness are pytest's: tests/architecture.
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))

EVERYTHING = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""Every test, side by side: what a file of tests sets up is set up once."""

WITHOUT_WINDOW = (["serve"], ["import"], ["export"])
"""What the app does without showing anything."""


def run(arguments: Sequence[str]) -> int:
    """Start the app in the caller's own folder, so that `serve choir.tidy` means what it says."""
    environment.provide(environment.APP)
    if arguments[:1] not in WITHOUT_WINDOW and _has_display():
        environment.provide_window()
    command = [environment.PYTHON, "-m", "desktop_app", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment.variables())
    return subprocess.run(command, env=environment.variables(), check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Run every check, then every test; pytest has the last word on the screen."""
    _provide_everything()
    failed = [" ".join(check) for check in CHECKS if environment.run(["-m", *check])]
    for name in failed:
        say(f"FAILED: {name}")
    return environment.run(["-m", "pytest", *(arguments or EVERYTHING)]) or int(bool(failed))


def freeze(_arguments: Sequence[str]) -> int:
    """Build dist/tidybase, unless it is there and nothing in it has changed since."""
    _provide_everything()
    return freezing.freeze()


def lock(_arguments: Sequence[str]) -> int:
    """Write the lock files anew."""
    environment.provide()
    locks.write()
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "freeze": freeze,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names; the answer is the exit code."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except environment.SetUpFailedError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


def _provide_everything() -> None:
    if sys.platform == "linux":
        debian.provide([*debian.TESTS, *debian.FREEZE], "some of the tests")
    environment.provide(environment.APP, environment.DEV)
    environment.provide_window()


def _has_display() -> bool:
    """On Linux a window needs a display; without one the app prints its address instead."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    say("no display here: no window of its own, the address is printed instead")
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
