"""Tables: which there are; making, renaming and removing them; the page of each.

May import: web, engine.
"""

from desktop_app.services.tables.routes import bp, sidebar
from desktop_app.web.service import Service

SERVICE = Service(name="tables", blueprint=bp, front="tables.front", fragments={"sidebar": sidebar})

__all__ = ["SERVICE"]
