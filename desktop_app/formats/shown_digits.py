"""Columns of which a workbook shows all numbers as codes, such as 00501 or +49171123456.

That is what a person sees and means where 501 is stored. They come in as text, but into a column
of numbers as the numbers they are. Number formats: ECMA-376, part 1, 18.8.31.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from desktop_app.formats.odd_cells import OddCells
from desktop_app.formats.places import letters

Condition: TypeAlias = tuple[str, float]
"""How a number must compare with another; "" if any will do."""

Template: TypeAlias = tuple[Condition, str]

_PIECE = re.compile(
    r"(?P<zeros>0+)|\"(?P<quoted>[^\"]*)\"|\\(?P<escaped>.)|(?P<said>[-() :+!&'~{}<>=^])"
    r"|\[\$-[^\]]*\]|\[[A-Z][a-z]+\]"
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_CONDITION = re.compile(r"(?:\[[A-Z][a-z]+\])?\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d+)?)\]")
_USUAL: Sequence[tuple[Condition, ...]] = [
    (("", 0),),
    ((">=", 0), ("", 0)),
    ((">", 0), ("<", 0), ("", 0)),
]
"""Which numbers each of one, two or three sections is for, where they do not say so."""

_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
    "": lambda *_: True,
}
_FEWEST = 2
"""Zeros that make a code of what would be a plain number with one, but for a plus in front."""

_LARGEST = 10**15
_BELOW_ZERO = ("-", "(")
"""How sections begin that show that a number is below zero."""


@cache
def digit_templates(code: str) -> Sequence[Template]:
    """Return how a number format puts all digits, as many as it has zeros: {}{}{}-{}{} or +{}.

    The first whose condition a number meets is for it. There are none if the format, or a section
    of it, does something else, such as decimals, or shows a currency.
    """
    sections = _sections(code)
    if not 0 < len(sections) <= len(_USUAL):
        return ()
    found = []
    for section, usual in zip(sections, _USUAL[len(sections) - 1], strict=True):
        said = _CONDITION.match(section)
        condition = (said[1], float(said[2])) if said else usual
        found.append((condition, _template(section)))
    # What shows a plus and a minus is a number.
    signed = len(found) > 1 and any(template[:1] == "+" for _, template in found)
    return () if signed or not all(template for _, template in found) else found


@cache
def has_some_digits(code: str) -> bool:
    """Say whether some numbers only are shown so, by one section of the format."""
    templates = map(_template, _sections(code))
    return not digit_templates(code) and any(one.count("{}") >= _FEWEST for one in templates)


def _sections(code: str) -> Sequence[str]:
    """Return those for numbers; none if it is no format."""
    found, at, code = [], 0, code.removesuffix(";@")
    while at <= len(code):
        section = _SECTION.match(code, at)
        if not section or code[section.end() : section.end() + 1] not in ("", ";"):
            return ()
        found.append(section[0])
        at = section.end() + 1
    return found


def _template(section: str) -> str:
    template, at, section = "", 0, _CONDITION.sub("", section, count=1)
    while at < len(section):
        found = _PIECE.match(section, at)
        if not found:
            return ""
        at = found.end()
        said = found["quoted"] or found["escaped"] or found["said"] or ""
        if any(unicodedata.category(sign) == "Sc" or sign == "%" for sign in said):
            return ""
        template += said.replace("{", "{{").replace("}", "}}") + "{}" * len(found["zeros"] or "")
    return template if template.count("{}") >= (1 if template[:1] == "+" else _FEWEST) else ""


class ShownDigits:
    """The columns of a sheet of which that is known.

    `codes` are the number formats that all numbers of a column share, by the column's place in a
    row; `first` is the place in the sheet where rows begin. Columns among `numbers` keep them.
    """

    def __init__(self, codes: Mapping[int, str], first: int, numbers: Collection[int] = ()) -> None:
        templates = {place: digit_templates(code) for place, code in codes.items()}
        self._templates = {place: found for place, found in templates.items() if found}
        self._first = first
        self._numbers = numbers
        self._met: set[int] = set()

    def put(self, rows: list[list[Any]]) -> None:
        """Change the cells of rows of the sheet."""
        for place, templates in self._templates.items():
            for row in rows:
                cell = row[place]
                if type(cell) in (int, float) and cell % 1 == 0 and abs(cell) < _LARGEST:
                    self._met.add(place)
                    if place not in self._numbers:
                        row[place] = _shown(templates, int(cell))

    def odd(self) -> Iterator[OddCells]:
        """Say of which columns numbers were met."""
        texts = self._met.difference(self._numbers)
        for kind, places in (("digits", texts), ("numbers", self._met - texts)):
            if places:
                yield kind, len(places), letters(self._first + min(places)), ""


def _shown(templates: Sequence[Template], number: int) -> str | int:
    """Return what is shown; the number itself if that would lose its minus."""
    template = next((one for (sign, than), one in templates if _HOLDS[sign](number, than)), "")
    if number < 0 and len(templates) == 1:
        return "-" + _filled(template, -number)
    told = number >= 0 or template[:1] in _BELOW_ZERO
    return _filled(template, abs(number)) if template and told else number


def _filled(template: str, number: int) -> str:
    """Put the digits into it; those that are too many come first."""
    places = template.count("{}")
    digits = str(number).zfill(places)
    more = len(digits) - places + 1
    return template.format(digits[:more], *digits[more:])
