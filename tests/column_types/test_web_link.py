"""Web links are http or https, and nothing else."""

import pytest

from desktop_app.column_types.web_link import WebLink
from desktop_app.domain.errors import Invalid

KIND = WebLink()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("www.example.org", "https://www.example.org"),
        (" example.org/page ", "https://example.org/page"),
    ],
)
def test_people_may_write_it_their_way(typed: str, kept: str) -> None:
    assert KIND.parse(typed, {}) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://",
        "https://a b",
        "data:text/html,x",
        "//example.org",
        "https://a<b",
        "ada@example.org",
        "mailto:a@b.de",
        "1.5",
    ],
)
def test_nothing_else_is_let_in(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a web link"):
        KIND.parse(typed, {})


def test_an_import_finds_whole_links_only() -> None:
    (form,) = KIND.forms(["https://example.org"])
    assert form.fits(["https://example.org", "HTTP://x.y/z"])
    assert not form.fits(["https://example.org", "www.example.org"])
    assert KIND.forms(["www.example.org"]) == []
