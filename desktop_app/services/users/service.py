"""Listing, adding, editing and removing people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from desktop_app.config import Config
from desktop_app.domain.access import NOBODY, Actor
from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.store import Store
from desktop_app.engine.work import Look, Work
from desktop_app.services.users.models import User

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LIMITS: Mapping[str, int] = {"username": 80, "email": 200}


def everyone(look: Look) -> Sequence[User]:
    """Return everyone, by name."""
    return look.session.scalars(select(User).order_by(func.lower(User.username), User.id)).all()


def find(look: Look, user_id: int) -> User:
    """Return a person. Raises NotFound."""
    user = look.session.get(User, user_id)
    if user is None:
        raise NotFound("That person is not in this file any more.")
    return user


def add(w: Work, username: str, email: str) -> User:
    """Add a person. Raises Invalid with the field, also when the name or e-mail is taken."""
    values = _checked(w, {"username": username, "email": email})
    w.apply(PutRecord("tidybase_user", None, values, f"add {values['username']} to people"))
    return w.session.scalars(select(User).filter_by(username=values["username"])).one()


def edit(w: Work, user_id: int, username: str | None, email: str | None) -> User:
    """Change a person's name and e-mail address, where given. Raises NotFound, Invalid."""
    user = find(w, user_id)
    values = _checked(w, {"username": username, "email": email}, besides=user.id)
    if values:
        w.apply(PutRecord("tidybase_user", user.id, values, f"edit {user.username}"))
    return user


def remove(w: Work, user_id: int) -> None:
    """Remove a person; what they did stays in the history. Raises NotFound, Conflict."""
    user = find(w, user_id)
    w.apply(PutRecord("tidybase_user", user.id, None, f"remove {user.username} from people"))
    if w.actor.id == user_id:
        # It has their name in the history, and whoever goes on in their place can take it back.
        w.actor = replace(w.actor, id=at_work(w).id)


def welcome_first_user(store: Store, config: Config) -> None:
    """Make the first person from the computer's account, without asking, in a new document."""
    with store.look() as look:
        if everyone(look):
            return
    with store.work(NOBODY) as w:
        w.session.add(User(username=config.account, email=f"{config.account}@localhost"))


def at_work(look: Look, known: int | None = None) -> Actor:
    """Return the person of that id as they are called now, else the one who came first."""
    user = look.session.get(User, known) if known is not None else None
    user = user or look.session.scalar(select(User).order_by(User.id).limit(1))
    return Actor(user.id, user.username) if user else NOBODY


def _checked(
    w: Work, given: Mapping[str, str | None], besides: int | None = None
) -> dict[str, str]:
    others = [user for user in everyone(w) if user.id != besides]
    return {
        field: _fit(field, text, [getattr(user, field) for user in others])
        for field, text in given.items()
        if text is not None
    }


def _fit(field: str, given: str, taken: Sequence[str]) -> str:
    text = " ".join(given.split())
    what = "e-mail address" if field == "email" else "name"
    if not text:
        raise Invalid(f"Please fill in the {what}.", field=field)
    if len(text) > _LIMITS[field]:
        raise Invalid(f"This {what} is longer than {_LIMITS[field]} characters.", field=field)
    if field == "email" and not _EMAIL.fullmatch(text):
        raise Invalid("An e-mail address looks like ada@example.org.", field=field)
    # Compared here, since a database may know the capitals of English only.
    if text.casefold() in (other.casefold() for other in taken):
        raise Invalid(f"Somebody here has the {what} {text} already.", field=field)
    return text
