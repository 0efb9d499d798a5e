"""Where one can begin: recent files in words, databases on servers by their address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from desktop_app.domain.errors import Invalid
from desktop_app.engine import addresses
from desktop_app.services.home.shapes import File, Server
from desktop_app.web.desk import Recent

_NAMES = {
    "postgresql": "PostgreSQL",
    "mariadb": "MariaDB",
    "mysql": "MySQL",
    "oracle": "Oracle",
}

_VERIFIED = {"ssl_verify_cert": "true", "ssl_verify_identity": "true"}
_CHECKED: Mapping[str, Mapping[str, str]] = {
    "postgresql": {"sslmode": "verify-full"},
    "mariadb": _VERIFIED,
    "mysql": _VERIFIED,
}
"""What makes a driver look at the server's certificate."""


def in_words(when: float, today: datetime) -> str:
    """Return "Today", "Yesterday", "12 Nov" or "2 Nov 2024"; `when` in seconds since 1970."""
    then = datetime.fromtimestamp(when).astimezone()
    days = (today.date() - then.date()).days
    if days <= 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    day = f"{then.day} {then:%b}"
    return day if then.year == today.year else f"{day} {then.year}"


def shown(recents: Sequence[Recent]) -> list[File]:
    """Return recent documents as the welcome page shows them."""
    today = datetime.now().astimezone()
    return [
        {
            "name": each.name,
            "folder": each.folder,
            "when": in_words(each.when, today),
            "there": each.there,
        }
        for each in recents
    ]


def servers() -> Mapping[str, str]:
    """Return the kinds of server that can be reached from here, with their names."""
    return {kind: _NAMES[kind] for kind in addresses.installed()}


def address(server: Server) -> str:
    """Return the database URL of a server, its password too. Raises Invalid with the field."""
    if server.kind not in servers():
        raise Invalid("Choose what kind of database it is.", field="kind")
    where = "service_name" if server.kind == "oracle" else "database"
    fields = {
        "kind": server.kind,
        "host": server.host.strip(),
        "port": server.port.strip(),
        "user": server.user.strip(),
        "password": server.password,
        where: server.database.strip(),
    }
    checked = _CHECKED.get(server.kind, {}) if server.checked else {}
    return addresses.address({**fields, **checked}).render_as_string(hide_password=False)
