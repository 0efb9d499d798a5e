"""What bringing a sheet into a table would do, told and shown; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.column_types.choices import names_of
from desktop_app.domain.sheet import Held, Misfit
from desktop_app.engine import catalog, labels, rehearsing
from desktop_app.engine.arriving import Wanted
from desktop_app.engine.catalog import Column
from desktop_app.engine.rehearsing import Example
from desktop_app.engine.work import Work
from desktop_app.services.transfer.filling import Seen
from desktop_app.services.transfer.into import Coming, arrived_rows, grown, notes
from desktop_app.services.transfer.into_shapes import ImportRehearsed, NewChoices, RowShown, Shown

EXAMPLES = 20


def rehearse(w: Work, coming: Coming, seen: Seen) -> ImportRehearsed:
    """Return what bringing the rows in would do. Raises Invalid, Conflict."""
    course = coming.course
    table = catalog.table(w, course.table)
    course.refuse_if_changed(table)
    wanted = Wanted(table, course.goals, course.key, course.clear)
    with arrived_rows(w, coming, wanted, seen) as arrival:
        counts = rehearsing.counted(w, arrival)
        examples = rehearsing.examples(w, arrival, EXAMPLES)
        misfits = rehearsing.misfits(w, arrival)
        return {
            "table": table.name,
            "added": counts.added,
            "changed": counts.changed,
            "same": counts.same,
            "cells": rehearsing.cells(w, arrival) if counts.changed else 0,
            "misfits": sum(misfits.values()),
            "misfits_in": [
                {"column": goal.name, "cells": misfits[goal.id]}
                for goal in course.goals
                if goal.id in misfits
            ],
            "new_columns": [goal.name for goal in course.goals if goal.id < 0],
            "new_choices": [_new(goal, options) for goal, options in grown(coming)],
            "notes": notes(coming, counts),
            "headings": [goal.name for goal in course.goals],
            "rows": _rows(w, course.goals, examples),
        }


def _new(goal: Column, options: Mapping[str, object]) -> NewChoices:
    before = names_of(goal.options)
    return {"column": goal.name, "names": [n for n in names_of(options) if n not in before]}


def _rows(w: Work, goals: Sequence[Column], examples: Sequence[Example]) -> list[RowShown]:
    columns = [_cells(w, goal, place, examples) for place, goal in enumerate(goals)]
    rows = zip(*columns, strict=True)
    return [
        {"new": each.before is None, "cells": list(cells)}
        for each, cells in zip(examples, rows, strict=True)
    ]


def _cells(w: Work, goal: Column, place: int, examples: Sequence[Example]) -> Iterator[Shown]:
    held = [(each.before[place] if each.before else None, each.after[place]) for each in examples]
    ids = {one for pair in held for one in pair} if goal.type.refers_to else ()
    called = labels.names(w, goal, ids) if ids else {}
    for before, after in held:
        yield {
            "before": _text(goal, before, called),
            "after": _text(goal, after, called),
            "changes": before != after,
            "fits": not isinstance(after, Misfit),
        }


def _text(goal: Column, held: Held, called: Mapping[object, labels.Named]) -> str:
    if isinstance(held, Misfit):
        return held.text
    if isinstance(held, int) and held in called:
        return called[held].label
    return "" if held is None else goal.type.show(held, goal.options)
