"""What can be done to a document, each with its inverse. To add one, write it and list it here.

May import: what is done to rows, columns and tables in engine; column_types, domain.
"""

from typing import Any

from desktop_app.domain.registry import Registry
from desktop_app.engine.changes.cells import PutKept, SetCells
from desktop_app.engine.changes.columns import AddColumn, RemoveColumn, RenameColumn, RestoreColumn
from desktop_app.engine.changes.kinds import SwapKind
from desktop_app.engine.changes.links import (
    AddJunction,
    AddLink,
    RemoveJunction,
    RemoveLink,
    RestoreLink,
    SetPairs,
)
from desktop_app.engine.changes.options import PlaceColumns, PlaceTables, SetOptions
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.changes.rows import AddRows, BringBack, DeleteKept, DeleteRows, DeleteSpans
from desktop_app.engine.changes.tables import AddTable, RemoveTable, RenameTable, RestoreTable
from desktop_app.engine.work import Change

CHANGES: Registry[type[Change[Any]]] = Registry(
    "change",
    [
        AddTable,
        RemoveTable,
        RestoreTable,
        RenameTable,
        AddColumn,
        RemoveColumn,
        RestoreColumn,
        RenameColumn,
        SetOptions,
        PlaceColumns,
        PlaceTables,
        SwapKind,
        AddLink,
        RemoveLink,
        RestoreLink,
        AddJunction,
        RemoveJunction,
        SetPairs,
        SetCells,
        PutKept,
        AddRows,
        DeleteRows,
        DeleteSpans,
        BringBack,
        DeleteKept,
        PutRecord,
    ],
)

__all__ = ["CHANGES"]
