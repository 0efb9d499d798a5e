"""E-mail addresses are recognised and kept as written."""

import pytest

from desktop_app.column_types.email import Email
from desktop_app.domain.errors import Invalid

KIND = Email()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada@Example.org ", "Ada@Example.org"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("Ada L. <ada@example.org>", "ada@example.org"),
        ("jürg@müller.ch", "jürg@müller.ch"),
    ],
)
def test_people_may_write_it_their_way(typed: str, kept: str) -> None:
    assert KIND.parse(typed, {}) == kept


@pytest.mark.parametrize(
    "typed", ["abc", "a@b", "a b@c.de", "@c.de", "a@.de", "a@c.de, b@c.de", "a..b@c.de"]
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match=r"not an e-mail address\. Write it like ada@example\.org\."):
        KIND.parse(typed, {})


GOOD = ["ada@example.org", "a.b-c+d@x.y.co.uk", "chloé@exämple.org", "o'brien@e-x.ie"]


@pytest.mark.parametrize("cell", GOOD)
def test_an_import_finds_addresses(cell: str) -> None:
    (form,) = KIND.forms([cell])
    assert form.fits([*GOOD, cell] * 50)
    assert form.read([cell]) == [cell]


@pytest.mark.parametrize(
    "cell",
    [
        "x",
        "a@b",
        "a@b@c.de",
        "@c.de",
        "a@",
        "a@.de",
        "a@c.",
        "a.@c.de",
        ".a@c.de",
        "a@c..de",
        "a b@c.de",
        "a@c.de,b@c.de",
        "a;b@c.de",
        "a\N{NO-BREAK SPACE}b@c.de",
        "<a@c.de>",
        "n/a",
        "",
        "a@c.de ",
        5,
    ],
)
def test_one_cell_that_is_no_address_decides(cell: object) -> None:
    form = KIND.form({})
    assert not form.fits([cell])  # type: ignore[list-item]
    assert not form.fits([*GOOD, cell])  # type: ignore[list-item]
    assert not form.fits([*GOOD[:2], cell])  # type: ignore[list-item]


def test_what_two_cells_hold_together_makes_neither_of_them_an_address() -> None:
    assert not KIND.form({}).fits(["a@b@c.de", "n.a"])
    assert not KIND.form({}).fits(["a@c", "b.de@c.de"])
