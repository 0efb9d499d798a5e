"""Saying when something was, as the list of recent files does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.services.home.shapes import File
from desktop_app.web.desk import Recent


def in_words(when: float, today: datetime) -> str:
    """Return "Today", "Yesterday", "12 Nov" or "2 Nov 2024"; `when` in seconds since 1970."""
    then = datetime.fromtimestamp(when).astimezone()
    days = (today.date() - then.date()).days
    if days <= 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    day = f"{then.day} {then:%b}"
    return day if then.year == today.year else f"{day} {then.year}"


def shown(recents: Sequence[Recent]) -> list[File]:
    """Return recent documents as the welcome page shows them."""
    today = datetime.now().astimezone()
    return [
        {
            "name": each.name,
            "folder": each.folder,
            "when": in_words(each.when, today),
            "there": each.there,
        }
        for each in recents
    ]
