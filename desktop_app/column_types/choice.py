"""One of a few words.  Option: `choices`, a list of {"name", "colour"} (see choices)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from desktop_app.column_types.base import Form, Options
from desktop_app.column_types.choices import Listed, chosen, gathered, names_of
from desktop_app.column_types.worded import Worded, WordedForm
from desktop_app.column_types.words import literal
from desktop_app.domain.sheet import Value


class Choice(Listed, Worded):
    """A state, a kind, a town: the same few words again and again."""

    name: ClassVar[str] = "choice"
    label: ClassVar[str] = "Choice"
    about: ClassVar[str] = "A state, a town: one of a few words, as a coloured chip."
    plural: ClassVar[str] = "among the choices"
    icon: ClassVar[str] = "choice"

    def parse(self, text: str, options: Options) -> Value:
        """Read one of the choices, whatever its capitals. Raises Invalid."""
        bare = text.strip()
        return chosen(bare, options) if bare else None

    def gather(self, texts: Iterable[str]) -> Options:
        """Make the list of choices from what a column holds already."""
        return gathered(texts)

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:  # noqa: ARG002 - the contract
        """Never looked for: which words are a list is for a person to say."""
        return ()

    def form(self, options: Options) -> Form:
        """The names as the list spells them."""
        names = set(names_of(options))
        if names:
            listed = ", ".join(map(literal, sorted(names)))
            return WordedForm(
                lambda cells: set(cells) <= names, lambda cell: f"{cell} IN ({listed})"
            )
        return WordedForm(lambda cells: list(map(str.strip, cells)) == list(cells), _is_bare)


def _is_bare(cell: str) -> str:
    """Say in SQL that a text has no space at its ends; only of the letters that English has."""
    return f"({cell} NOT GLOB '*[^!-~ ]*' AND {cell} = trim({cell}))"
