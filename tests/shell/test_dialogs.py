"""Dialogs answer with a path that has its ending, or with nothing."""

import json
from pathlib import Path

import pytest

from desktop_app.shell.dialogs import Answers, OneAtATime, Programs, with_ending


class Asked:
    """A desktop's dialog program that is told what to answer."""

    def __init__(self, answer):
        self.answer, self.words = answer, None

    def __call__(self, words):
        self.words = words
        return self.answer


@pytest.mark.parametrize(
    ("chosen", "name", "path"),
    [
        ("/a/choir", "Untitled.tidy", "/a/choir.tidy"),
        ("/a/choir.tidy", "Untitled.tidy", "/a/choir.tidy"),
        ("/a/choir.TIDY", "Untitled.tidy", "/a/choir.TIDY"),
        ("/a/choir 2.0", "Untitled.tidy", "/a/choir 2.0.tidy"),
        ("/a/guests", "guests.csv", "/a/guests.csv"),
        ("/a/guests", "guests", "/a/guests"),
    ],
)
def test_an_ending_that_was_left_out_is_added(chosen, name, path):
    assert with_ending(Path(chosen), name) == Path(path)
    assert with_ending(None, name) is None


def test_a_steered_window_takes_its_answers_from_a_list(tmp_path):
    queue = tmp_path / "dialogs.json"
    queue.write_text(json.dumps(["/a/choir.tidy", None]))
    dialogs = OneAtATime(Answers(queue))
    assert dialogs.ask_open([".tidy"], tmp_path) == Path("/a/choir.tidy")
    assert dialogs.ask_save("x.tidy", tmp_path) is None
    assert dialogs.ask_save("x.tidy", tmp_path) is None


def test_a_steered_window_without_answers_never_waits(tmp_path):
    assert Answers(tmp_path / "none.json").ask_open([".tidy"], tmp_path) is None


@pytest.mark.parametrize("kdialog", [False, True])
def test_a_desktops_own_program_asks_in_the_right_folder(kdialog, tmp_path):
    asked = Asked("/a/choir.tidy\n")
    programs = Programs(asked, kdialog=kdialog)
    assert programs.ask_open([".tidy", ".db"], tmp_path) == Path("/a/choir.tidy")
    assert any(str(tmp_path) in word for word in asked.words)
    assert any("*.tidy *.db" in word for word in asked.words)
    assert programs.ask_save("guests.csv", tmp_path) == Path("/a/choir.tidy")
    assert any(str(tmp_path / "guests.csv") in word for word in asked.words)


@pytest.mark.parametrize("answer", [None, "", "\n"])
def test_thinking_better_of_it_is_no_answer(answer, tmp_path):
    assert Programs(Asked(answer), kdialog=False).ask_open([".tidy"], tmp_path) is None
