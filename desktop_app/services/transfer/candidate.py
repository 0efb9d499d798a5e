"""One form of one type that a column could have, and how the column bears it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop_app.column_types.base import (
    ColumnType,
    Customary,
    Form,
    Presuming,
    Proven,
    Recognised,
)
from desktop_app.column_types.text import written
from desktop_app.column_types.words import quoted
from desktop_app.domain.sheet import ColumnPlan, Near, Value

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

TEXT = "text"


class Candidate:
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
        return ColumnPlan(name, TEXT, note=note, open=_open_among(forms))

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
        return ColumnPlan(name, TEXT, note=note, near=near)

    def agrees(self, others: Sequence[Candidate]) -> bool:
        """Say whether these forms, which fit as well, mean the same by what is written."""
        alike = len({one.meant() for one in others}) == 1
        return alike and not self._recognised.doubt([one.form for one in others])

    def meant(self) -> Value:
        """Return what the example is in this form; None if it does not fit."""
        return self.form.read([self._example])[0] if self.form.fits([self._example]) else None

    def _those_that_do_not_fit(self, cells: Sequence[Value]) -> list[int]:
        return [at for at, cell in enumerate(cells) if not self.form.fits([cell])]


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
