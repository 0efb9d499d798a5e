"""Which kinds one column could be, narrowed down cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import cast

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.column_types.base import (
    ColumnType,
    Customary,
    Form,
    Options,
    Presuming,
    Proven,
    Recognised,
    ToldByCode,
)
from desktop_app.column_types.customs import Evidence
from desktop_app.column_types.text import written
from desktop_app.column_types.words import quoted
from desktop_app.column_types.workbook_codes import ToldNumbers, shown_by
from desktop_app.domain.sheet import ColumnPlan, Near, Value
from desktop_app.services.transfer.traits import Traits

_SAMPLE = 50
"""Cells from which the forms worth trying are found."""

_PROBE = 20
"""Cells that show quickly whether counting misfits is worth it."""

_NEAR = 0.05
"""The share of misfits up to which a person would still call the column by its other cells."""

_SLACK = 25
"""Misfits that are forgiven while there are few cells yet."""

_KEPT = 20
"""Misfits that are kept to be looked at."""

_LONGEST = 200
"""Letters of a misfit that are kept."""

_TEXT = "text"


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
        self._candidates: list[_Candidate] | None = None
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
        """Say so where a workbook shows more beside the numbers than comes in."""
        shown = shown_by(self._code) if self._code else ""
        if not shown:
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
            return ColumnPlan(name, _TEXT)
        forms = [one.form for one in near if one.misfits == best.misfits]
        return best.doubted(name, forms) or best.missed(name)

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
        self.lacks = set(form.proofs) if isinstance(form, Proven) else set()
        """What must be in the column yet, so that it counts."""
        self._recognised = recognised
        self._seen = 0
        self._misfits: list[tuple[int, str]] = []
        self._example: Value = None

    def feed(self, cells: Sequence[Value], row_of: Callable[[int], int]) -> None:
        """Look at more cells (all filled), which stand in these rows."""
        self._seen += len(cells)
        if self.lacks:
            self.lacks.difference_update(cells)
        if self.form.fits(cells):
            self._example = cells[0]
            return
        probe = cells[:_PROBE]
        misfits = self._those_that_do_not_fit(probe)
        if len(misfits) <= len(probe) / 2:
            misfits = self._those_that_do_not_fit(cells)
        else:
            self.misfits += len(cells)  # hopeless, whatever the exact number
        self.misfits += len(misfits)
        if self.is_hopeless():
            return
        self._example = next((one for one in cells if self.form.fits([one])), self._example)
        kept = misfits[: _KEPT - len(self._misfits)]
        self._misfits += [(row_of(at), written(cells[at])[:_LONGEST]) for at in kept]

    def goes_with(self, given: Mapping[str, str]) -> bool:
        """Say whether nothing that other columns show is against it, as far as that counts."""
        return not isinstance(self._recognised, Presuming) or follows(self.form, given)

    def is_hopeless(self) -> bool:
        """Say whether there are too many misfits already to be worth going on."""
        return self.misfits > self._seen * _NEAR + _SLACK

    def is_near(self) -> bool:
        """Say whether nearly all cells fit."""
        return self.misfits <= self._seen * _NEAR

    def plan(self, name: str, forms: Sequence[Form]) -> ColumnPlan:
        """Return the plan, given all the forms of any type that fit every cell."""
        plain = ColumnPlan(name, self.kind.name, dict(self.form.options))
        return self.doubted(name, forms) or self._presumed(plain, forms)

    def doubted(self, name: str, forms: Sequence[Form]) -> ColumnPlan | None:
        """Return the plan if nothing tells which of these equally good forms it is."""
        doubt = self._recognised.doubt(forms)
        if not doubt:
            return None
        note = f"“{name}” stays text: {doubt} ({quoted(written(self._example))})."
        return ColumnPlan(name, _TEXT, note=note, open=_open_among(forms))

    def _presumed(self, plan: ColumnPlan, forms: Sequence[Form]) -> ColumnPlan:
        kind = self._recognised
        taken = kind.presumed(forms) if isinstance(kind, Presuming) else None
        if not taken:
            return plan
        example = quoted(written(self._example))
        note = f"In “{plan.name}” {taken} ({example}), as nothing in the file shows otherwise."
        return replace(plan, note=note, open=_open_among(forms))

    def missed(self, name: str) -> ColumnPlan:
        """Return the plan if nearly all cells fit: why it stays text, and what it could be."""
        note = (
            f"All but {self.misfits:,} of the {self._seen:,} cells in “{name}” are "
            f"{self.kind.plural}; {quoted(self._misfits[0][1])} is not, so the column stays text."
        )
        near = Near(self.kind.name, dict(self.form.options), self.misfits, self._misfits)
        return ColumnPlan(name, _TEXT, note=note, near=near)

    def agrees(self, others: Sequence[_Candidate]) -> bool:
        """Say whether these forms, which fit as well, mean the same by what is written."""
        alike = len({one.meant() for one in others}) == 1
        return alike and not self._recognised.doubt([one.form for one in others])

    def meant(self) -> Value:
        """Return what the example is in this form; None if it does not fit."""
        return self.form.read([self._example])[0] if self.form.fits([self._example]) else None

    def _those_that_do_not_fit(self, cells: Sequence[Value]) -> list[int]:
        return [at for at, cell in enumerate(cells) if not self.form.fits([cell])]


def _candidates(sample: Sequence[Value], customs: Mapping[str, str]) -> list[_Candidate]:
    # Numbers and dates of a spreadsheet were never written by any custom.
    known = customs if set(map(type, sample)) == {str} else {}
    return [
        _Candidate(kind, kind, form)
        for kind in COLUMN_TYPES
        if isinstance(kind, Recognised)
        for form in kind.forms(sample)
        if follows(form, known)
    ]


def _told(code: str) -> list[_Candidate]:
    """Return the kind that a workbook shows all the numbers as, if that is one of ours."""
    return [
        _Candidate(kind, kind, form)
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


def follows(form: Form, customs: Mapping[str, str]) -> bool:
    """Say whether a form takes nothing for granted that is against these customs."""
    return all(customs.get(name, custom) == custom for name, custom in customs_of(form).items())


def customs_of(form: Form) -> Mapping[str, str]:
    """Return what a form takes for granted that others do not, such as a decimal comma."""
    return form.custom if isinstance(form, Customary) else {}


def _open_among(forms: Sequence[Form]) -> str | None:
    """Return which custom would tell one of these forms from another."""
    customs = {custom for form in forms for custom in customs_of(form).items()}
    names = [name for name, _ in customs]
    return next((name for name in names if names.count(name) > 1), None)


def _place_of(cells: Sequence[Value], at: int) -> int:
    """Return where among the cells the filled one with this number is."""
    filled = (place for place, cell in enumerate(cells) if cell is not None and cell != "")
    return next(islice(filled, at, None))
