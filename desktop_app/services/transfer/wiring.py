"""The service as the app takes it in; apart, so that who only reads files loads no pages."""

from __future__ import annotations

from desktop_app.services.transfer import fit_routes, into_routes
from desktop_app.services.transfer.export_routes import actions
from desktop_app.services.transfer.receipt_routes import menu
from desktop_app.services.transfer.routes import bp
from desktop_app.web.service import Link, Service

SERVICE = Service(
    name="transfer",
    blueprint=bp,
    links=(Link("Receipts", "transfer.all_receipts", "import"),),
    fragments={"table-actions": actions, "table-menu": menu},
)

__all__ = ["SERVICE", "fit_routes", "into_routes"]
