"""Linking rows, and columns that are worked out from links and from other columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from desktop_app import formulas
from desktop_app.column_types import COLUMN_TYPES
from desktop_app.config import resource
from desktop_app.domain import names
from desktop_app.domain.errors import Invalid
from desktop_app.engine import catalog, fields, labels, linking, links
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.labels import Named
from desktop_app.engine.work import Look, Work
from desktop_app.formulas import Kind

TRIED = 3
"""Rows that a formula is tried on."""

_DAYS = (Kind.DATE, Kind.MOMENT, Kind.TIME)

_FUNCTION = re.compile(r"^\| `(([A-Z]+)\(.*\))` \| (.+?) \| (.+?) \|$", re.MULTILINE)

_TOTALS = {
    "count": "Number of {}",
    "sum": "Sum of {}",
    "average": "Average of {}",
    "least": "Least {}",
    "most": "Most {}",
}
_OF_DAYS = {"least": "Earliest {}", "most": "Latest {}"}


@dataclass(frozen=True)
class Wish:
    """How a column is to be worked out; what does not belong to its kind is not looked at."""

    link: int | None = None
    field: int | None = None
    how: str = "count"
    formula: str = ""


@dataclass(frozen=True)
class Result:
    """What a formula gives in a row, by the row's name, or why it gives nothing there."""

    row: str
    value: Any
    trouble: str | None


@dataclass(frozen=True)
class Function:
    """A function of formulas, as the help tells it."""

    name: str
    example: str
    gives: str
    does: str


def link(
    w: Work, table_id: int, there_id: int, title: str | None, *, several: bool = False
) -> Column:
    """Add a column of links to another table, and its other side there. Raises Invalid."""
    table, there = catalog.table(w, table_id), catalog.table(w, there_id)
    name = _name(table, title, there.name)
    if several:
        return linking.link_to_several(w, table, there, name)
    return linking.link_to_one(w, table, there, name)


def adopt(w: Work, table_id: int, column_id: int, there_id: int, field: int | None) -> Column:
    """Turn a column of texts or keys into one of links; what leads nowhere is kept as written.

    Raises NotFound, Invalid.
    """
    table, there = catalog.table(w, table_id), catalog.table(w, there_id)
    theirs = there.column(field) if field is not None else None
    if theirs is not None and not theirs.stored:
        raise Invalid(f"“{theirs.name}” is worked out; no rows can be found by it.", field="field")
    return linking.adopt(w, table, table.column(column_id), there, theirs)


def set_links(w: Work, table_id: int, column_id: int, row: int, ids: Sequence[int]) -> Any:
    """Link a row to just these rows there; return what its cell shows then.

    Raises NotFound, Invalid.
    """
    table, column = _column_of_links(w, table_id, column_id)
    linking.set_links(w, table, column, row, list(dict.fromkeys(ids)))
    if column.stored:
        return labels.names(w, column, ids).get(ids[0]) if ids else None
    return labels.of_links(w, table, column, [row])[row]


def linked(
    look: Look, table_id: int, column_id: int, row: int, place: tuple[int, int]
) -> tuple[Sequence[Named], int]:
    """Return some of the links of a row, `place` being offset and limit, and how many there are."""
    table, column = _column_of_links(look, table_id, column_id)
    offset, limit = place
    found = links.listed(look, table, column, [row], offset + limit).get(row)
    if found is None:
        return [], 0
    return [Named(far, label) for far, label in found.first[offset:]], found.many


def pick(look: Look, table_id: int, search: str, limit: int) -> tuple[Sequence[Named], bool]:
    """Return rows to pick from by a part of their name, and whether there are more."""
    return labels.pick(look, catalog.table(look, table_id), search, limit)


def hanging(look: Look, table_id: int, ids: Sequence[int]) -> Sequence[linking.Hanging]:
    """Return what is linked to rows that are about to be deleted."""
    return linking.hanging(look, catalog.table(look, table_id), ids)


def add(w: Work, table_id: int, kind: str, title: str | None, wish: Wish) -> Column:
    """Add a column that is worked out. Raises Invalid, NotAFormula."""
    table = catalog.table(w, table_id)
    options, usual = _options(w, table, kind, wish)
    name = _name(table, title, usual)
    made = w.apply(AddColumn(table.id, name, kind, options))
    return _that_works(w, table.id, made.column)


def change(w: Work, table_id: int, column_id: int, wish: Wish) -> Column:
    """Let a column be worked out in another way. Raises NotFound, Invalid, NotAFormula."""
    table = catalog.table(w, table_id)
    column = table.column(column_id)
    if column.stored or links.is_link(column):
        raise Invalid(f"“{column.name}” is typed in, not worked out.")
    options, _ = _options(w, table, column.type.name, wish, besides=column.id)
    w.sentence = f"change how “{column.name}” is worked out in {table.name}"
    kept = {name: value for name, value in column.options.items() if name not in _OURS}
    w.apply(SetOptions(table.id, column.id, {**kept, **options}))
    return _that_works(w, table.id, column.id)


def tried(
    look: Look, table_id: int, text: str, besides: int | None
) -> tuple[Kind, fields.Shown, Sequence[Result]]:
    """Return what a formula gives: its kind, how it is shown, and that in the first rows.

    Raises NotAFormula, Invalid.
    """
    table = catalog.table(look, table_id)
    stored, kind = _understood(look, table, text, besides)
    called = table.column(besides).name if besides else ""
    column = Column(besides or 0, called, COLUMN_TYPES["formula"], {"formula": stored}, 0)
    seen = fields.shown(look, table, column)
    if seen.trouble:
        raise Invalid(seen.trouble, field="formula")
    asked = [links.label(table.core, table), seen.value]
    asked += [] if seen.why is None else [seen.why]
    wanted = select(*asked).select_from(table.core).order_by(table.row_id).limit(TRIED)
    results = [_result(*row) for row in look.connection.execute(wanted)]
    return kind, seen, results


@cache
def functions() -> Sequence[Function]:
    """Return what can be used in formulas, in the words of the help."""
    page = (resource("webui") / "help" / "10-formulas.md").read_text("utf-8")
    found = _FUNCTION.findall(page)
    return [Function(name, example, gives, does) for example, name, gives, does in found]


_OURS = frozenset({"link", "field", "how", "formula"})


def _options(
    look: Look, table: Table, kind: str, wish: Wish, *, besides: int | None = None
) -> tuple[dict[str, Any], str]:
    """Return what is stored of a wish, and a name for the column."""
    if kind == "formula":
        stored, _ = _understood(look, table, wish.formula, besides)
        return {"formula": stored}, "Formula"
    if wish.link is None:
        raise Invalid("Choose the column of links to follow.", field="link")
    column = table.column(wish.link)
    if not links.is_link(column):
        raise Invalid(f"“{column.name}” is no column of links.", field="link")
    if kind == "total" and wish.how == "count":
        return {"link": column.id, "how": "count"}, _TOTALS["count"].format(column.name)
    there = links.target(look, column)
    if wish.field is None:
        raise Invalid(f"Choose a column of {there.name}.", field="field")
    inner = there.column(wish.field)
    if kind == "lookup":
        return {"link": column.id, "field": inner.id}, inner.name
    figures = fields.kind(fields.shown(look, there, inner))
    _refuse_senseless(figures, inner, wish.how)
    options = {"link": column.id, "field": inner.id, "how": wish.how}
    called = _TOTALS | (_OF_DAYS if figures in _DAYS else {})
    return options, called[wish.how].format(inner.name)


def _refuse_senseless(kind: Kind, inner: Column, how: str) -> None:
    if kind is Kind.TRUTH or (how in {"sum", "average"} and kind is not Kind.NUMBER):
        deed = "added up" if how in {"sum", "average"} else "compared by size"
        raise Invalid(f"“{inner.name}” is {kind.value}, so it cannot be {deed}.", field="field")


def _understood(look: Look, table: Table, text: str, besides: int | None) -> tuple[str, Kind]:
    names = {each.id: each.name for each in table.columns if each.id != besides}
    seen = {number: fields.shown(look, table, table.column(number)) for number in names}
    for number in formulas.ids(formulas.parse(formulas.with_ids(text, names))):
        if seen[number].trouble:
            raise Invalid(str(seen[number].trouble), field="formula")
    columns = {number: (names[number], fields.kind(each)) for number, each in seen.items()}
    return formulas.understand(text, columns, fields.language(look))


def _that_works(w: Work, table_id: int, column_id: int) -> Column:
    table = catalog.table(w, table_id)
    column = table.column(column_id)
    trouble = fields.shown(w, table, column).trouble
    if trouble:
        raise Invalid(trouble, field="formula" if column.type.name == "formula" else "field")
    return column


def _result(row: str, value: Any, why: str | None = None) -> Result:
    if isinstance(value, float):
        value = float(f"{value:.15g}")
    return Result(row, value, formulas.words(why) if why else None)


def _column_of_links(look: Look, table_id: int, column_id: int) -> tuple[Table, Column]:
    table = catalog.table(look, table_id)
    column = table.column(column_id)
    if not links.is_link(column):
        raise Invalid(f"“{column.name}” is no column of links.")
    return table, column


def _name(table: Table, title: str | None, otherwise: str) -> str:
    taken = [table.key, *(column.name for column in table.columns)]
    return names.checked(title, taken) if title else names.unlike(otherwise, taken, otherwise)
