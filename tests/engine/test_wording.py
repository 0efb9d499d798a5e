"""What is worked out from ids, lists and yes-or-no says what cells show, on every back-end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.engine import about, catalog, fields, linking
from desktop_app.engine.changes.columns import AddColumn
from desktop_app.engine.changes.rows import AddRows
from desktop_app.engine.changes.tables import AddTable
from desktop_app.engine.store import Store
from tests.conftest import ADA

TASKS, TEAMS = 1, 2


def worked_out(store: Store, table: int, kind: str, **options: Any) -> list[Any]:
    with store.work(ADA) as w:
        made = w.apply(AddColumn(table, f"{kind} {options}"[:60], kind, options))
        of = catalog.table(w, table)
        (value,) = fields.cells(w, of, [of.column(made.column)])
        found = select(value).select_from(of.core).order_by(of.row_id)
        return list(w.connection.scalars(found))


def test_people_choices_and_yes_or_no_are_worded(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        kinds = [("Who", "person"), ("Tags", "several_choices"), ("Done", "yes_no")]
        w.apply(AddTable("Tasks", [(name, kind, {}) for name, kind in kinds]))
        w.apply(AddTable("Teams", [("Name", "text", {})]))
        tags = ["Red", 'Dark "Blue"']
        w.apply(AddRows(TASKS, [1, 2, 3], [[99, tags, True], [None, None, False]]))
        w.apply(AddRows(TEAMS, [4], [["All"]]))
        tasks, teams = catalog.table(w, TASKS), catalog.table(w, TEAMS)
        link = linking.link_to_several(w, teams, tasks, "Work")
        linking.set_links(w, catalog.table(w, TEAMS), link, 1, [1, 2])
    assert worked_out(any_store, TASKS, "formula", formula='[#1] & "!"') == ["#99!", "!"]
    listed = ['Red, Dark "Blue"!', "!"]
    assert worked_out(any_store, TASKS, "formula", formula='[#2] & "!"') == listed
    for field, words in ((1, "#99"), (2, 'Red, Dark "Blue"'), (3, "yes, no")):
        found = worked_out(any_store, TEAMS, "lookup", link=link.id, field=field)
        assert found == [words]


def test_choices_with_a_comma_are_in_quotation_marks_as_in_their_cells(any_store: Store) -> None:
    names = ["Red", "Bonn, Rome", 'Dark "Blue"', "a\\b; c"]
    options = {"choices": [{"name": name, "colour": "teal"} for name in names]}
    tags = COLUMN_TYPES["several_choices"]
    with any_store.work(ADA) as w:
        w.apply(AddTable("Tasks", [("Tags", tags.name, options)]))
        w.apply(AddRows(TASKS, [1], [[names], [["Bonn, Rome"]], [["Red"]], [None]]))
    shown = [tags.show(names, options), '"Bonn, Rome"', "Red", ""]
    assert worked_out(any_store, TASKS, "formula", formula='[#1] & "!"') == [f"{s}!" for s in shown]


def test_a_person_who_was_removed_is_called_as_in_the_cells(any_store: Store) -> None:
    with any_store.work(ADA) as w:
        w.apply(AddTable("Tasks", [("Who", "person", {})]))
        w.apply(AddRows(TASKS, [1], [[99], [98]]))
        about.note(w.connection, about.person(99), "eve")
    found = worked_out(any_store, TASKS, "formula", formula='[#1] & "!"')
    assert found == ["eve (removed)!", "#98!"]
