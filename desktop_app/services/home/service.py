"""Where one can begin: recent files in words, databases on servers by their address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from desktop_app.domain.errors import Invalid
from desktop_app.domain.names import pretty
from desktop_app.engine import addresses
from desktop_app.services.home.shapes import File, Server, Shared
from desktop_app.web.desk import Known, Recent

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


def reachable(opened: Sequence[Known]) -> list[Known]:
    """Return those of the databases opened before whose kind can be reached from here."""
    return [each for each in opened if addresses.fields(each.address)["kind"] in servers()]


def known(opened: Sequence[Known]) -> list[Shared]:
    """Return databases on servers opened before as the welcome page shows them."""
    today = datetime.now().astimezone()
    return [_shared(form(each), in_words(each.when, today)) for each in opened]


def form(opened: Known) -> Mapping[str, str]:
    """Return what the form for a server says of one opened before; the password is not known."""
    said = addresses.fields(opened.address)
    checked = _CHECKED.get(said["kind"])
    return {
        **{field: said.get(field, "") for field in ("kind", "host", "port", "user")},
        "database": said.get("service_name") or said.get("database", ""),
        "checked": "yes" if checked and checked.items() <= said.items() else "",
    }


def _shared(said: Mapping[str, str], when: str) -> Shared:
    kind = _NAMES[said["kind"]]
    return {
        "name": f"{pretty(said['database'])} on {said['host']}",
        "what": f"{kind}, as {said['user']}" if said["user"] else kind,
        "when": when,
    }


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
