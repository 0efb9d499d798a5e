"""The first minute, in the real window with real keys."""

import json

import pytest
from selenium.webdriver.common.keys import Keys

from tests.support.displays import steered
from tests.support.patience import until
from tests.support.person import Person
from tests.support.served import served

pytestmark = pytest.mark.window


def test_a_spreadsheet_becomes_a_table_whose_steps_can_be_taken_back_after_reopening(
    computer, guests
):
    program, env = computer.launcher(), computer.environ(TIDYBASE_AUTOMATION="1")
    with steered(program, env=env) as driver:
        person = Person(driver)
        person.chooses(guests)
        assert person.refused() == []
        person.imports()
        person.sees_cell("Ünal")
        person.types(0, "Grace")
        person.takes_back()
        person.sees_cell("Ada")
        person.types(1, "Paris")
        assert person.refused() == []
    assert computer.leftovers() == []

    document = computer.documents / "guests.tidy"
    with steered(program, document, env=env) as driver:
        person = Person(driver)
        person.sees_cell("Paris")
        person.takes_back()
        person.sees_cell("London")
    assert computer.leftovers() == []


def test_what_was_typed_last_is_there_even_if_the_window_is_closed_at_once(computer, guests):
    env = computer.environ(TIDYBASE_AUTOMATION="1")
    with steered(computer.launcher(), env=env) as driver:
        person = Person(driver)
        person.chooses(guests)
        person.imports()
        person.sees_cell("Ünal")
        person.clicks(0)
        person.presses("Grace", Keys.TAB, "Paris", Keys.TAB, "85", Keys.ENTER)
    with served(computer.documents / "guests.tidy", env=env) as client:
        rows = client.get("/api/v1/tables/1/rows").json()["rows"]
    assert rows[0]["cells"] == ["Grace", "Paris", 85]


def test_closing_never_asks_even_beside_a_text_that_does_not_fit(computer, guests):
    env = computer.environ(TIDYBASE_AUTOMATION="1")
    with steered(computer.launcher(), env=env) as driver:
        person = Person(driver)
        person.chooses(guests)
        person.imports()
        person.sees_cell("Ünal")
        person.clicks(2)
        person.presses("a few", Keys.ENTER)
        person.sees("[aria-invalid=true]")
    assert computer.leftovers() == []


def test_no_page_breaks_its_own_security_policy(person, guests):
    assert person.sees("h1")
    assert person.refused() == []
    person.goes("/help")
    assert person.refused() == []
    person.goes("/welcome")
    person.chooses(guests)
    person.imports()
    for path in ("/users", "/history", "/help", "/tables/1"):
        person.goes(path)
        assert person.refused() == []


def test_a_new_file_is_made_where_the_dialog_says_and_the_ending_is_added(person, computer):
    answers = computer.home / "own" / "dialogs.json"
    answers.write_text(json.dumps([None, str(computer.root / "choir")]))
    button = person.sees("form[action$='/home/new'] button")
    button.click()
    until(lambda: answers.read_text() == json.dumps([str(computer.root / "choir")]))
    assert "/welcome" in person.driver.current_url
    button.click()
    until(lambda: "/tables" in person.driver.current_url)
    assert (computer.root / "choir.tidy").is_file()


def test_the_window_bears_the_name_of_what_it_shows(person, guests, display):
    person.chooses(guests)
    person.imports()
    person.sees_cell("Ada")
    assert "Guests" in person.driver.title or "guests" in person.driver.title
