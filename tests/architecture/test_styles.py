"""How the style sheets are written: layers, tokens, states from ARIA, logical directions."""

import re

import pytest

from tests.architecture.house import texts

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULES = {
    "no !important": re.compile(r"!important"),
    "no selector by id": re.compile(r"^[^{};@]*#[A-Za-z][\w-]*[^{};]*{", re.MULTILINE),
    "logical directions only": re.compile(
        r"\b((margin|padding|border)-(left|right)|text-align:\s*(left|right)|float:\s*(left|right))\b"
    ),
}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab)\(", re.IGNORECASE)


def sheets() -> dict[str, str]:
    """Every style sheet of ours, its comments taken out."""
    found = texts(".css", under="webui/static/css")
    return {path: COMMENT.sub("", source) for path, source in found}


@pytest.mark.parametrize("rule", RULES)
def test_every_sheet_keeps_the_rule(rule: str) -> None:
    assert sheets()
    assert [path for path, source in sheets().items() if RULES[rule].search(source)] == []


def test_colours_stand_in_the_tokens_only() -> None:
    found = [path for path, source in sheets().items() if COLOUR.search(source)]
    assert found == ["webui/static/css/tokens.css"]


def test_every_sheet_stands_in_a_layer() -> None:
    assert [path for path, source in sheets().items() if "@layer" not in source] == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("no !important", "a { color: red !important; }"),
        ("no selector by id", "#main { color: red; }"),
        ("no selector by id", "main #first > p,\np { color: red; }"),
        ("logical directions only", "p { margin-left: 1em; }"),
        ("logical directions only", "p { text-align: right; }"),
    ],
)
def test_a_breach_is_found(rule: str, source: str) -> None:
    assert RULES[rule].search(source)


def test_a_colour_is_no_selector() -> None:
    assert not RULES["no selector by id"].search("p {\n  color: #fff;\n}")
    assert COLOUR.search("color: #fff;")
    assert COLOUR.search("color: rgb(0 0 0);")
