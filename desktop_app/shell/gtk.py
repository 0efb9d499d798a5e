"""The system's GTK and WebKit: whether they are there, and the one way to GTK's thread.

Only the files named gtk… import `gi`. The toolkit is not ours: it comes with the system, or not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

PACKAGES = "gir1.2-gtk-3.0 gir1.2-webkit2-4.1"

_Result = TypeVar("_Result")


def toolkit() -> tuple[Any, Any]:
    """Return the modules Gtk and WebKit2. Raises ImportError, ValueError, or an error of GLib."""
    import gi  # noqa: PLC0415 - late, because it may not be there

    gi.require_version("Gtk", "3.0")
    try:
        gi.require_version("WebKit2", "4.1")
    except ValueError:
        gi.require_version("WebKit2", "4.0")
    from gi.repository import Gtk, WebKit2  # noqa: PLC0415

    return Gtk, WebKit2


def missing() -> str | None:
    """Return what a window needs and this computer lacks, or None when it can be shown."""
    # Drivers that cannot share buffers with WebKit leave its window blank.
    os.environ.setdefault("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
    try:
        gtk, webkit = toolkit()
        webkit.get_major_version()
    except Exception as error:
        # Not only ImportError: GLib has errors of its own for missing libraries.
        return f"GTK 3 and WebKit ({error}); on Debian: apt install {PACKAGES}"
    answer = gtk.init_check(None)
    has_display = answer[0] if isinstance(answer, tuple) else answer
    return None if has_display else "a display (DISPLAY and WAYLAND_DISPLAY lead to none)"


def follow_desktop() -> bool:
    """Let the window be dark when the desktop prefers that, and say whether it does."""
    gtk, _ = toolkit()
    settings = gtk.Settings.get_default()
    if settings is None:
        return False
    named = "dark" in str(settings.get_property("gtk-theme-name")).lower()
    chosen = bool(settings.get_property("gtk-application-prefer-dark-theme"))
    if named or chosen or _portal_prefers_dark():
        settings.set_property("gtk-application-prefer-dark-theme", True)
        return True
    return False


def _portal_prefers_dark() -> bool:
    """Ask today's desktops, of which GTK 3 knows nothing.

    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
    """
    from gi.repository import Gio, GLib  # noqa: PLC0415

    asked = GLib.Variant("(ss)", ("org.freedesktop.appearance", "color-scheme"))
    desktop, path = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
    interface, none = "org.freedesktop.portal.Settings", Gio.DBusCallFlags.NO_AUTO_START
    try:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = bus.call_sync(desktop, path, interface, "Read", asked, None, none, 500)
    except GLib.Error:
        return False
    dark = 1
    return bool(answer.unpack()[0] == dark)


def is_running() -> bool:
    """Say whether a window of ours is open in this process."""
    if "gi.repository.Gtk" not in sys.modules:
        return False
    from gi.repository import Gio  # noqa: PLC0415

    return Gio.Application.get_default() is not None


def name_program() -> None:
    """Let the desktop know whose window it is, so that it shows our icon."""
    from gi.repository import GLib  # noqa: PLC0415

    GLib.set_prgname("tidybase")


def on_gtk_thread(deed: Callable[[], _Result]) -> _Result:
    """Do something on GTK's thread and return its result; the one way there from other threads."""
    from gi.repository import GLib  # noqa: PLC0415

    future: Future[_Result] = Future()

    def do() -> bool:
        try:
            future.set_result(deed())
        except Exception as error:
            future.set_exception(error)
        return False

    GLib.idle_add(do)
    return future.result()
