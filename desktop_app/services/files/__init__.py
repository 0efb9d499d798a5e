"""Files: pictures, letters and receipts kept in the document.  May import: web, engine."""

from desktop_app.services.files.models import File
from desktop_app.services.files.routes import bp, tools
from desktop_app.services.files.unused import follow_history
from desktop_app.web.service import Service

SERVICE = Service(
    name="files", blueprint=bp, fragments={"table-tools": tools}, opened=follow_history
)

__all__ = ["SERVICE", "File"]
