"""Transfer: files in, files out.  May import: web, engine, formats, column_types."""

from desktop_app.services.transfer.export_routes import actions
from desktop_app.services.transfer.into_routes import bp
from desktop_app.web.service import Service

SERVICE = Service(name="transfer", blueprint=bp, fragments={"table-actions": actions})

__all__ = ["SERVICE"]
