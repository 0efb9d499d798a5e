"""Making links of what a file says about its tables: which column leads to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop_app.engine import catalog, linking
from desktop_app.engine.work import Work
from desktop_app.services.transfer.filling import Filled
from desktop_app.services.transfer.service import Receipt

Place: TypeAlias = tuple[int, str]
"""A table and the name of a column of it."""


@dataclass(frozen=True)
class Made:
    """A table that a sheet became."""

    sheet: str
    filled: Filled
    receipt: Receipt

    def column(self, called: str) -> Place | None:
        """Return what became of a column of the file; capitals mean nothing in such files."""
        names = (column.name for column in self.filled.plan.columns)
        for header, name in zip(self.filled.header, names, strict=False):
            if header.casefold() == called.casefold():
                return self.receipt.table, name
        return None


def link_all(w: Work, made: Sequence[Made]) -> tuple[int, list[str]]:
    """Make links of the columns that lead to others; return how many, and why others are none."""
    waiting, remarks = _wanted(made)
    done = 0
    # What others are found by has to keep its own values until they are linked.
    while free := [one for one in waiting if _is_free(one, waiting)]:
        for one in free:
            _link(w, one, waiting.pop(one))
            done += 1
    for table, column in waiting:
        name = catalog.table(w, table).name
        remarks.append(f"“{column}” in {name} leads in a circle and stays as it is.")
    return done, remarks


def _wanted(made: Sequence[Made]) -> tuple[dict[Place, Place], list[str]]:
    by_sheet = {one.sheet.casefold(): one for one in made}
    wanted: dict[Place, Place] = {}
    remarks: list[str] = []
    for one in made:
        for column, (sheet, called) in one.filled.links.items():
            there = by_sheet.get(sheet.casefold())
            mine, theirs = one.column(column), there and there.column(called)
            if mine and theirs:
                wanted[mine] = theirs
            else:
                name = one.receipt.name
                remarks.append(
                    f"“{column}” in {name} leads to “{sheet}”, which did not come in, "
                    "and stays as it is."
                )
    return wanted, remarks


def _is_free(one: Place, waiting: Mapping[Place, Place]) -> bool:
    return one not in waiting.values()


def _link(w: Work, mine: Place, theirs: Place) -> None:
    table, there = catalog.table(w, mine[0]), catalog.table(w, theirs[0])
    columns = [
        next(column for column in of.columns if column.name == name)
        for of, (_, name) in ((table, mine), (there, theirs))
    ]
    linking.adopt(w, table, columns[0], there, columns[1])
