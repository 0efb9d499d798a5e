"""Columns in formulas: a stored formula knows them by number, [#12], a person by name, [Price].

So a formula follows when a column is renamed, and a new column of an old name does not take over.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from desktop_app.domain.names import clean, same
from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.grammar import parse
from desktop_app.formulas.tree import Column, Formula

_NUMBERED = re.compile(r"#([0-9]{1,18})")


def with_ids(text: str, names: Mapping[int, str]) -> str:
    """Return a formula as it is stored; `names` are the columns it may use. Raises NotAFormula."""
    formula = parse(text)
    return formula.with_columns({
        column.name: f"#{_find(column, names)}" for column in formula.mentions
    })  # fmt: skip


def with_names(stored: str, names: Mapping[int, str]) -> str:
    """Return a stored formula as a person reads it; a column that is gone keeps its number."""
    formula = parse(stored)
    return formula.with_columns({
        column.name: names.get(number_of(column), column.name) for column in formula.mentions
    })  # fmt: skip


def ids(formula: Formula) -> tuple[int, ...]:
    """Return the numbers of the columns that a stored formula uses, each once."""
    return tuple(dict.fromkeys(number_of(column) for column in formula.mentions))


def number_of(column: Column) -> int:
    """Return the number of a column in a stored formula. Raises NotAFormula."""
    found = _NUMBERED.fullmatch(column.name)
    if not found:
        raise NotAFormula(f"There is no column called “{column.name}”.", column.place)
    return int(found[1])


def _find(column: Column, names: Mapping[int, str]) -> int:
    exact = [number for number, name in names.items() if name == column.name]
    alike = [number for number, name in names.items() if same(name, clean(column.name))]
    if exact or alike:
        return (exact or alike)[0]
    raise NotAFormula(
        f"There is no column called “{column.name}”.{_meant(column.name, names)}", column.place
    )


def _meant(wrong: str, names: Mapping[int, str]) -> str:
    folded = {name.casefold(): name for name in names.values()}
    close = difflib.get_close_matches(wrong.casefold(), folded, n=1, cutoff=0.6)
    return f" Did you mean “{folded[close[0]]}”?" if close else ""
