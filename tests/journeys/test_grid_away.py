"""While a shared database is away, what was typed stays and is sent again, as the same deed."""

import pytest

pytestmark = pytest.mark.browser

AWAY = {"status": 503, "headers": {"Retry-After": "1"}, "json": {"error": {"message": "Away."}}}


@pytest.fixture
def refused_once(tab):
    """The names of the deeds the page sends; the first answer to each is that nobody is there."""
    sent = []

    def answer(route):
        if route.request.method == "GET":
            route.fallback()
            return
        sent.append(route.request.headers["idempotency-key"])
        if sent.count(sent[-1]) == 1:
            route.fulfill(**AWAY)
        else:
            route.fallback()

    tab.route("**/api/v1/tables/*/*", answer)
    return sent


@pytest.fixture
def said(tab):
    """What the foot of the page says of saving, asked anew each time."""
    return lambda: tab.locator("[data-saved]").inner_text()


def test_a_save_is_sent_again_under_its_name_until_the_database_is_back(
    grid_of, refused_once, said
):
    grid = grid_of([("Amara",)])
    grid.type("Ada")
    grid.press("Enter")
    grid.until(lambda: "trying again" in said(), True)
    assert grid.column(1) == ["Amara"]
    grid.until(lambda: grid.column(1), ["Ada"])
    grid.until(said, "Everything saved")
    assert len(refused_once) == 2
    assert len(set(refused_once)) == 1


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
    grid.type("Ines")
    grid.press("Enter")
    grid.until(lambda: grid.column(1), ["Amara", "Ines"])
    with tab.expect_event("load"):
        pass
    grid.until(said, "Everything saved")
    assert done == [201]
    assert grid.column(1) == ["Amara", "Ines"]
