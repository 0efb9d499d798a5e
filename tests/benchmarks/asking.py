"""What the benchmark of browsing asks, and how long that took."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

PAGE = 200


@dataclass(frozen=True)
class Figure:
    """One line: what, how long ours and the reference took (ms), the ratio wanted, if any."""

    what: str
    ours: float
    reference: float
    reach: float | None

    def line(self) -> str:
        """Lay it out."""
        ratio = self.ours / self.reference
        wanted = f"<= {self.reach:g}x" if self.reach else ""
        return f"{self.what:52}{self.ours:10.2f}{self.reference:12.2f}{ratio:9.2f}  {wanted}"


class Program:
    """A running Tidybase with one table, asked over one connection."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._connection = http.client.HTTPConnection(client.host)
        self._headers = {"Cookie": client.cookie, "Host": client.host}
        answer = client.get("/api/v1/tables/1/rows?limit=1")
        found = answer.headers.get("set-cookie", "").partition(";")[0]
        if found:
            self._headers["Cookie"] += f"; {found}"

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def page(self, **asked: object) -> bytes:
        """Return a page as it is sent."""
        self._connection.request(
            "GET", f"/api/v1/tables/1/rows?{urlencode(asked)}", headers=self._headers
        )
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body

    def total(self, **asked: object) -> int | None:
        """Return how many rows a query has, None until that is known."""
        found: int | None = orjson.loads(self.page(limit=0, **asked))["total"]
        return found

    def edit(self, row: int, column: int, text: str) -> None:
        """Write into a cell."""
        edits = [{"row": row, "column": column, "text": text}]
        answer = self._client.patch("/api/v1/tables/1/cells", {"edits": edits})
        assert answer.status == 200, answer

    def known(self, **asked: object) -> float:
        """Wait until the order of a query is known; return how long that took, in ms."""
        began = time.perf_counter()
        while self.total(**asked) is None:
            time.sleep(0.004)
        return (time.perf_counter() - began) * 1000


def timed(deed: Callable[[], object]) -> float:
    """Return how long a deed took, in ms."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000
