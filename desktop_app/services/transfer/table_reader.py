"""Reading cells for a column that is there already: its rules hold, and its choices may grow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from desktop_app.column_types.base import Form, Gathers, Options
from desktop_app.column_types.choices import adjusted, names_of
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import ColumnPlan, Value
from desktop_app.engine import rules
from desktop_app.engine.catalog import Column
from desktop_app.engine.side import CellReader
from desktop_app.services.transfer import survey

_RULES = ("from", "to", "pattern")
"""Those that a value keeps or breaks by itself; an empty cell breaks none of them."""

_REMEMBERED = 10_000


class TableReader(survey.Reader):
    """Reads the cells as planned; what breaks a rule is kept like what does not fit."""

    def __init__(
        self,
        plan: ColumnPlan,
        places: Callable[[Sequence[int]], list[int]],
        keep: Callable[[int, str], None] | None = None,
    ) -> None:
        super().__init__(plan, places, keep)
        self._before = plan.options
        self._is_broken: Callable[[Any], bool] | None = None
        if plan.chosen and any(plan.options.get(rule) for rule in _RULES):
            self.form = _Looked(self.form)
            self._is_broken = _breaks(Column(0, plan.name, self.type, plan.options, 0))

    @property
    def grown(self) -> Options | None:
        """The column's options with the choices that were added, if any were."""
        return None if self._plan.options is self._before else self._plan.options

    def read(self, cells: Sequence[Value], before: int) -> Sequence[Value]:
        """Return the values; empty cells, and those that break a rule, become None."""
        values = super().read(cells, before)
        if self._is_broken is None:
            return values
        return [self._ruled(value, row) for row, value in enumerate(values, before + 1)]

    def _ruled(self, value: Value, row: int) -> Value:
        if value is None or self._is_broken is None or not self._is_broken(value):
            return value
        if self._keep is not None:
            self._keep(row, self.type.show(value, self._plan.options))
        return None

    def _typed(self, text: str, row: int) -> Value:
        if self._plan.extend and isinstance(self.type, Gathers):
            self._grow(self.type, text)
        return super()._typed(text, row)

    def _grow(self, kind: Gathers, text: str) -> None:
        """Add the words of a text to the choices, as long as the list has room for them."""
        known = {name.casefold() for name in names_of(self._plan.options)}
        words = [n for n in names_of(kind.gather([text])) if n.casefold() not in known]
        if not words:
            return
        listed = [*self._plan.options.get("choices", ()), *({"name": word} for word in words)]
        try:
            options = {**self._plan.options, **adjusted(listed)}
        except Invalid:
            return
        self._plan = replace(self._plan, options=options)


def grown_options(reader: CellReader) -> Options | None:
    """Return the options of a column with the choices that were added, if any were."""
    return reader.grown if isinstance(reader, TableReader) else None


@dataclass(frozen=True)
class _Looked:
    """A form whose every value is looked at, so that SQLite cannot read it by itself."""

    form: Form

    @property
    def options(self) -> Options:
        return self.form.options

    def fits(self, cells: Sequence[Value]) -> bool:
        return self.form.fits(cells)

    def read(self, cells: Sequence[Value]) -> list[Value]:
        return self.form.read(cells)


def _breaks(column: Column) -> Callable[[Any], bool]:
    # Values of a kind that can have such rules are plain ones, not lists.
    return lru_cache(maxsize=_REMEMBERED)(lambda value: rules.broken(column, value) is not None)
