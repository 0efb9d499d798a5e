"""People: who works with this file. The first service, the one to copy.

May import: web, engine.
"""

from desktop_app.services.users import service
from desktop_app.services.users.models import User
from desktop_app.services.users.routes import bp
from desktop_app.web.service import Link, Service

SERVICE = Service(
    name="users",
    blueprint=bp,
    front="users.index",
    links=(Link("People", "users.index", "users"),),
    opened=service.welcome_first_user,
)

__all__ = ["SERVICE", "User"]
