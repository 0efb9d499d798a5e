"""One window per file, the rungs below the native one, and how each of them ends."""

import os
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.displays import children, descendants, is_alive, name, need
from tests.support.patience import until
from tests.support.served import served

pytestmark = pytest.mark.window


@contextmanager
def begun(computer, *words, **env):
    """Start the window without a driver; leaving ends it, whatever happened."""
    process = subprocess.Popen(
        [computer.launcher(), *words],
        env=computer.environ(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process):
    """Ask it to end, as logging out does, and return its exit code."""
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    return process.returncode


def has_window(computer, title):
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", title],
        env=computer.environ(),
        capture_output=True,
        check=False,
    )
    return found.stdout.strip() != b""


def test_a_second_start_of_the_same_file_says_where_it_is_and_ends(computer):
    need("xdotool")
    document = computer.root / "choir.tidy"
    with served(document, env=computer.environ()):
        pass
    with begun(computer, document) as first:
        until(lambda: has_window(computer, "choir"), "the window")
        with begun(computer, document) as second:
            _, said = second.communicate(timeout=60)
            assert second.returncode == 0
        assert "choir.tidy is already open in Tidybase." in said
        assert first.poll() is None
        assert ended(first) == 0
    assert computer.leftovers() == []


def test_without_gtk_a_chromium_window_without_tabs_takes_its_place(computer):
    need("chromium", "xdotool")
    # Chromium keeps a socket among its temporary files, and a socket's path must be short.
    temporary = tempfile.mkdtemp()
    with begun(computer, TIDYBASE_WINDOW="chromium", TMPDIR=temporary) as program:
        until(lambda: has_window(computer, "Tidybase"), "the window")
        family = descendants(program.pid)
        assert ended(program) == 0
    until(lambda: not any(map(is_alive, family)), "the end of the browser")
    Path(temporary).rmdir()
    assert computer.leftovers() == []


def test_going_back_to_a_document_that_was_left_shows_the_welcome_page(person, guests):
    person.chooses(guests)
    person.imports()
    person.sees("form[action$='/home/close'] button").click()
    until(lambda: "/welcome" in person.driver.current_url)
    person.driver.execute_script("history.go(-1)")
    until(lambda: "/welcome" in person.driver.current_url and person.all(".welcome-start"))
    person.chooses(guests)


def test_a_crash_of_the_web_engine_is_repaired_at_once(computer):
    need("xdotool")
    document = computer.root / "choir.tidy"
    with served(document, env=computer.environ()):
        pass
    with begun(computer, document) as program:
        until(lambda: has_window(computer, "choir"), "the window")
        engine = engine_of(program)
        os.kill(engine, signal.SIGKILL)
        until(lambda: engine_of(program) not in {None, engine}, "a new engine")
        assert ended(program) == 0
    assert computer.leftovers() == []


def engine_of(program):
    engines = [pid for pid in children(program.pid) if name(pid) == "WebKitWebProces"]
    return next(filter(is_alive, engines), None)
