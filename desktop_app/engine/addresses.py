"""Addresses of databases: made of the fields of a form, and let through by a list.

A driver understands far more than where a database is: files to read, commands to run, switches
that let a server ask for files of ours. So only what is listed here ever reaches one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from desktop_app.domain.errors import Invalid

_TLS = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})

ALLOWED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "postgresql": {"sslmode": _TLS},
    "mariadb": {"ssl_verify_cert": frozenset({"true"}), "ssl_verify_identity": frozenset({"true"})},
    "mysql": {"ssl_verify_cert": frozenset({"true"}), "ssl_verify_identity": frozenset({"true"})},
    "oracle": {"service_name": frozenset()},
}
"""For each kind of server the words behind the “?” and what they may be; none: any plain word."""

FIELDS = frozenset({"kind", "host", "port", "database", "user", "password"})
_HOST = re.compile(r"(?!-)[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_PLAIN = re.compile(r"[\w.-]{1,128}")


def installed() -> Sequence[str]:
    """Return the kinds of server whose driver is there."""
    return [kind for kind in ALLOWED if find_spec(_DRIVERS[kind])]


def address(fields: Mapping[str, Any]) -> URL:
    """Return the address that the fields of a form name.

    They are `kind`, `host`, `port`, `database`, `user`, `password` and the words that ALLOWED has
    for the kind. Raises Invalid with the field.
    """
    kind = str(fields.get("kind") or "")
    words = ALLOWED.get(kind)
    if words is None:
        raise Invalid(f"Choose one of these: {', '.join(ALLOWED)}.", field="kind")
    for field in fields:
        if field not in FIELDS and field not in words:
            raise Invalid(f"“{field}” cannot be set here.", field=field)
    url = URL.create(
        kind,
        username=_text(fields, "user"),
        password=_text(fields, "password"),
        host=_text(fields, "host"),
        port=_port(fields.get("port")),
        database=_text(fields, "database"),
        query={word: str(fields[word]) for word in words if fields.get(word)},
    )
    check(url)
    return url


def without_password(uri: str) -> str:
    """Return the address of a database as it may be kept."""
    url = make_url(uri)
    where = (url.host, url.port, url.database, url.query)
    return URL.create(url.drivername, url.username, None, *where).render_as_string()


def fields(uri: str) -> Mapping[str, str]:
    """Return what `address` was given, without the password. Raises Invalid."""
    try:
        url = make_url(uri)
    except ArgumentError as error:
        raise Invalid("That is not the address of a database.") from error
    check(url)
    said = {
        "kind": url.get_backend_name(),
        "host": url.host,
        "port": url.port,
        "database": url.database,
        "user": url.username,
        **url.query,
    }
    return {field: str(value) for field, value in said.items() if value is not None}


def check(url: URL) -> None:
    """Let an address of a server through. Raises Invalid with the field that is not allowed."""
    kind, _, driver = url.drivername.partition("+")
    words = ALLOWED.get(kind)
    if words is None or driver not in ("", _DRIVERS[kind]):
        raise Invalid(f"“{url.drivername}” is no kind of database server.", field="kind")
    if not _HOST.fullmatch(url.host or ""):
        raise Invalid("Name the computer that has the database.", field="host")
    if url.port is not None and not 0 < url.port < 65536:
        raise Invalid("A port is a number from 1 to 65535.", field="port")
    if not url.database and kind != "oracle":
        raise Invalid("Give the name of the database.", field="database")
    for part, field in ((url.database, "database"), (url.username, "user")):
        if not _is_plain(part):
            raise Invalid("This has a letter in it that cannot be there.", field=field)
    for word, value in url.query.items():
        _check_word(words, word, value)


_DRIVERS = {
    "postgresql": "psycopg",
    "mariadb": "pymysql",
    "mysql": "pymysql",
    "oracle": "oracledb",
}


def _check_word(words: Mapping[str, frozenset[str]], word: str, value: object) -> None:
    if word not in words:
        raise Invalid(f"“{word}” cannot be set in the address of a database.", field=word)
    fits = value in words[word] if words[word] else _PLAIN.fullmatch(str(value))
    if not fits:
        raise Invalid(f"“{word}” cannot be that.", field=word)


def _is_plain(part: str | None) -> bool:
    # A database called “host=… options=…” would be read as words of the driver's own.
    return part is None or not (set(part) & set("\x00\r\n=/\\'\"") or "://" in part)


def _text(fields: Mapping[str, Any], field: str) -> str | None:
    given = fields.get(field)
    if given is not None and not isinstance(given, str):
        raise Invalid("This has to be text.", field=field)
    return given or None


def _port(given: object) -> int | None:
    if given in (None, ""):
        return None
    try:
        return int(str(given))
    except ValueError:
        raise Invalid("A port is a number from 1 to 65535.", field="port") from None
