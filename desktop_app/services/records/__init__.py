"""Records: reading and editing the rows of a table; the grid.  May import: web, engine."""

from desktop_app.services.records.routes import actions, bp, grid, tools
from desktop_app.web.service import Service

SERVICE = Service(
    name="records",
    blueprint=bp,
    fragments={"grid": grid, "table-actions": actions, "table-tools": tools},
)

__all__ = ["SERVICE"]
