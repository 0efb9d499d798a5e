"""A formula as a tree of frozen values; `place` counts the characters in front of a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from desktop_app.formulas.errors import NotAFormula

DEEPEST = 50
"""As many parts may lie within one another."""


@dataclass(frozen=True)
class Number:
    """A number as written."""

    place: int
    value: float
    depth: int = 1


@dataclass(frozen=True)
class Text:
    """A text in quotation marks."""

    place: int
    value: str
    depth: int = 1


@dataclass(frozen=True)
class Truth:
    """YES or NO."""

    place: int
    value: bool
    depth: int = 1


@dataclass(frozen=True)
class Column:
    """A column's name between square brackets; `end` is the place behind the closing one."""

    place: int
    name: str
    end: int
    depth: int = 1


@dataclass(frozen=True)
class Operation:
    """A sign and what it joins: two parts, or one for the signs of a number and for percent."""

    place: int
    sign: str
    parts: tuple[Node, ...]
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", _deeper(self.parts, self.place))


@dataclass(frozen=True)
class Call:
    """A function, by its name in capitals, and what it is given."""

    place: int
    name: str
    parts: tuple[Node, ...]
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", _deeper(self.parts, self.place))


Node: TypeAlias = Number | Text | Truth | Column | Operation | Call


@dataclass(frozen=True)
class Formula:
    """A formula as it was written, and understood."""

    text: str
    root: Node

    @cached_property
    def mentions(self) -> tuple[Column, ...]:
        """Every place where a column stands, from left to right."""
        return tuple(sorted(_columns(self.root), key=lambda column: column.place))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns it mentions, each once, as they are written there."""
        return tuple(dict.fromkeys(column.name for column in self.mentions))

    @cached_property
    def is_of_today(self) -> bool:
        """Whether its results change with the time, though nobody changes anything."""
        return any(call.name in ("TODAY", "NOW") for call in _calls(self.root))

    def renamed(self, old: str, new: str) -> str:
        """Return the text with another name for a column."""
        return self.with_columns({name: new if name == old else name for name in self.columns})

    def with_columns(self, names: dict[str, str]) -> str:
        """Return the text with other names for the columns; all else stays as it was written."""
        pieces, done = [], 0
        for column in self.mentions:
            pieces += [self.text[done : column.place], bracketed(names[column.name])]
            done = column.end
        return "".join([*pieces, self.text[done:]])


def bracketed(name: str) -> str:
    """Return the name of a column as it stands in a formula."""
    return f"[{name.replace(']', ']]')}]"


def _deeper(parts: tuple[Node, ...], place: int) -> int:
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > DEEPEST:
        raise NotAFormula(
            f"This formula is nested too deeply: more than {DEEPEST} parts lie in one another. "
            "Give a part of it a column of its own.",
            place,
        )
    return depth


def _columns(node: Node) -> Iterator[Column]:
    if isinstance(node, Column):
        yield node
    if isinstance(node, Operation | Call):
        for part in node.parts:
            yield from _columns(part)


def _calls(node: Node) -> Iterator[Call]:
    if isinstance(node, Call):
        yield node
    if isinstance(node, Operation | Call):
        for part in node.parts:
            yield from _calls(part)
