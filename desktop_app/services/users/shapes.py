"""People as JSON."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from desktop_app.web.api import Given, Id

Username = Annotated[str, Meta(extra_json_schema={"minLength": 1, "maxLength": 80})]
Email = Annotated[str, Meta(extra_json_schema={"format": "email", "maxLength": 200})]


class NewUser(Given):
    """A person to be added."""

    username: Username
    email: Email


class UserChange(Given):
    """What is to be changed of a person; the rest stays."""

    username: Username | None = None
    email: Email | None = None


class User(TypedDict):
    """A person."""

    id: Id
    username: str
    email: str


class Me(TypedDict):
    """Who is at work, or nobody in particular."""

    id: Id | None
    username: str


class Users(TypedDict):
    """Everyone."""

    users: list[User]
