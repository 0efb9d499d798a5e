"""Formulas: a small language for columns that are worked out from others, in SQL.

`understand` turns what a person wrote into what is stored, `with_names` back; `parse` reads it,
`check` finds its kind, `compiled` makes expressions of it, `words` says why a row failed.
A function is added in `functions`, a database in `dialects`.
May import: column_types, domain.
"""

from desktop_app.formulas.checking import check, understand
from desktop_app.formulas.compiling import compiled
from desktop_app.formulas.errors import NotAFormula
from desktop_app.formulas.failures import words
from desktop_app.formulas.functions import FUNCTIONS
from desktop_app.formulas.grammar import parse
from desktop_app.formulas.kinds import Field, Kind, Measure, Result, kind_of
from desktop_app.formulas.naming import ids, with_ids, with_names
from desktop_app.formulas.sqlite_functions import install
from desktop_app.formulas.totals import average, total, written

__all__ = [
    "FUNCTIONS",
    "Field",
    "Kind",
    "Measure",
    "NotAFormula",
    "Result",
    "average",
    "check",
    "compiled",
    "ids",
    "install",
    "kind_of",
    "parse",
    "total",
    "understand",
    "with_ids",
    "with_names",
    "words",
    "written",
]
