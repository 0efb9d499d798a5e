"""The gate lets in only our own pages, at our exact address, with the cookie of a boot address."""

import json

import pytest

from desktop_app.web.guard import Gate
from tests.web.visiting import HOST, ORIGIN, Visitor, hello

CSRF = object()  # stands for the value that only our own pages know

# what is asked, and the status answered to somebody who holds the cookie, and to who does not
REQUESTS = [
    # the plain case
    ({}, 200, 403),
    ({"path": "/tables/1"}, 200, 403),
    ({"path": "/static/css/app.css"}, 200, 403),
    ({"path": "/api/v1/tables"}, 200, 403),
    ({"path": "/api/v1/tables", "REQUEST_URI": "/api/v1/tables?limit=2"}, 200, 403),
    ({"path": "/healthz"}, 200, 200),
    ({"path": "/healthz", "method": "HEAD"}, 200, 200),
    ({"path": "/healthz/"}, 200, 403),
    ({"path": "/Healthz"}, 200, 403),
    ({"method": "HEAD"}, 200, 403),
    # the address must be ours, letter by letter
    ({"host": None}, 421, 421),
    ({"host": ""}, 421, 421),
    ({"host": "127.0.0.1"}, 421, 421),
    ({"host": "127.0.0.1:80"}, 421, 421),
    ({"host": "127.0.0.1:5002"}, 421, 421),
    ({"host": "127.0.0.1:5001.evil.com"}, 421, 421),
    ({"host": "127.0.0.1:5001@evil.com"}, 421, 421),
    ({"host": "evil.com"}, 421, 421),
    ({"host": "evil.com:5001"}, 421, 421),
    ({"host": "localhost:5001"}, 421, 421),
    ({"host": "LOCALHOST:5001"}, 421, 421),
    ({"host": "0.0.0.0:5001"}, 421, 421),
    ({"host": "[::1]:5001"}, 421, 421),
    ({"host": "127.1:5001"}, 421, 421),
    ({"host": "127.0.0.1:5001 "}, 421, 421),
    ({"host": f"{HOST}, {HOST}"}, 421, 421),
    ({"host": "evil.com", "path": "/healthz"}, 421, 421),
    # no page of anybody else may ask
    ({"origin": ORIGIN}, 200, 403),
    ({"origin": "null"}, 403, 403),
    ({"origin": ""}, 403, 403),
    ({"origin": "http://evil.com"}, 403, 403),
    ({"origin": "https://127.0.0.1:5001"}, 403, 403),
    ({"origin": "http://127.0.0.1:5002"}, 403, 403),
    ({"origin": "http://127.0.0.1:5001.evil.com"}, 403, 403),
    ({"origin": "http://evil.com", "path": "/healthz"}, 403, 403),
    ({"sec_fetch_site": "same-origin"}, 200, 403),
    ({"sec_fetch_site": "none"}, 200, 403),
    ({"sec_fetch_site": "same-site"}, 403, 403),
    ({"sec_fetch_site": "cross-site"}, 403, 403),
    ({"sec_fetch_site": "cross-site", "path": "/healthz"}, 403, 403),
    # a change needs the value from our page
    ({"method": "POST", "x_tidybase_csrf": CSRF}, 200, 403),
    ({"method": "PUT", "x_tidybase_csrf": CSRF}, 200, 403),
    ({"method": "PATCH", "x_tidybase_csrf": CSRF}, 200, 403),
    ({"method": "DELETE", "x_tidybase_csrf": CSRF, "origin": ORIGIN}, 200, 403),
    ({"method": "POST"}, 403, 403),
    ({"method": "POST", "origin": ORIGIN, "sec_fetch_site": "same-origin"}, 403, 403),
    ({"method": "PUT"}, 403, 403),
    ({"method": "PATCH"}, 403, 403),
    ({"method": "DELETE"}, 403, 403),
    ({"method": "POST", "x_tidybase_csrf": ""}, 403, 403),
    ({"method": "POST", "x_tidybase_csrf": "guessed"}, 403, 403),
    ({"method": "POST", "x_tidybase_csrf": "gu\xe9ssed"}, 403, 403),
    ({"method": "POST", "x_tidybase_csrf": CSRF, "origin": "http://evil.com"}, 403, 403),
    ({"method": "POST", "x_tidybase_csrf": CSRF, "sec_fetch_site": "same-site"}, 403, 403),
    ({"method": "POST", "path": "/healthz"}, 200, 200),
    # other methods, which the app answers with 405, and other shapes of requests
    ({"method": "OPTIONS", "origin": "http://evil.com"}, 403, 403),
    ({"method": "OPTIONS"}, 200, 403),
    ({"method": "TRACE"}, 200, 403),
    ({"method": "CONNECT"}, 403, 403),
    ({"method": "get"}, 403, 403),
    ({"upgrade": "websocket"}, 400, 400),
    ({"REQUEST_URI": "http://127.0.0.1:5001/"}, 400, 400),
    ({"REQUEST_URI": "*"}, 400, 400),
    # paths that mean something else
    ({"path": "/static/../config"}, 400, 400),
    ({"path": "/./tables"}, 400, 400),
    ({"path": "//evil.com/"}, 400, 400),
    ({"path": "/static//app.css"}, 400, 400),
    ({"path": "/static\\app.css"}, 400, 400),
    ({"path": "/tables\x00"}, 400, 400),
    ({"path": "/tables\r\nX-Header: 1"}, 400, 400),
    ({"path": "/static/a/b", "REQUEST_URI": "/static/a%2Fb"}, 400, 400),
    ({"path": "/static/.hidden", "REQUEST_URI": "/static/%2e%2e/x"}, 400, 400),
    ({"path": "/static/%2e%2e/x"}, 400, 400),
    ({"path": "/healthz/../tables"}, 400, 400),
    # boot addresses that are not (any more)
    ({"path": "/_boot/"}, 403, 403),
    ({"path": "/_boot/guessed"}, 403, 403),
    ({"path": "/_boot/guessed", "method": "POST"}, 403, 403),
]


def names(row):
    return " ".join(f"{key}={'right' if value is CSRF else value}" for key, value in row.items())


@pytest.mark.parametrize(
    ("request_parts", "with_cookie", "without"), REQUESTS, ids=[names(row[0]) for row in REQUESTS]
)
def test_each_request_gets_through_only_by_every_rule(
    known, stranger, request_parts, with_cookie, without
):
    parts = {k: known.csrf if v is CSRF else v for k, v in request_parts.items()}
    assert known.ask(**parts)["status"] == with_cookie
    own = {k: stranger.gate._csrf if v is CSRF else v for k, v in request_parts.items()}
    assert stranger.ask(**own)["status"] == without


def test_every_answer_carries_the_security_headers(known, stranger):
    for visitor in (known, stranger):
        for row, _, _ in REQUESTS:
            parts = {k: v for k, v in row.items() if v is not CSRF}
            header = visitor.ask(**parts)["header"]
            assert header["content-security-policy"].startswith(
                "default-src 'none'; script-src 'self';"
            )
            assert "unsafe" not in header["content-security-policy"]
            assert header["x-content-type-options"] == "nosniff"
            assert header["x-frame-options"] == "DENY"
            assert header["referrer-policy"] == "no-referrer"
            assert header["cross-origin-opener-policy"] == "same-origin"
            assert header["cross-origin-resource-policy"] == "same-origin"
            assert not [name for name in header if name.startswith("access-control-")]


def test_the_app_keeps_its_own_headers_and_may_only_add_to_the_policy(known):
    answer = known.ask()
    assert answer["header"]["x-own"] == "kept"
    assert [n for n, _ in answer["headers"]].count("X-Frame-Options") == 1


def test_strangers_are_not_told_who_works_here(known, stranger):
    assert "set-cookie" not in stranger.ask("/healthz")["header"]
    assert known.ask("/users")["header"]["set-cookie"] == "who=ada"


def test_only_static_files_that_exist_may_be_kept_by_the_browser(known, stranger):
    def cache(visitor, path):
        return visitor.ask(path)["header"]["cache-control"]

    assert cache(known, "/static/css/app.css") == "private, max-age=60"
    assert cache(known, "/static/missing.css") == "no-store"
    assert cache(stranger, "/static/css/app.css") == "no-store"
    assert cache(known, "/tables/1") == "no-store"


def test_the_cookie_is_found_among_those_of_other_local_programs(known):
    assert known.ask(cookie=f'bad[]="; tb_1=x; {known.cookie}; =;;')["status"] == 200
    assert known.ask(cookie=f"tb_5001=wrong; {known.cookie}")["status"] == 200
    assert known.ask(cookie=known.cookie.replace("tb_5001", "tb_5002"))["status"] == 403


def test_programs_are_refused_in_json_and_people_in_words(stranger):
    answer = stranger.ask("/api/v1/tables")
    assert answer["header"]["content-type"] == "application/json; charset=utf-8"
    assert json.loads(answer["body"])["error"]["code"] == "signed_out"
    page = stranger.ask("/tables/1")
    assert page["header"]["content-type"] == "text/html; charset=utf-8"
    assert "This page is only for the Tidybase window." in page["body"]
    assert stranger.ask("/tables/1", method="HEAD")["body"] == ""


def test_a_host_that_is_an_ipv6_address_is_written_in_brackets():
    assert Gate(hello, "::1", 5001).origin == "http://[::1]:5001"


def test_each_launch_has_its_own_secrets(known):
    other = Visitor()
    other.boot()
    assert other.cookie != known.cookie
    assert other.csrf != known.csrf
