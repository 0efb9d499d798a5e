"""What a person sets about a column: its rules, its choices or currency, whether it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop_app.column_types.base import Adjustable, ColumnType
from desktop_app.domain.errors import Invalid
from desktop_app.engine import catalog, rules
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.work import Look, Work
from desktop_app.services.columns import choices


def settings_of(kind: ColumnType) -> list[str]:
    """Return the names of what a person can set about columns of a kind, besides its rules."""
    return list(kind.settings) if isinstance(kind, Adjustable) else []


def proper(column: Column, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a column with these changed; None takes one away. Raises Invalid."""
    settings = settings_of(column.type)
    for name in set(wishes) - rules.RULES - {"hidden", *settings}:
        raise Invalid(f"“{column.name}” has nothing of that kind to set.", field=name)
    options = {name: v for name, v in {**column.options, **wishes}.items() if v}
    if isinstance(column.type, Adjustable) and set(settings) & set(wishes):
        options = dict(column.type.adjusted(options))
    others = {name: value for name, value in options.items() if name not in rules.RULES}
    return {**others, **rules.checked(options, replace(column, options=others))}


def change(
    w: Work, table_id: int, column_id: int, wishes: Mapping[str, Any], *, keep: bool = False
) -> None:
    """Set what is wished for about a column. Raises NotFound, Invalid.

    Taking away a choice that is in use raises Conflict; with `keep` those cells keep the word as
    a text that does not fit.
    """
    table = catalog.table(w, table_id)
    column = table.column(column_id)
    _refuse_hiding_all(table, column, wishes)
    if wishes.get("choices") is not None:
        wish = choices.read(column, wishes["choices"])
        wishes = {**choices.following(column, wish, wishes), "choices": wish.entries}
        options = proper(column, wishes)
        choices.put(w, table, column, wish, options=options, keep=keep)
        return
    options = proper(column, wishes)
    if options != dict(column.options):
        w.apply(SetOptions(table.id, column.id, options))
        both = options.keys() | column.options.keys()
        changed = {name for name in both if options.get(name) != column.options.get(name)}
        if changed == {"hidden"}:
            w.sentence = f"{'hide' if options.get('hidden') else 'show'} the column “{column.name}”"
        elif changed <= rules.RULES:
            w.sentence = f"change the rules of “{column.name}” in {table.name}"


def breaking(look: Look, table_id: int, column_id: int) -> int:
    """Return how many rows do not keep to the rules of a column. Raises NotFound."""
    table = catalog.table(look, table_id)
    column = table.column(column_id)
    return rules.breaking(look, table, column) if column.stored else 0


def _refuse_hiding_all(table: Table, column: Column, wishes: Mapping[str, Any]) -> None:
    others = (each for each in table.columns if each.id != column.id)
    if wishes.get("hidden") and all(each.options.get("hidden") for each in others):
        raise Invalid("One column has to be seen, so this one stays.", field="hidden")
