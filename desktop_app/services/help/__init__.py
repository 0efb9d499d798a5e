"""Help: the pages in webui/help, for reading in the app.  May import: web."""

from desktop_app.services.help.routes import bp
from desktop_app.web.service import Link, Service

SERVICE = Service(
    name="help", blueprint=bp, links=(Link("Help", "help.index", "help"),), needs_document=False
)

__all__ = ["SERVICE"]
