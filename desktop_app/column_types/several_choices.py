"""Several of a few words.  Option: `choices`, a list of {"name", "colour"} (see choices).

Stored as JSON text, ["choir", "board"], which other programs can take apart; written with commas
between, and a name with a comma in it in quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.types import TypeEngine

from desktop_app.column_types.base import Comparison, Form, Options, Plain
from desktop_app.column_types.choices import Listed, chosen, gathered
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\r\n]|$)|([^,;\r\n]*))(?:[,;\r\n]|$)')
_SPECIAL = re.compile(r'[,;"\r\n]')


class SeveralChoices(Listed, Plain):
    """Instruments, groups, tags: none, one or more of the same words."""

    name: ClassVar[str] = "several_choices"
    label: ClassVar[str] = "Several choices"
    about: ClassVar[str] = "Instruments, groups, tags: some of a few words."
    plural: ClassVar[str] = "among the choices"
    icon: ClassVar[str] = "checklist"
    compared_as: ClassVar[Comparison] = "list"

    def sql_type(self, options: Options) -> TypeEngine[Any]:  # noqa: ARG002 - the contract
        """JSON text."""
        return ListedText()

    def parse(self, text: str, options: Options) -> Value:
        """Read choir, board or choir; board or ["choir", "board"]. Raises Invalid."""
        names = dict.fromkeys(chosen(name, options) for name in _split(text))
        return list(names) or None

    def show(self, value: Value, options: Options) -> str:  # noqa: ARG002 - the contract
        """Return the names with commas between."""
        if isinstance(value, list):
            return ", ".join(map(_quoted, value))
        return "" if value is None else str(value)

    def gather(self, texts: Iterable[str]) -> Options:
        """Make the list of choices from what a column holds already."""
        return gathered(name for text in texts for name in _split(text))

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:  # noqa: ARG002 - the contract
        """Never looked for: a comma may as well belong to a sentence."""
        return ()

    def form(self, options: Options) -> Form:
        """Names with commas between, as `show` writes them."""
        return _WithCommas(self, options)

    def doubt(self, forms: Sequence[Form]) -> str | None:  # noqa: ARG002 - the contract
        """Nobody asks, as it is never looked for."""
        return None


class ListedText(sa.TypeDecorator[list[str]]):
    """A list of texts as JSON text; what is no such list is given as it lies there."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Make JSON of a list."""
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Make a list of JSON that is one."""
        return _listed(value)


@dataclass(frozen=True)
class _WithCommas:
    kind: SeveralChoices
    options: Options

    def fits(self, cells: Sequence[Value]) -> bool:
        try:
            self.read(cells)
        except ValueError:
            return False
        return True

    def read(self, cells: Sequence[Value]) -> list[Value]:
        return [self._read(cell) for cell in cells]

    def _read(self, cell: Value) -> Value:
        if isinstance(cell, str):
            try:
                value = self.kind.parse(cell, self.options)
            except Invalid as problem:
                raise ValueError(cell) from problem
            if value is not None and self.kind.show(value, self.options) == cell:
                return value
        raise ValueError(cell)


def _split(text: str) -> list[str]:
    bare = text.strip()
    listed = _listed(bare) if bare.startswith("[") else None
    if isinstance(listed, list):
        return [name for name in listed if name]
    found = (
        match[1].replace('""', '"') if match[1] is not None else match[2].strip()
        for match in _NAME.finditer(bare)
    )
    return [name for name in found if name]


def _quoted(name: str) -> str:
    plain = name == name.strip() and not _SPECIAL.search(name) and not name.startswith("[")
    return name if plain else '"' + name.replace('"', '""') + '"'


def _listed(stored: Any) -> Any:
    if not isinstance(stored, str) or not stored.startswith("["):
        return stored
    try:
        found = json.loads(stored)
    except (ValueError, RecursionError):
        return stored
    good = isinstance(found, list) and all(isinstance(name, str) for name in found)
    return found if good else stored
