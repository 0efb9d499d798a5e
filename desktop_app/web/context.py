"""The document and the person of this request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, g, session

from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import NotFound
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work
from desktop_app.web.desk import Desk


def store() -> Store:
    """Return the open document. Raises NotFound on the welcome page, where none is."""
    found = current_app.extensions.get("tidybase")
    if found is None:
        raise NotFound("No file is open in this window yet.")
    return cast("Store", found)


def desk() -> Desk:
    """Return what the window can do. Raises NotFound where there is no window, as in `serve`."""
    found = current_app.extensions.get("tidybase.desk")
    if found is None:
        raise NotFound("This can only be done in the Tidybase window.")
    return cast("Desk", found)


def has_desk() -> bool:
    """Say whether there is a window around this app."""
    return "tidybase.desk" in current_app.extensions


def has_dialogs() -> bool:
    """Say whether native open and save dialogs can be shown."""
    return has_desk() and desk().dialogs


def actor() -> Actor:
    """Return the person at work, as the session knows them."""
    person = session.get("person")
    return Actor(person["id"], person["name"]) if person else NOBODY


def become(person: Actor) -> None:
    """Let the session carry this person from now on."""
    session["person"] = {"id": person.id, "name": person.name}


def begin_deed(name: str) -> None:
    """Let what this request does to the document go by that name from here on."""
    g.deed_name, g.deed_works = name, 0


def operation() -> str | None:
    """Return the name under which the next work of this request is done once and no more."""
    if "deed_name" not in g:
        return None
    g.deed_works += 1
    return g.deed_name if g.deed_works == 1 else f"{g.deed_name}/{g.deed_works}"


@contextmanager
def work() -> Iterator[Work]:
    """Change the document as the person of this request. Raises AlreadyDone."""
    with store().work(actor(), operation()) as w:
        yield w


@contextmanager
def look() -> Iterator[Look]:
    """Read the document."""
    with store().look() as look:
        yield look
