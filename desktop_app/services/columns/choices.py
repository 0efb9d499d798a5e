"""The list of choices of a column: cells follow a new name, and keep a word that is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.column_types.choices import names_of
from desktop_app.domain.errors import Conflict
from desktop_app.engine import choices, misfits
from desktop_app.engine.catalog import Column, Table
from desktop_app.engine.changes.cells import FillCells
from desktop_app.engine.changes.kinds import ChangeKind
from desktop_app.engine.changes.options import SetOptions
from desktop_app.engine.work import Work


@dataclass(frozen=True)
class Wish:
    """A list as somebody wrote it, and what that means for the one before."""

    entries: Sequence[Mapping[str, Any]]
    renamed: Mapping[str, str]
    removed: Sequence[str]
    merged: bool
    """Whether one has the name now that another one had."""


def read(column: Column, entries: Sequence[Mapping[str, Any]]) -> Wish:
    """Return what a new list means; an entry's `was` is what it was called before."""
    before = names_of(column.options)
    now = [str(each["name"]).strip() for each in entries]
    were = [each.get("was") or name for each, name in zip(entries, now, strict=True)]
    renamed = {was: name for was, name in zip(were, now, strict=True) if was != name}
    renamed = {was: name for was, name in renamed.items() if was in before}
    removed = [name for name in before if name not in were and name not in now]
    merged = any(name in before and name not in renamed for name in renamed.values())
    # Without a list any word is welcome, so nothing is lost.
    return Wish(entries, renamed, removed if now else [], merged)


def following(column: Column, wish: Wish, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wishes with what a new row begins with called by its new name, or left out."""
    usual = wishes.get("default", column.options.get("default"))
    if not usual:
        return dict(wishes)
    usual = wish.renamed.get(usual, usual)
    return {**wishes, "default": None if usual in wish.removed else usual}


def put(
    w: Work,
    table: Table,
    column: Column,
    wish: Wish,
    *,
    options: Mapping[str, Any],
    keep: bool,
) -> None:
    """Give a column its list. Raises Conflict if cells use what is taken away, unless `keep`."""
    if options == dict(column.options) and not wish.renamed:
        return
    in_use = choices.uses(w, table, column, wish.removed) if wish.removed else 0
    if in_use and not keep:
        raise Conflict(_in_use(wish.removed, in_use))
    if wish.renamed:
        _rename(w, table, column, wish.renamed)
    # Read anew, words that are in the list now fit, and those that are not any more do not.
    if in_use or wish.merged or misfits.count(w, table, column.id):
        w.apply(ChangeKind(table.id, column.id, column.type.name, options))
    else:
        w.apply(SetOptions(table.id, column.id, options))
    w.sentence = f"change the choices of “{column.name}”"


def _rename(w: Work, table: Table, column: Column, names: Mapping[str, str]) -> None:
    value = choices.renamed(w, table, column, names)
    w.apply(FillCells(table.id, column.id, value, [choices.among(w, table, column, list(names))]))


def _in_use(removed: Sequence[str], cells: int) -> str:
    what = f"“{removed[0]}”" if len(removed) == 1 else f"These {len(removed)} choices"
    stand = "stands" if len(removed) == 1 else "stand"
    where = "1 cell" if cells == 1 else f"{cells:,} cells"
    keeps = "It keeps" if cells == 1 else "They keep"
    is_marked = "is marked" if cells == 1 else "are marked"
    return (
        f"{what} {stand} in {where}. {keeps} the word if it is taken from the list, and "
        f"{is_marked} as not fitting."
    )
