"""Somebody from the list of people: the id of a `User`."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import RefersTo
from desktop_app.column_types.reference import Reference


class Person(Reference):
    """Who looks after it, who has it, who said so."""

    name: ClassVar[str] = "person"
    label: ClassVar[str] = "Person"
    about: ClassVar[str] = "Somebody from the list of people."
    plural: ClassVar[str] = "people in this file"
    icon: ClassVar[str] = "user"
    refers_to: ClassVar[RefersTo | None] = "user"
    unknown: ClassVar[str] = "is nobody on the list of people. Write a name from that list."
