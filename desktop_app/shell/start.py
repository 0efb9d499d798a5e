"""From a double click to the window, and back to nothing when it closes."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import traceback
from itertools import chain
from pathlib import Path

from desktop_app.config import Config
from desktop_app.domain.errors import Problem
from desktop_app.shell import check
from desktop_app.shell.desk import Desktop
from desktop_app.shell.ladder import climb, rungs
from desktop_app.shell.notice import notify, say
from desktop_app.shell.process import WRONG, leave
from desktop_app.shell.single import AlreadyOpen


def start(arguments: argparse.Namespace) -> int:
    """Show the window, or check the installation."""
    config = Config.from_environment()
    if arguments.self_check:
        return check.run(config, arguments.json)
    try:
        show_window(config, arguments.file)
    except Problem as problem:
        tell(config, problem)
        return leave(WRONG)
    except Exception:
        tell_unexpected(config)
        return leave(1)
    return leave(0)


def show_window(config: Config, file: Path | None) -> None:
    """Show a file, or the welcome page, until the window is closed; then nothing is left.

    Raises Problem when the file cannot be shown.
    """
    _wait_with_signals()
    desk = Desktop(config)
    try:
        url = desk.take([file.absolute()]) if file else desk.welcome()
        fresh = chain([url], iter(lambda: desk.again(url), None))
        climb(rungs(desk, config, say), lambda: next(fresh), say)
    except AlreadyOpen as problem:
        if problem.holder is None or not problem.holder.window:
            raise
        bring_forward(problem.holder.pid)
        say(problem.message)
    finally:
        desk.close()


def tell(config: Config, problem: Problem) -> None:
    """Say what is wrong: on the error stream, and in a box when nobody would read that."""
    say(problem.message)
    steered = config.automation or config.window == "none"
    if config.display and not steered and not sys.stderr.isatty():
        notify(problem.message)


def bring_forward(pid: int) -> None:
    """Bring the window of another process of ours to the front, as well as that can be done."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            _bring_forward_on_windows(pid)
        else:
            os.kill(pid, signal.SIGUSR2)


def tell_unexpected(config: Config) -> None:
    """Say that the program has a fault; what exactly goes to the error stream."""
    say(traceback.format_exc())
    tell(config, Problem("Tidybase had to stop: something went wrong. Everything typed is saved."))


def _wait_with_signals() -> None:
    if sys.platform != "win32":
        # The window obeys it once it is there; until then it would end the program.
        signal.signal(signal.SIGUSR2, signal.SIG_IGN)


def _bring_forward_on_windows(pid: int) -> None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there
        from ctypes import wintypes  # noqa: PLC0415

        user32 = ctypes.windll.user32

        @ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
        def bring(handle: int, _: int) -> bool:
            owner = wintypes.DWORD()
            user32.GetWindowThreadProcessId(handle, ctypes.byref(owner))
            if owner.value != pid or not user32.IsWindowVisible(handle):
                return True
            restore = 9
            user32.ShowWindow(handle, restore)
            user32.SetForegroundWindow(handle)
            return False

        user32.EnumWindows(bring, 0)
