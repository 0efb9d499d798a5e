"""What journeys in the browser share: one Chromium, one program, a fresh table for each test."""

import os
import shutil
from itertools import count

import pytest
from playwright.sync_api import expect, sync_playwright

from desktop_app.shell.desk import Desktop
from tests.journeys.browsing import PATIENCE, arrive, watched
from tests.support.grid_page import GridPage, make_table, signed_in
from tests.support.served import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=PATIENCE)
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=alone)
        yield browser
        browser.close()


@pytest.fixture
def desk(config):
    """The program's desk without a window: it opens files and gives their addresses."""
    opened = Desktop(config, window=False)
    yield opened
    opened.close()


@pytest.fixture
def choir(desk, chromium, document):
    """A page on a new, empty document."""
    with watched(chromium) as page:
        arrive(page, desk.new(document))
        yield page


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """A client of Tidybase serving one new document; every test makes a table of its own in it."""
    document = tmp_path_factory.mktemp("grid") / "my choir.tidy"
    with served(document) as client:
        client.document = document
        yield client


@pytest.fixture(scope="session")
def tab(chromium, program):
    """One tab, signed in to that program; journeys through it follow one another."""
    context = signed_in(chromium, program, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def grid_of(tab, program, request):
    """Make a table of those rows and open it; fails at the end if the page complained."""
    complaints = []
    listeners = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda message: complaints.extend(complaint_of(message)),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    # A name of its own: two tables of the same name cannot live in one document.
    names = (f"{request.node.name[:50]} {number}" for number in count(1))
    yield lambda rows, **about: GridPage(
        tab, program, make_table(program, next(names), rows, **about)
    ).open()
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    tab.unroute_all()
    tab.set_viewport_size({"width": 1280, "height": 800})
    assert complaints == []


def complaint_of(message):
    """What the console says of errors; answers with an error are judged where they are shown."""
    wrong = message.type == "error" and not message.text.startswith("Failed to load resource")
    return [message.text] if wrong else []
