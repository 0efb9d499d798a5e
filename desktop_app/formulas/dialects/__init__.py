"""How each database says what formulas need. To add one, write the file and list it here.

All of them must say the same: the contract in tests/formulas runs over every one with a server.
May import: kinds.
"""

from desktop_app.domain.registry import Registry
from desktop_app.formulas.dialects.base import Speech
from desktop_app.formulas.dialects.mysql import MariaDB, MySQL
from desktop_app.formulas.dialects.oracle import Oracle
from desktop_app.formulas.dialects.postgresql import PostgreSQL
from desktop_app.formulas.dialects.sqlite import SQLite

SPEECHES: Registry[Speech] = Registry(
    "database for formulas", [SQLite(), PostgreSQL(), MariaDB(), MySQL(), Oracle()]
)
