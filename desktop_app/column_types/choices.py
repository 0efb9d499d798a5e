"""The choices of a column: names in an order, each with a colour.

A column with a list takes nothing but what stands in it; one without takes any word, so that a
column can be filled first and be put in order later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from desktop_app.column_types.base import Options
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid

COLOURS = ("teal", "amber", "blue", "rose", "green", "violet", "orange", "slate")
"""Names of tokens; the pages know how each looks in the light and in the dark."""

MOST = 500
"""Choices in one list: more than anybody looks through."""

LONGEST = 200

_NAMED = 6
"""Choices that a refusal names."""


class Listed:
    """A type with a list of choices; what its cells are made of is its own affair."""

    settings: ClassVar[Sequence[str]] = ("choices",)

    def adjusted(self, options: Options) -> Options:
        """Return the options with a list in its proper form. Raises Invalid."""
        choices = adjusted(options.get("choices") or ())
        return {**{k: v for k, v in options.items() if k != "choices"}, **choices}


def names_of(options: Options) -> Sequence[str]:
    """Return the names in their order; none where there is no list."""
    choices = options.get("choices") or ()
    return [str(each["name"]) for each in choices if isinstance(each, dict) and each.get("name")]


def gathered(texts: Iterable[str]) -> Options:
    """Return options whose list is made of these names, each once, coloured in turn."""
    names = dict.fromkeys(filter(None, map(str.strip, texts)))
    choices: list[dict[str, Any]] = [
        {"name": name, "colour": COLOURS[place % len(COLOURS)]} for place, name in enumerate(names)
    ]
    return {"choices": choices}


def adjusted(choices: Sequence[Any]) -> Options:
    """Return a list that a person wrote, each choice with a colour. Raises Invalid."""
    if len(choices) > MOST:
        raise Invalid(f"A list has at most {MOST} choices.", field="choices")
    listed: list[dict[str, Any]] = []
    for place, each in enumerate(choices):
        name, colour = str(each.get("name") or "").strip(), each.get("colour")
        _check(name, [one["name"] for one in listed])
        usual = COLOURS[place % len(COLOURS)]
        listed.append({"name": name, "colour": colour if colour in COLOURS else usual})
    return {"choices": listed} if listed else {}


def chosen(text: str, options: Options) -> str:
    """Return the name as the list spells it. Raises Invalid if it is not in the list."""
    names = names_of(options)
    if not names or text in names:
        return text
    folded = text.casefold()
    for name in names:
        if name.casefold() == folded:
            return name
    listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    raise Invalid(f"{quoted(text)} is not one of the choices. Write one of these: {listed}.")


def _check(name: str, others: Sequence[str]) -> None:
    if not name or len(name) > LONGEST:
        raise Invalid(f"Each choice has a name of at most {LONGEST} letters.", field="choices")
    if name.casefold() in map(str.casefold, others):
        raise Invalid(f"{quoted(name)} is in the list twice.", field="choices")
