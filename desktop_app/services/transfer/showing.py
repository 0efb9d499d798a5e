"""What the import page is told of a sheet and its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Measured, Recognised
from desktop_app.column_types.text import written
from desktop_app.domain.sheet import ColumnPlan, Near, Reading, SheetPlan, Value
from desktop_app.services.transfer import survey
from desktop_app.services.transfer.candidates import customs_of
from desktop_app.services.transfer.shapes import ColumnFound, NearFound, ReadingFound


def reading(of: Reading, plan: SheetPlan) -> ReadingFound:
    """Return how a sheet is read, with the customs that its columns give away."""
    customs = {**_given_away(plan), **of.customs}
    return {
        "encoding": of.encoding,
        "separator": of.separator,
        "header": of.header,
        "decimal": customs.get("decimal"),
        "dates": customs.get("dates"),
    }


def text(cell: Value) -> str:
    """Return a cell as it is written in the file."""
    return "" if cell is None else written(cell)


def column(plan: ColumnPlan, places: Mapping[int, int], cells: Sequence[Value]) -> ColumnFound:
    """Return what a column would become; `places` says where rows stand in the file."""
    kind = COLUMN_TYPES[plan.type]
    return {
        "name": plan.name,
        "type": kind.name,
        "label": kind.label,
        "said": _said(kind, plan),
        "icon": kind.icon,
        "align": kind.align,
        "note": plan.note,
        "open": plan.open,
        "near": _near(plan.near, places) if plan.near else None,
        "shown": _shown(plan, cells),
    }


def _shown(plan: ColumnPlan, cells: Sequence[Value]) -> dict[str, list[str]]:
    as_written = list(map(text, cells))
    options = {**plan.forms, plan.type: plan.options}
    found = {
        kind: _as_shown(replace(plan, type=kind, options=options[kind]), cells) for kind in options
    }
    return {kind: texts for kind, texts in found.items() if texts != as_written}


def _as_shown(plan: ColumnPlan, cells: Sequence[Value]) -> list[str]:
    """Return the cells as a kind shows them, those that do not fit as they are written."""
    kind = COLUMN_TYPES[plan.type]
    reader = survey.Reader(replace(plan, chosen=True), list, lambda *_: None)
    values = zip(cells, reader.read(cells, 0), strict=True)
    return [
        text(cell) if value is None else kind.show(value, plan.options) for cell, value in values
    ]


def _said(kind: ColumnType, plan: ColumnPlan) -> str:
    """Return the kind with what else is known: “Money £”, “Text · keeps 0s”."""
    measure = kind.measure(plan.options) if isinstance(kind, Measured) else ""
    return " · ".join(filter(None, [f"{kind.label} {measure}".strip(), plan.trait]))


def _near(near: Near, places: Mapping[int, int]) -> NearFound:
    kind = COLUMN_TYPES[near.type]
    return {
        "type": kind.name,
        "label": kind.label,
        "plural": kind.plural,
        "misfits": near.misfits,
        "cells": [
            {"row": row, "place": places.get(row, row), "text": text} for row, text in near.cells
        ],
    }


def _given_away(plan: SheetPlan) -> Mapping[str, str]:
    """Return the customs in which all columns agree that show any."""
    found: dict[str, set[str]] = {}
    for each in plan.columns:
        kind = COLUMN_TYPES[each.type]
        if each.options and isinstance(kind, Recognised):  # without, it was written in no form
            for name, custom in customs_of(kind.form(each.options)).items():
                found.setdefault(name, set()).add(custom)
    return {name: customs.pop() for name, customs in found.items() if len(customs) == 1}
