"""Which kinds one column could be, narrowed down cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import ColumnType, Form, Options, Recognised
from desktop_app.column_types.text import written
from desktop_app.column_types.words import quoted
from desktop_app.domain.sheet import ColumnPlan, Value

_SAMPLE = 50
"""Cells from which the forms worth trying are found."""

_PROBE = 20
"""Cells that show quickly whether counting misfits is worth it."""

_NEAR = 0.05
"""The share of misfits up to which a person would still call the column by its other cells."""

_SLACK = 25
"""Misfits that are forgiven while there are few cells yet."""

_TEXT = "text"


def filled_cells(cells: Sequence[Value]) -> Sequence[Value]:
    """Return the cells that hold something; 0 and False are something."""
    if all(cells):
        return cells
    filled: list[Value] = list(filter(None, cells))
    if len(filled) + cells.count("") + cells.count(None) == len(cells):
        return filled
    return [cell for cell in cells if cell is not None and cell != ""]


class Candidates:
    """One column on its way to a type."""

    def __init__(self) -> None:
        self._candidates: list[_Candidate] | None = None
        self._written = False

    def feed(self, cells: Sequence[Value]) -> None:
        """Look at more cells of the column."""
        if self._candidates == []:
            return
        filled = filled_cells(cells)
        if not filled:
            return
        self._written = self._written or str in set(map(type, filled))
        if self._candidates is None:
            self._candidates = _candidates(filled[:_SAMPLE])
        for candidate in self._candidates:
            candidate.feed(filled)
        self._candidates = [one for one in self._candidates if not one.is_hopeless()]

    def is_sure(self) -> bool:
        """Say whether more cells could only contradict what was found, not add to it."""
        return self._candidates is not None and self._found("").note is None

    def plan(self, name: str) -> ColumnPlan:
        """Return what the column of that name will be, and what is odd about it."""
        return replace(self._found(name), forms=self._forms() if self._written else {})

    def _found(self, name: str) -> ColumnPlan:
        candidates = self._candidates or []
        fitting = [one for one in candidates if not one.misfits]
        if fitting:  # they stand in the order of the types
            plan = fitting[0].plan(name, [one.form for one in fitting])
            # Dates and numbers of a spreadsheet were never written in any form.
            return plan if self._written else replace(plan, options={})
        near = [one for one in candidates if one.is_near()]
        best = min(near, key=lambda one: one.misfits, default=None)
        return ColumnPlan(name, _TEXT, note=best.regret(name) if best else None)

    def _forms(self) -> dict[str, Options]:
        """Return, by kind, how nearly all cells are written, where that is beyond doubt."""
        best: dict[str, list[_Candidate]] = {}
        near = filter(_Candidate.is_near, self._candidates or [])
        for one in sorted(near, key=lambda one: one.misfits):
            mine = best.setdefault(one.kind.name, [])
            if not mine or one.misfits == mine[0].misfits:
                mine.append(one)
        return {kind: mine[0].form.options for kind, mine in best.items() if mine[0].agrees(mine)}


class _Candidate:
    """One form of one type, and how the column has borne it out."""

    def __init__(self, kind: ColumnType, recognised: Recognised, form: Form) -> None:
        self.kind = kind
        self.form = form
        self.misfits = 0
        self._recognised = recognised
        self._seen = 0
        self._first_misfit: Value = None
        self._example: Value = None

    def feed(self, cells: Sequence[Value]) -> None:
        """Look at more cells (all filled)."""
        self._seen += len(cells)
        self._example = cells[0]
        if self.form.fits(cells):
            return
        probe = cells[:_PROBE]
        misfits = self._those_that_do_not_fit(probe)
        if len(misfits) <= len(probe) / 2:
            misfits += self._those_that_do_not_fit(cells[_PROBE:])
        else:
            self.misfits += len(cells)  # hopeless, whatever the exact number
        self.misfits += len(misfits)
        if self._first_misfit is None:
            self._first_misfit = misfits[0]

    def is_hopeless(self) -> bool:
        """Say whether there are too many misfits already to be worth going on."""
        return self.misfits > self._seen * _NEAR + _SLACK

    def is_near(self) -> bool:
        """Say whether nearly all cells fit."""
        return self.misfits <= self._seen * _NEAR

    def plan(self, name: str, forms: Sequence[Form]) -> ColumnPlan:
        """Return the plan, given all the forms of any type that fit every cell."""
        doubt = self._recognised.doubt(forms)
        if not doubt:
            return ColumnPlan(name, self.kind.name, dict(self.form.options))
        shown = quoted(written(self._example))
        return ColumnPlan(name, _TEXT, note=f"“{name}” stays text: {doubt} ({shown}).")

    def regret(self, name: str) -> str:
        """Say why the column stays text although nearly all cells would fit."""
        cells = f"the {self._seen:,} cells in “{name}”"
        return (
            f"All but {self.misfits:,} of {cells} are {self.kind.plural}; "
            f"{quoted(written(self._first_misfit))} is not, so the column stays text."
        )

    def agrees(self, others: Sequence[_Candidate]) -> bool:
        """Say whether these forms, which fit as well, mean the same by what is written."""
        alike = len({one.meant() for one in others}) == 1
        return alike and not self._recognised.doubt([one.form for one in others])

    def meant(self) -> Value:
        """Return what the example is in this form; None if it does not fit."""
        return self.form.read([self._example])[0] if self.form.fits([self._example]) else None

    def _those_that_do_not_fit(self, cells: Sequence[Value]) -> list[Value]:
        return [cell for cell in cells if not self.form.fits([cell])]


def _candidates(sample: Sequence[Value]) -> list[_Candidate]:
    return [
        _Candidate(kind, kind, form)
        for kind in COLUMN_TYPES
        if isinstance(kind, Recognised)
        for form in kind.forms(sample)
    ]
