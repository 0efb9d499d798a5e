"""Columns: what a table keeps about each row, and the kinds there are.  May import: web, engine."""

from desktop_app.services.columns.routes import bp, tools
from desktop_app.web.service import Service

SERVICE = Service(name="columns", blueprint=bp, fragments={"table-tools": tools})

__all__ = ["SERVICE"]
