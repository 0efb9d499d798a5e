"""Transfer: files in, files out.  May import: web, engine, formats, column_types."""

from desktop_app.services.transfer.export_routes import actions
from desktop_app.services.transfer.receipt_routes import bp, menu
from desktop_app.web.service import Link, Service

SERVICE = Service(
    name="transfer",
    blueprint=bp,
    links=(Link("Receipts", "transfer.all_receipts", "import"),),
    fragments={"table-actions": actions, "table-menu": menu},
)

__all__ = ["SERVICE"]
