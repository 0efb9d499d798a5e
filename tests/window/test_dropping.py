"""Files dragged from the file manager onto the window, as X11 carries them."""

import subprocess
import sys

import pytest

from tests.support.displays import need
from tests.support.patience import until
from tests.support.served import served
from tests.support.surroundings import ROOT

pytestmark = pytest.mark.window


def drop(file, environ, until_true):
    """Drag the file to the middle of the window, let go, and wait."""
    words = [sys.executable, "-m", "tests.support.drag_source", file.as_uri()]
    source = subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE)

    def mouse(*words):
        subprocess.run(["xdotool", *map(str, words)], env=environ, check=True)

    try:
        assert source.stdout.readline()
        mouse("mousemove", 20, 20, "mousedown", 1)
        for step in range(1, 12):
            mouse("mousemove", 20 + step * 40, 20 + step * 35, "sleep", 0.05)
        # A busy window is a while in saying that it takes the file; let go before, and it is lost.
        mouse("sleep", 1, "mouseup", 1)
        # Only now: the file is asked for when it is dropped.
        until(until_true, "the drop")
    finally:
        source.kill()
        source.communicate()


def test_a_spreadsheet_dropped_on_the_welcome_page_gets_a_file_of_its_own(person, computer, guests):
    need("xdotool")
    person.sees("[data-file]")
    person.arrives()
    drop(guests, computer.environ(), lambda: "/import/" in person.driver.current_url)
    person.sees("[data-go]:not([disabled])")
    assert (computer.documents / "guests.tidy").is_file()


def test_a_document_dropped_is_opened(person, computer):
    need("xdotool")
    choir = computer.root / "choir.tidy"
    with served(choir, env=computer.environ(DISPLAY="")) as client:
        client.post("/api/v1/tables", {"name": "Voices"})
    person.sees("[data-file]")
    person.arrives()
    drop(choir, computer.environ(), lambda: "/tables/" in person.driver.current_url)
    assert "Voices" in person.driver.title
