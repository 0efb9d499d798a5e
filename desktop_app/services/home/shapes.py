"""Files of the computer as JSON."""

from __future__ import annotations

from typing import TypedDict

from desktop_app.web.api import Given


class File(TypedDict):
    """A file of ours: its name, its folder, when it was open last in words, whether it is there."""

    name: str
    folder: str
    when: str
    there: bool


class Shared(TypedDict):
    """A database on a server: its name, of what kind and for whom, when it was open last."""

    name: str
    what: str
    when: str


class Server(Given):
    """Where a database on a server is. Without a port it is the usual one of that kind.

    `checked`: "yes" to go on only where the server shows by a certificate that it is the one named.
    """

    kind: str
    host: str
    database: str
    user: str = ""
    password: str = ""
    port: str = ""
    checked: str = ""


class Files(TypedDict):
    """Some files; each is opened by its place, from 0."""

    files: list[File]
