"""While a shared database is away, what was typed stays and is sent again, as the same deed."""

from dataclasses import dataclass, field

import pytest

pytestmark = pytest.mark.browser

AWAY = {"status": 503, "headers": {"Retry-After": "1"}, "json": {"error": {"message": "Away."}}}


@dataclass
class Database:
    """What the page asks of it, by the names of the deeds, and whether it is there to do them."""

    deeds: list[str] = field(default_factory=list)
    is_there: bool = False

    def answer(self, route):
        if route.request.method == "GET":
            route.fallback()
            return
        self.deeds.append(route.request.headers["idempotency-key"])
        if self.is_there:
            route.fallback()
        else:
            route.fulfill(**AWAY)


@pytest.fixture
def database(tab):
    """A database that is away until it is told to be there."""
    made = Database()
    tab.route("**/api/v1/tables/*/*", made.answer)
    return made


@pytest.fixture
def said(tab):
    """What the foot of the page says of saving, asked anew each time."""
    return lambda: tab.locator("[data-saved]").inner_text()


def test_a_save_is_sent_again_under_its_name_until_the_database_is_back(grid_of, database, said):
    grid = grid_of([("Amara",)])
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: "trying again" in said(), True)
    assert grid.column(1) == ["Amara"]
    database.is_there = True
    grid.until(lambda: grid.column(1), ["Ada"])
    grid.until(said, "Everything saved")
    assert len(database.deeds) > 1
    assert len(set(database.deeds)) == 1


def test_a_row_whose_answer_was_lost_is_there_once_and_the_page_shows_it(grid_of, tab, said):
    grid = grid_of([("Amara",)])
    done = []

    def lose(route):
        if route.request.method == "POST" and not done:
            done.append(route.fetch().status)
            route.fulfill(**AWAY)
        else:
            route.fallback()

    tab.route("**/api/v1/tables/*/rows", lose)
    grid.press("Control+End", "ArrowDown", "Home")
    with tab.expect_event("load"):
        grid.type("Ines")
        grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Amara", "Ines"])
    grid.until(said, "Everything saved")
    assert done == [201]
    assert grid.column(1) == ["Amara", "Ines"]
