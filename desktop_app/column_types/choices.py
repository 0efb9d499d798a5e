"""The choices of a column: names in an order, each with a colour.

A column with a list takes nothing but what stands in it; one without takes any word, so that a
column can be filled first and be put in order later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desktop_app.column_types.base import Options
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid

COLOURS = ("teal", "amber", "blue", "rose", "green", "violet", "orange", "slate")
"""Names of tokens; the pages know how each looks in the light and in the dark."""

_NAMED = 6
"""Choices that a refusal names."""


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
