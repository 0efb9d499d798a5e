"""The best window that can be shown is shown; every rung that fails says what it lacks."""

import pytest

from desktop_app.config import Config
from desktop_app.shell.browser import AppWindow
from desktop_app.shell.desk import Desktop
from desktop_app.shell.gtk_view import local_path
from desktop_app.shell.ladder import Rung, climb, rungs
from desktop_app.shell.window import NoWindow


class Said(list):
    def __call__(self, sentence):
        self.append(sentence)


def failing(url):
    raise NoWindow("a newer engine")


def test_the_first_rung_that_holds_shows_the_address():
    shown, said = [], Said()
    ways = [
        Rung("gtk", lambda: "WebKit", shown.append),
        Rung("chromium", lambda: None, shown.append),
        Rung("browser", lambda: None, shown.append),
    ]
    climb(ways, lambda: "http://127.0.0.1:1/", said)
    assert shown == ["http://127.0.0.1:1/"]
    assert said == ["No gtk window: it needs WebKit."]


def test_a_window_that_fails_to_show_is_followed_by_the_next():
    shown, said = [], Said()
    ways = [Rung("gtk", lambda: None, failing), Rung("none", lambda: None, shown.append)]
    climb(ways, lambda: "http://127.0.0.1:1/", said)
    assert shown == ["http://127.0.0.1:1/"]
    assert said == ["No gtk window: it needs a newer engine."]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [("auto", "gtk"), ("chromium", "chromium"), ("none", "none"), ("nonsense", "gtk")],
)
def test_a_person_may_choose_where_to_begin(wanted, first, tmp_path):
    config = Config(folder=tmp_path, documents=tmp_path, account="ada", window=wanted)
    assert rungs(Desktop(config), config, print)[0].name == first


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/ada/G%C3%A4ste%202026.csv", "/home/ada/Gäste 2026.csv"),
        ("file://localhost/a.csv\r", "/a.csv"),
        ("file://server/share/a.csv", None),
        ("https://example.org/a.csv", None),
        ("", None),
    ],
)
def test_only_files_of_this_computer_can_be_dropped(uri, path):
    found = local_path(uri)
    assert (str(found) if found else None) == path


def test_a_browser_that_fails_to_start_is_no_window(tmp_path):
    assert not AppWindow("/bin/false", "http://127.0.0.1:1/", root=False).wait()
    assert AppWindow("/bin/true", "http://127.0.0.1:1/", root=False).wait()
