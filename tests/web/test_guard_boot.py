"""A boot address gives the cookie once, soon, and to our own window only."""

import pytest

from desktop_app.web.guard import BOOT_SECONDS
from tests.web.visiting import ORIGIN


def test_a_boot_address_gives_a_cookie_of_its_own_and_leads_on(stranger):
    path = stranger.gate.mint("/import/abc?sheet=1").removeprefix(ORIGIN)
    answer = stranger.ask(path)
    assert answer["status"] == 200
    name, _, value = answer["header"]["set-cookie"].partition(";")[0].partition("=")
    assert name == "tb_5001"
    assert value not in path
    attributes = answer["header"]["set-cookie"].split("; ")[1:]
    assert attributes == ["Path=/", "HttpOnly", "SameSite=Strict"]
    assert 'content="0;url=/import/abc?sheet=1"' in answer["body"]


def test_the_page_of_a_boot_address_carries_the_value_for_changes_like_any_other(stranger):
    answer = stranger.ask(stranger.gate.mint().removeprefix(ORIGIN))
    assert f'<meta name="tidybase-csrf" content="{stranger.gate._csrf}">' in answer["body"]


def test_where_a_boot_address_leads_is_never_taken_from_the_request(stranger):
    path = stranger.gate.mint().removeprefix(ORIGIN)
    answer = stranger.ask(path, REQUEST_URI=f"{path}?next=/elsewhere")
    assert 'content="0;url=/"' in answer["body"]


@pytest.mark.parametrize("target", ["", "http://evil.com", "//evil.com", "/\\evil.com", "/../x"])
def test_a_boot_address_leads_nowhere_else(stranger, target):
    with pytest.raises(ValueError, match="path on this server"):
        stranger.gate.mint(target)


def test_a_page_of_another_port_may_follow_a_boot_address_but_another_site_may_not(stranger):
    path = stranger.gate.mint().removeprefix(ORIGIN)
    assert stranger.ask(path, sec_fetch_site="cross-site")["status"] == 403
    assert stranger.ask(path, origin="http://127.0.0.1:1")["status"] == 403
    assert stranger.ask(path, sec_fetch_site="same-site")["status"] == 200


def test_asking_for_the_headers_of_a_boot_address_does_not_use_it_up(stranger):
    path = stranger.gate.mint().removeprefix(ORIGIN)
    assert stranger.ask(path, method="HEAD")["status"] == 403
    assert stranger.ask(path)["status"] == 200


def test_a_boot_address_is_dead_after_a_minute(stranger):
    path = stranger.gate.mint().removeprefix(ORIGIN)
    stranger.clock.now += BOOT_SECONDS + 0.1
    assert stranger.ask(path)["status"] == 403


def test_using_a_boot_address_twice_within_a_minute_ends_the_session_it_made(stranger):
    path = stranger.boot()
    assert stranger.ask()["status"] == 200
    assert stranger.ask(path)["status"] == 403
    assert stranger.ask()["status"] == 403


def test_using_a_boot_address_again_later_only_gets_a_refusal(stranger):
    path = stranger.boot()
    stranger.clock.now += BOOT_SECONDS + 0.1
    assert stranger.ask(path)["status"] == 403
    assert stranger.ask()["status"] == 200


def test_ending_one_session_leaves_the_others(stranger):
    first = stranger.boot()
    stolen = stranger.cookie
    stranger.boot()
    stranger.ask(first)
    assert stranger.ask()["status"] == 200
    assert stranger.ask(cookie=stolen)["status"] == 403
