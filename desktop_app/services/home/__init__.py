"""Home: the welcome page, making and opening files.  May import: web."""

from desktop_app.services.home.routes import bp, places
from desktop_app.web.service import Service

SERVICE = Service(
    name="home",
    blueprint=bp,
    front="home.welcome",
    fragments={"places": places},
    needs_document=False,
)

__all__ = ["SERVICE"]
