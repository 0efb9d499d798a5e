"""The colours of the tokens: what is read stands out from what it stands on, light and dark."""

import re
from itertools import product

import pytest

from tests.architecture.house import ROOT

TOKENS = (ROOT / "webui/static/css/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "sunken", "surface", "hover")
READ = ("ink", "ink-soft", "ink-faint", "accent", "accent-strong", "amber", "danger")
PAIRS = [
    *product(READ, GROUNDS),
    *product(("ink", "ink-soft", "accent-strong"), ("accent-soft",)),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("amber", "amber-soft"),
    ("danger", "danger-soft"),
    ("ink", "amber-soft"),
    ("ink", "accent-row"),
]
EDGES = list(product(("line-field", "focus"), ("paper", "surface")))


def colours(name: str) -> tuple[str, str]:
    """What a token is in light and in dark."""
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\);", TOKENS)
    assert found, name
    return found[1], found[2]


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1, as WCAG 2.2 reckons it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_what_is_read_stands_out_from_its_ground(ink: str, ground: str) -> None:
    ratios = [contrast(a, b) for a, b in zip(colours(ink), colours(ground), strict=True)]
    assert min(ratios) >= 4.5, ratios


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_field_can_be_seen(edge: str, ground: str) -> None:
    ratios = [contrast(a, b) for a, b in zip(colours(edge), colours(ground), strict=True)]
    assert min(ratios) >= 3, ratios


def test_the_letters_of_a_portrait_can_be_read() -> None:
    faces = re.findall(r"--face-\d: (#\w+);", TOKENS)
    assert len(faces) == 6
    assert min(contrast(face, "#ffffff") for face in faces) >= 4.5


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert round(contrast("#000", "#ffffff")) == 21
