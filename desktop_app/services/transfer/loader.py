"""The child process that goes through a sheet (see loading).

It puts it together in a file beside the document, or counts what does not fit.
It is asked by one line of JSON on its standard input and answers by lines on its output: {"seen":
rows so far}, {"looked": rows looked at so far}, and at last {"done": …} or {"problem": the name of
an error, "message": …}. It ends at once when its input does, since then nobody waits for it, and
removes what was made for it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any

import orjson

from desktop_app.domain import errors
from desktop_app.domain.errors import Problem
from desktop_app.domain.sheet import Reading
from desktop_app.formats.answers import handed_over
from desktop_app.formats.limits import give_way
from desktop_app.formats.readable import format_for
from desktop_app.services.transfer.counting import misfits
from desktop_app.services.transfer.filling import fill, fill_all
from desktop_app.services.transfer.loading import Source, column_of, plan_of


def main() -> int:
    """Answer one request; 0 if it could be done."""
    give_way()
    request = orjson.loads(sys.stdin.buffer.readline())
    Thread(target=_watch, args=(request,), daemon=True).start()
    try:
        _say({"done": _done(request)})
    except Problem as problem:
        known = (kind.__name__ for kind in type(problem).__mro__ if hasattr(errors, kind.__name__))
        _say({"problem": next(known), "message": problem.message})
        return 1
    return 0


def _done(request: Any) -> Any:
    told = request["source"]
    if "sheets" in told:
        path = Path(told["path"])
        sheets = format_for(path, told["name"]).open_all(path, told["sheets"])
        return [asdict(one) for one in fill_all(sheets, Path(request["side"]), _count, _looked)]
    sheet = _source(told).open()
    if "wanted" in request:
        wanted = {place: column_of(column) for place, column in request["wanted"]}
        return list(misfits(sheet, wanted, _count).items())
    filled = fill(sheet, plan_of(request["plan"]), Path(request["side"]), _count)
    names = ("rows", "misfits", "notes", "grown", "lines", "more_lines", "aside")
    return {name: getattr(filled, name) for name in names}


def _source(told: Any) -> Source:
    answers = handed_over(Path(told["answers"])) if told["answers"] else None
    reading = Reading(**told["reading"])
    return Source(Path(told["path"]), told["name"], told["sheet"], reading, answers)


def _count(done: int) -> None:
    _say({"seen": done})


def _looked(done: int) -> None:
    _say({"looked": done})


def _watch(request: Any) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    for made in filter(None, [request.get("side"), request["source"].get("answers")]):
        for path in Path(made).parent.glob(f"{Path(made).name}*"):
            with suppress(OSError):  # Windows keeps what is open; that goes at the next start
                path.unlink()
    os._exit(1)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
