"""What a page says about the folder that its document lies in, where that can go wrong."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine import beside

SHOWN = 3
"""Names of files that are told, so that the words stay short."""


def told(file: Path, *, first_time: bool) -> str | None:
    """Return what to know about a document's surroundings, in words; None where all is well.

    That its folder is copied, or far away, is told the first time it is opened on this computer.
    """
    if others := beside.conflicts(file):
        return _conflicts(others)
    if not first_time:
        return None
    if service := beside.keeper(file):
        return (
            f"This file is in a folder that {service} copies to other computers. That is fine as "
            "long as it is open on one of them at a time: close it here, and let the folder catch "
            "up, before you open it there."
        )
    if beside.on_network(file):
        return (
            "This file is on another computer, over the network. Open it from one computer at a "
            "time, and close it before the network goes."
        )
    return None


def _conflicts(others: list[str]) -> str:
    names = ", ".join(f"“{name}”" for name in others[:SHOWN])
    if len(others) > SHOWN:
        names += f" and {len(others) - SHOWN} more"
    lies = "lies" if len(others) == 1 else "lie"
    return (
        f"Beside this file {lies} {names}: it was changed on two computers at once. Nothing of "
        "either is lost: open both, and bring what is missing over by export and import."
    )
