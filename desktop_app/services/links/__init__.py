"""Links: tables that point at each other, and columns worked out from that.

May import: web, engine.
"""

from desktop_app.services.links.routes import bp, choices, dialogs
from desktop_app.web.service import Service

SERVICE = Service(
    name="links", blueprint=bp, fragments={"add-column": choices, "table-tools": dialogs}
)

__all__ = ["SERVICE"]
