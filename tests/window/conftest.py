"""One screen for all windows of the session, and fresh folders for each test."""

import pytest

from tests.support.displays import need_window, screen, steered
from tests.support.person import Person
from tests.support.surroundings import Surroundings


@pytest.fixture(scope="session")
def display():
    with screen() as name:
        need_window(name)
        yield name


@pytest.fixture
def computer(tmp_path, display):
    return Surroundings(tmp_path, display)


@pytest.fixture
def person(computer):
    """Somebody in front of the welcome page."""
    program = computer.launcher()
    with steered(program, env=computer.environ(TIDYBASE_AUTOMATION="1")) as driver:
        yield Person(driver)


@pytest.fixture
def guests(tmp_path):
    file = tmp_path / "guests.csv"
    file.write_text("Name,Town,Age\nAda,London,36\nÜnal,Köln,41\n", encoding="utf-8")
    return file
