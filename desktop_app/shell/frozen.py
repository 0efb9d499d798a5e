"""What freezing into one file changes about the environment, put right again."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
# PyInstaller's run-time hooks point these into the bundle, where we put no toolkit on purpose.
_TOOLKIT = (
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "GDK_PIXBUF_MODULE_FILE",
    "GIO_MODULE_DIR",
    "GI_TYPELIB_PATH",
    "GTK_DATA_PREFIX",
    "GTK_EXE_PREFIX",
    "GTK_PATH",
    "PANGO_LIBDIR",
    "PANGO_SYSCONFDIR",
    "XDG_DATA_DIRS",
)


def unpacked() -> str | None:
    """Return the folder that the frozen program was unpacked to, or None when not frozen."""
    return getattr(sys, "_MEIPASS", None)


def repair(environ: MutableMapping[str, str], bundle: str | None) -> None:
    """Let the system's toolkit and other programs see the environment as before freezing.

    To be called before the window toolkit is imported. Does nothing when `bundle` is None.
    """
    if bundle is None:
        return
    for name in _LIBRARY_PATHS:
        before = environ.pop(f"{name}_ORIG", None)
        if before:
            environ[name] = before
        else:
            _take_out(environ, name, bundle)
    for name in _TOOLKIT:
        _take_out(environ, name, bundle)


def give_output() -> None:
    """Replace the standard streams that a program without a console does not have."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)


def environment() -> dict[str, str]:
    """Return this process's environment, put right, to start another program with."""
    return for_others(os.environ, unpacked())


def for_others(environ: Mapping[str, str], bundle: str | None) -> dict[str, str]:
    """Return the environment to start another program with."""
    theirs = dict(environ)
    repair(theirs, bundle)
    for name in [name for name in theirs if name.startswith(("_PYI_", "_MEIPASS"))]:
        del theirs[name]
    return theirs


def _take_out(environ: MutableMapping[str, str], name: str, bundle: str) -> None:
    value = environ.get(name, "")
    if bundle not in value:
        return
    kept = [part for part in value.split(os.pathsep) if bundle not in part]
    if kept:
        environ[name] = os.pathsep.join(kept)
    else:
        del environ[name]
