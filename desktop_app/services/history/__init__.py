"""History: what was done, taking it back, doing it again.  May import: web, engine."""

from desktop_app.services.history import keeping, keeping_routes, row_routes
from desktop_app.services.history.routes import bp, tools
from desktop_app.web.service import Link, Service

SERVICE = Service(
    name="history",
    blueprint=bp,
    links=(Link("History", "history.index", "history"),),
    fragments={"table-tools": tools},
    opened=keeping.at_opening,
)

__all__ = ["SERVICE", "keeping_routes", "row_routes"]
