"""Which kinds one column could be, narrowed down cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import cast

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import (
    Options,
    Recognised,
    ToldByCode,
)
from desktop_app.column_types.customs import Evidence
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_codes import ToldNumbers, shown_by
from desktop_app.domain.sheet import ColumnPlan, Value
from desktop_app.formats.shown_digits import has_some_digits
from desktop_app.services.transfer.candidate import TEXT, Candidate, customs_of, follows
from desktop_app.services.transfer.traits import Traits

_SAMPLE = 50
"""Cells from which the forms worth trying are found."""


def filled_cells(cells: Sequence[Value]) -> Sequence[Value]:
    """Return the cells that hold something; 0 and False are something."""
    if all(cells):
        return cells
    filled: list[Value] = list(filter(None, cells))
    if len(filled) + cells.count("") + cells.count(None) == len(cells):
        return filled
    return [cell for cell in cells if cell is not None and cell != ""]


def _texts(cells: Sequence[Value]) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cast("Sequence[str]", cells)
    return [cell for cell in cells if isinstance(cell, str)] if str in kinds else ()


class Candidates:
    """One column on its way to a type.

    `customs` are those that texts in it are known to follow; `code` is the number format by which
    a workbook shows all of its numbers.
    """

    def __init__(self, customs: Mapping[str, str] | None = None, code: str | None = None) -> None:
        self._customs = customs or {}
        self._code = code
        self._candidates: list[Candidate] | None = None
        self._traits = Traits()
        self._evidence = Evidence()
        self._written = False

    def feed(self, cells: Sequence[Value], before: int = 0) -> None:
        """Look at more cells of the column; so many rows came before them."""
        filled = filled_cells(cells)
        if not filled:
            return
        self._traits.feed(filled)
        if self._candidates == []:
            return
        texts = _texts(filled)
        self._written = self._written or bool(texts)
        self._evidence.feed(texts)
        if self._candidates is None:
            told = _told(self._code) if self._code else []
            self._candidates = [*told, *_candidates(filled[:_SAMPLE], self._customs)]
        for candidate in self._candidates:
            candidate.feed(filled, lambda at: before + _place_of(cells, at) + 1)
        self._candidates = [one for one in self._candidates if not one.is_hopeless()]

    def is_sure(self) -> bool:
        """Say whether more cells could only contradict what was found, not add to it."""
        candidates = self._candidates
        if candidates is None or any(one.lacks and one.is_near() for one in candidates):
            return False
        return self._found("", {}).note is None

    def plan(self, name: str, given: Mapping[str, str] | None = None) -> ColumnPlan:
        """Return what the column of that name will be, and what is odd about it.

        `given` are customs that other columns show, for kinds that would else presume some.
        """
        forms = self._forms() if self._written else {}
        customs = {**self._evidence.customs, **self._customs}
        plan = replace(self._found(name, given or {}), forms=forms, customs=customs)
        kind = COLUMN_TYPES[plan.type]
        if kind.compared_as == "number" and not isinstance(kind, ToldByCode):
            return replace(plan, note=plan.note or self._signs_note(name))
        if kind.compared_as != "text":
            return plan
        return replace(plan, trait=self._traits.of_text())

    def _signs_note(self, name: str) -> str | None:
        """Say so where a workbook shows more beside the numbers than comes in.

        Of digits that only some of them show, the sheet tells by itself.
        """
        shown = shown_by(self._code) if self._code else ""
        if not shown or has_some_digits(self._code or ""):
            return None
        return (
            f"The workbook shows the numbers in “{name}” like {quoted(shown)}; "
            "the numbers alone come in."
        )

    def _found(self, name: str, given: Mapping[str, str]) -> ColumnPlan:
        candidates = [one for one in self._candidates or [] if not one.lacks]
        fitting = [one for one in candidates if not one.misfits and one.goes_with(given)]
        if fitting:  # they stand in the order of the types
            plan = fitting[0].plan(name, [one.form for one in fitting])
            # Other dates and numbers of a spreadsheet were never written in any form.
            known = self._written or isinstance(fitting[0].form, ToldNumbers)
            return plan if known else replace(plan, options={})
        near = [one for one in candidates if one.is_near()]
        best = min(near, key=lambda one: one.misfits, default=None)
        if best is None:
            return ColumnPlan(name, TEXT)
        forms = [one.form for one in near if one.misfits == best.misfits]
        return best.doubted(name, forms) or best.missed(name)

    def _forms(self) -> dict[str, Options]:
        """Return, by kind, how nearly all cells are written, where that is beyond doubt."""
        best: dict[str, list[Candidate]] = {}
        near = filter(Candidate.is_near, self._candidates or [])
        for one in sorted(near, key=lambda one: one.misfits):
            mine = best.setdefault(one.kind.name, [])
            if not mine or one.misfits == mine[0].misfits:
                mine.append(one)
        return {kind: mine[0].form.options for kind, mine in best.items() if mine[0].agrees(mine)}


def _candidates(sample: Sequence[Value], customs: Mapping[str, str]) -> list[Candidate]:
    # Numbers and dates of a spreadsheet were never written by any custom.
    known = customs if set(map(type, sample)) == {str} else {}
    return [
        Candidate(kind, kind, form)
        for kind in COLUMN_TYPES
        if isinstance(kind, Recognised)
        for form in kind.forms(sample)
        if follows(form, known)
    ]


def _told(code: str) -> list[Candidate]:
    """Return the kind that a workbook shows all the numbers as, if that is one of ours."""
    return [
        Candidate(kind, kind, form)
        for kind in COLUMN_TYPES
        if isinstance(kind, ToldByCode) and isinstance(kind, Recognised)
        if (form := kind.told(code))
    ]


def given_away(columns: Sequence[ColumnPlan]) -> Mapping[str, str]:
    """Return the customs in which all columns agree that show any."""
    found: dict[str, set[str]] = {}
    for each in columns:
        kind = COLUMN_TYPES[each.type]
        # Without options it was written in no form, and what is open shows nothing.
        if each.options and not each.open and isinstance(kind, Recognised):
            for name, custom in customs_of(kind.form(each.options)).items():
                found.setdefault(name, set()).add(custom)
    return {name: customs.pop() for name, customs in found.items() if len(customs) == 1}


def _place_of(cells: Sequence[Value], at: int) -> int:
    """Return where among the cells the filled one with this number is."""
    filled = (place for place, cell in enumerate(cells) if cell is not None and cell != "")
    return next(islice(filled, at, None))
