"""Writing tables the way an export does."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.domain.sheet import ColumnPlan
from desktop_app.formats.outgoing import CellForm, Misfit, OutColumn, Outgoing, Wishes
from desktop_app.formats.writable import WRITERS


def column(plan: ColumnPlan) -> OutColumn:
    """A column of that name, type and options on its way out."""
    kind = COLUMN_TYPES[plan.type]

    def show(cell: Any) -> str:
        return cell if isinstance(cell, Misfit) else kind.show(cell, plan.options)

    currency = plan.options.get("currency", "")
    form = getattr(kind, "workbook_form", lambda _: ("General", 1))(plan.options)
    return OutColumn(plan.name, kind.compared_as, show, CellForm(*form, currency), kind.align)


def outgoing(
    columns: Sequence[ColumnPlan], rows: Sequence[Sequence[Any]], name: str = "Things"
) -> Outgoing:
    """A table with these rows, numbered from 1."""
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    batches = partial(iter, [numbered[start : start + 3] for start in range(0, len(rows), 3)])
    return Outgoing(name, [column(plan) for plan in columns], batches)


def written_as(writer: str, *tables: Outgoing, **wishes: bool) -> bytes:
    """What a writer makes of tables."""
    return made_by(writer, *tables, **wishes)[0]


def made_by(writer: str, *tables: Outgoing, **wishes: bool) -> tuple[bytes, Sequence[str]]:
    """What a writer makes of tables, and what it says about it."""
    file = io.BytesIO()
    notes = WRITERS[writer].write(tables, file, Wishes(**wishes))
    return file.getvalue(), notes


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]], **wishes: bool) -> bytes:
    """A CSV file of nothing but text."""
    plans = [ColumnPlan(name, "text") for name in header]
    return written_as("csv", outgoing(plans, rows), **wishes)
