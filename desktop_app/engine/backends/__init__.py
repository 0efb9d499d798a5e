"""What differs between databases. To add one, write the file and list it here.

A back-end is found by the first word of a database URL (`sqlite`, `postgresql`, …).
May import: about, addresses, base, room and schema of engine; formulas, domain.
"""

from desktop_app.domain.registry import Registry
from desktop_app.engine.backends.base import Backend
from desktop_app.engine.backends.mariadb import MariaDB
from desktop_app.engine.backends.oracle import Oracle
from desktop_app.engine.backends.postgresql import PostgreSQL
from desktop_app.engine.backends.sqlite import SQLite

BACKENDS: Registry[Backend] = Registry(
    "kind of database",
    [
        SQLite(),
        PostgreSQL("postgresql", "psycopg"),
        MariaDB("mariadb", "pymysql"),
        MariaDB("mysql", "pymysql"),
        Oracle("oracle", "oracledb"),
    ],
)

__all__ = ["BACKENDS", "Backend"]
