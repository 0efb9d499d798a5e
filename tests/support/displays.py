"""A screen nobody sees, and a window on it that a test steers with real keys."""

import contextlib
import os
import shutil
import subprocess
import sys
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.support.patience import until

DRIVER = "WebKitWebDriver"
BROWSER_NAME = "tidybase"  # what the program calls itself when it is steered


def need(*programs):
    """Skip, saying why, when one of these programs is not on this computer."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed here")


def need_window(display):
    """Skip, saying why, when the system's GTK and WebKit cannot show a window."""
    asking = "from desktop_app.shell import gtk; print(gtk.missing() or '', end='')"
    env = os.environ | {"DISPLAY": display}
    words = [sys.executable, "-c", asking]
    missing = subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout
    if missing:
        pytest.skip(f"no window here: it needs {missing}")


@contextmanager
def screen(size="1440x900x24"):
    """Give the name of a new X display of its own."""
    need("Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def steered(program, *words, env):
    """Start the window program under WebDriver and give the driver; afterwards all has ended.

    `env` is the whole environment of the program. Its process is `driver.program`, a pid.
    """
    need(DRIVER)
    options = Options()
    options.set_capability("browserName", BROWSER_NAME)
    options.binary_location = str(program)
    for word in words:
        options.add_argument(str(word))
    service = Service(shutil.which(DRIVER), env=dict(env), log_output=subprocess.DEVNULL)
    with warnings.catch_warnings():
        # Selenium's own class for this driver calls something that Selenium is to drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        driver = webdriver.WebKitGTK(options=options, service=service)
    try:
        driver.program = program_of(service.process.pid)
        yield driver
    finally:
        family = [driver.program, *descendants(driver.program)]
        close(driver)
        for pid in family:
            until(lambda pid=pid: not is_alive(pid), f"the end of process {pid}")


def close(driver):
    """Close the window as a person does, then let go of the driver; in this order.

    The driver kills what it started, and killing a frozen program's first process leaves the
    second one, with the window, running.
    """
    with contextlib.suppress(OSError):
        os.kill(innermost(driver.program), 15)
    until(lambda: not is_alive(driver.program), "the end of the program")
    with contextlib.suppress(Exception):
        driver.quit()
    driver.service.stop()


def program_of(driver_pid):
    """Return the pid of the one program that a driver process has started."""
    return until(lambda: children(driver_pid), "the program's start")[0]


def innermost(pid):
    """Return the process with the window: a frozen program is two, the inner one is Python."""
    inner = [child for child in children(pid) if name(child) == name(pid)]
    return inner[0] if inner else pid


def children(pid):
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def descendants(pid):
    return [each for child in children(pid) for each in (child, *descendants(child))]


def name(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return None


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
