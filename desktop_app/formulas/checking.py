"""Whether a formula can be worked out, and what it gives, before it runs."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from desktop_app.formulas.compiling import compiled
from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.grammar import parse
from desktop_app.formulas.kinds import SQL_TYPES, Field, Kind
from desktop_app.formulas.naming import with_ids
from desktop_app.formulas.tree import Formula

Columns = Mapping[int, tuple[str, Kind]]
"""The name and the kind of each column that may be used, by its id."""


def understand(text: str, columns: Columns, dialect_name: str = "sqlite") -> tuple[str, Kind]:
    """Return what a person wrote as it is stored, and the kind of its results.

    Raises NotAFormula, with the place in the text as written.
    """
    written = parse(text)
    stored = parse(with_ids(text, {number: name for number, (name, _) in columns.items()}))
    try:
        return stored.text, check(stored, columns, dialect_name)
    except NotAFormula as problem:
        place = _as_written(problem.place or 0, stored, written)
        raise NotAFormula(problem.message, place) from None


def check(formula: Formula, columns: Columns, dialect_name: str = "sqlite") -> Kind:
    """Return the kind of a stored formula's results. Raises NotAFormula."""
    fields = {
        number: Field(name, kind, sa.column(f"c{number}", SQL_TYPES[kind]))
        for number, (name, kind) in columns.items()
    }
    return compiled(formula, fields, dialect_name).kind


def _as_written(place: int, stored: Formula, written: Formula) -> int:
    """Return the place in the one text for a place in the other, where names are longer."""
    longer = 0
    for ours, theirs in zip(stored.mentions, written.mentions, strict=True):
        if ours.end <= place:
            longer = theirs.end - ours.end
    return place + longer
