"""Services that other people's packages bring, under the entry-point group `tidybase.services`.

A package says in its pyproject.toml where its Service is, and is installed beside Tidybase:

    [project.entry-points."tidybase.services"]
    greetings = "greetings:SERVICE"
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points

from desktop_app.web.service import Service

log = logging.getLogger("tidybase")

GROUP = "tidybase.services"


def installed(taken: Iterable[str]) -> Iterator[Service]:
    """Give the services of installed packages, in the order of their names.

    One that cannot be loaded, that is no Service or whose name is `taken` is left out, and the log
    says so. A frozen program has only those it was built with.
    """
    if hasattr(sys, "frozen"):
        return
    names = set(taken)
    for point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        found = _loaded(point)
        if found is None:
            continue
        if names & {found.name, found.blueprint.name}:
            log.warning("Left out %s: there is a service “%s” already.", _what(point), found.name)
            continue
        names |= {found.name, found.blueprint.name}
        yield found


def _loaded(point: EntryPoint) -> Service | None:
    try:
        found = point.load()
    except Exception:
        # Whatever other people's code does as it is imported, ours goes on without it.
        log.warning("Left out %s: it cannot be loaded.", _what(point), exc_info=True)
        return None
    if not isinstance(found, Service):
        log.warning("Left out %s: it is no service.", _what(point))
        return None
    return found


def _what(point: EntryPoint) -> str:
    package = point.dist.name if point.dist else "an unknown package"
    return f"the service “{point.name}” of {package}"
