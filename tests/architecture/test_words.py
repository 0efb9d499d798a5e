"""The words people read: what UX.md bans appears on no page, in no help and in no message."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.architecture.house import texts

BANNED = re.compile(
    r"\b(SQL|schemas?|NULL|commit(s|ted)?|key|quer(y|ies)|record sets?|cell references?|integer"
    r"|varchar|boolean|exceptions?|invalid input)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|Not" r"ImplementedError)\b")
SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "label"}
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
JS_STRING = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")


class Spoken(HTMLParser):
    """Collects what a person sees of a page, or hears read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for key, value in attrs if value and key in SPOKEN_ATTRIBUTES]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def spoken_html(source: str) -> Iterator[str]:
    """The texts of a template: between the tags, in spoken attributes, in Jinja's own strings."""
    for code in JINJA.findall(source):
        if not code.startswith("{#"):
            yield from sentences(code)
    parser = Spoken()
    parser.feed(JINJA.sub("", source))
    yield from parser.texts


def sentences(code: str) -> Iterator[str]:
    """The strings in a script that are meant for people: they have a space and a capital letter."""
    without_comments = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", code, flags=re.DOTALL | re.MULTILINE)
    for quoted in JS_STRING.findall(without_comments):
        text = re.sub(r"\${.*?}", "", "".join(quoted))
        if " " in text and text[:1].isupper():
            yield text


def raised(source: str) -> Iterator[str]:
    """The words of every error that Python code raises; in our house they all speak to a person."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def banned(spoken: Iterator[str]) -> list[str]:
    """Those texts that hold a banned word."""
    return [text.strip() for text in spoken if BANNED.search(text)]


@pytest.mark.parametrize(
    ("suffix", "under", "spoken"),
    [
        (".html", "webui/templates", spoken_html),
        (".md", "webui/help", lambda source: iter(source.splitlines())),
        (".js", "webui/static/js", sentences),
        (".py", "desktop_app", raised),
    ],
    ids=["templates", "help", "scripts", "errors"],
)
def test_nobody_reads_a_word_of_the_trade(suffix: str, under: str, spoken: object) -> None:
    assert callable(spoken)
    pages = list(texts(suffix, under=under))
    assert pages
    found = {path: banned(spoken(source)) for path, source in pages}
    assert {path: words for path, words in found.items() if words} == {}


def test_nothing_says_it_is_unfinished() -> None:
    everything = texts(".py", ".js", ".css", ".html", ".md", ".toml", ".yml", ".spec")
    assert [path for path, source in everything if UNFINISHED.search(source)] == []


@pytest.mark.parametrize(
    ("spoken", "source"),
    [
        (spoken_html, "<p>Run a query</p>"),
        (spoken_html, '<button aria-label="Commit">Save</button>'),
        (spoken_html, "{{ button('Show the SQL') }}"),
        (sentences, 'say("The schema has changed.")'),
        (sentences, "say(`Every ${kind} is an integer`)"),
        (raised, 'raise Invalid("This is NULL.")'),
        (raised, 'raise Invalid(f"{x} is not a boolean.")'),
    ],
)
def test_a_banned_word_is_found(spoken: object, source: str) -> None:
    assert callable(spoken)
    assert len(banned(spoken(source))) == 1


@pytest.mark.parametrize(
    ("spoken", "source"),
    [
        (spoken_html, '<form data-key="query">{% if record.key is none %}<p>Keys</p>{% endif %}'),
        (sentences, 'el.querySelector("[data-key] td"); // The key of a query'),
        (raised, "raise Invalid(text) from exception"),
    ],
)
def test_code_may_use_the_words_of_its_trade(spoken: object, source: str) -> None:
    assert callable(spoken)
    assert banned(spoken(source)) == []


def test_an_unfinished_place_is_found() -> None:
    assert UNFINISHED.search("# TO" + "DO: later")
    assert not UNFINISHED.search("a todo list")
