"""The child process that puts a sheet together in a file beside the document (see loading).

It is asked by one line of JSON on its standard input and answers by lines on its output: {"seen":
rows so far}, and at last {"filled": …} or {"problem": the name of an error, "message": …}. It ends
at once when its input does, since then nobody waits for it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any

import orjson

from desktop_app.domain import errors
from desktop_app.domain.errors import Problem
from desktop_app.domain.sheet import Reading
from desktop_app.formats.asked import AskedFormat
from desktop_app.formats.limits import give_way
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.filling import fill, fill_all
from desktop_app.services.transfer.loading import plan_of


def main() -> int:
    """Answer one request; 0 if it could be done."""
    give_way()
    request = orjson.loads(sys.stdin.buffer.readline())
    side = Path(request["side"])
    Thread(target=_watch, args=(side,), daemon=True).start()
    try:
        _fill(request, side)
    except Problem as problem:
        known = (kind.__name__ for kind in type(problem).__mro__ if hasattr(errors, kind.__name__))
        _say({"problem": next(known), "message": problem.message})
        return 1
    return 0


def _fill(request: Any, side: Path) -> None:
    source = request["source"]
    path = Path(source["path"])
    kind = format_for(path, source["name"])
    if "sheets" in source:
        found = fill_all(kind.open_all(path, source["sheets"]), side, _count)
        _say({"filled": [asdict(one) for one in found]})
        return
    reading = Reading(**source["reading"])
    if source["answers"] and isinstance(kind, AskedFormat):
        sheet = kind.open_answered(Path(source["answers"]), source["sheet"], reading)
    else:
        sheet = kind.open(path, source["sheet"], reading)
    filled = fill(sheet, plan_of(request["plan"]), side, _count)
    told = ("rows", "misfits", "notes", "grown", "lines", "more_lines", "aside")
    _say({"filled": {name: getattr(filled, name) for name in told}})


def _count(done: int) -> None:
    _say({"seen": done})


def _watch(side: Path) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    for path in side.parent.glob(f"{side.name}*"):
        path.unlink(missing_ok=True)
    os._exit(1)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
