"""What the import page is told of a sheet and its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Measured
from desktop_app.domain.sheet import ColumnPlan, Near, Reading, SheetPlan, Value
from desktop_app.services.transfer.candidates import given_away
from desktop_app.services.transfer.fitting import as_shown, text
from desktop_app.services.transfer.shapes import ColumnFound, NearFound, ReadingFound


def reading(of: Reading, plan: SheetPlan) -> ReadingFound:
    """Return how a sheet is read, with the customs that its columns give away."""
    customs = {**given_away(plan.columns), **of.customs}
    return {
        "encoding": of.encoding,
        "separator": of.separator,
        "header": of.header,
        "decimal": customs.get("decimal"),
        "dates": customs.get("dates"),
    }


def column(plan: ColumnPlan, places: Mapping[int, int], cells: Sequence[Value]) -> ColumnFound:
    """Return what a column would become; `places` says where rows stand in the file."""
    kind = COLUMN_TYPES[plan.type]
    return {
        "name": plan.name,
        "former": plan.former,
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
    plans = [replace(plan, type=kind, options=own, chosen=True) for kind, own in plan.forms.items()]
    found = {each.type: as_shown(each, cells) for each in [*plans, replace(plan, chosen=True)]}
    return {kind: texts for kind, (texts, *_) in found.items() if texts != as_written}


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
