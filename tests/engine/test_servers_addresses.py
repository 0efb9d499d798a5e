"""Addresses of databases: whatever a driver could be made to do beside connecting is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import make_url

from desktop_app.domain.errors import Invalid
from desktop_app.engine.addresses import ALLOWED, address, check
from desktop_app.engine.backends import BACKENDS
from desktop_app.engine.store import Store

FIELDS: dict[str, Any] = {
    "kind": "postgresql",
    "host": "db.example.org",
    "port": "5432",
    "database": "choir",
    "user": "ada",
    "password": "p@ss:w/rd?x=1",
}


def test_the_fields_of_a_form_become_an_address_that_hides_its_password() -> None:
    made = address({**FIELDS, "sslmode": "verify-full"})
    assert (made.host, made.port, made.database) == ("db.example.org", 5432, "choir")
    assert make_url(made.render_as_string(hide_password=False)).password == FIELDS["password"]
    assert "p@ss" not in str(made)
    assert made.query == {"sslmode": "verify-full"}


@pytest.mark.parametrize("kind", ALLOWED)
def test_every_kind_of_server_has_a_back_end(kind: str) -> None:
    assert BACKENDS[kind].name == kind
    assert address({**FIELDS, "kind": kind, "port": None}).get_backend_name() == kind


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "sqlite"),
        ("kind", "mssql"),
        ("kind", "postgresql+pg8000"),
        ("kind", ""),
        ("host", ""),
        ("host", "/tmp"),
        ("host", "a,b"),
        ("host", "-oProxyCommand=x"),
        ("host", "db host"),
        ("port", "0"),
        ("port", "99999"),
        ("port", "x"),
        ("port", "5432,1"),
        ("database", ""),
        ("database", "x options=-csearch_path=evil"),
        ("database", "host=evil"),
        ("database", "postgresql://evil/x"),
        ("database", "../mysql"),
        ("user", "a\0b"),
        ("user", 7),
        ("password", ["x"]),
        ("sslmode", "off"),
        ("local_infile", "1"),
        ("options", "-c x"),
        ("passfile", "/etc/passwd"),
    ],
)
def test_a_field_that_could_do_more_than_connect_is_refused_by_name(
    field: str, value: object
) -> None:
    with pytest.raises(Invalid) as caught:
        address({**FIELDS, field: value})
    assert caught.value.field == field


@pytest.mark.parametrize(
    "uri",
    [
        "mariadb://u@h/x?local_infile=1",
        "mysql://u@h/x?read_default_file=/etc/my.cnf",
        "mysql://u@h/x?unix_socket=/run/mysqld.sock",
        "mariadb+mysqldb://u@h/x",
        "mariadb://u@h/x?ssl_ca=/etc/passwd",
        "postgresql://u@h/x?passfile=/etc/passwd",
        "postgresql://u@h/x?service=evil",
        "postgresql://u@h/x?sslkey=/etc/ssl/key",
        "postgresql://u@h/x?host=evil",
        "postgresql://u@h/x?options=-csearch_path%3Devil",
        "postgresql://u@h/x?sslmode=require&sslmode=disable",
        "postgresql+asyncpg://u@h/x",
        "postgresql:///x",
        "oracle://u@h/x?config_dir=/etc",
        "oracle://u@h/?service_name=(DESCRIPTION=(ADDRESS=evil))",
        "sqlite:///x.tidy?mode=ro&uri=true",
        "sqlite+pysqlcipher:///x.tidy",
    ],
)
def test_an_address_that_was_typed_goes_through_the_same_list(uri: str) -> None:
    with pytest.raises(Invalid):
        Store().open(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "postgresql://u:p@127.0.0.1:5433/choir?sslmode=require",
        "postgresql+psycopg://u@[::1]/choir",
        "mariadb://u@db.local/choir?ssl_verify_cert=true",
        "mysql+pymysql://u@h/choir",
        "oracle://u:p@h:1521/?service_name=FREEPDB1",
    ],
)
def test_a_plain_address_goes_through(uri: str) -> None:
    check(make_url(uri))
