"""Many at work at once, over HTTP: each adds rows nobody else adds and remembers what was said."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.patience import until
from tests.support.served import Client

WITHIN = 60


class Load:
    """Some clients of one server that add rows to table 1, column 1, as a page does.

    Like the page they send the same deed again, under the same name, for as long as the answer is
    503. `answers` counts the status codes; `acknowledged` are the texts of the rows said to be in.
    """

    def __init__(self, client: Client, clients: int) -> None:
        self.answers: Counter[int] = Counter()
        self.acknowledged: set[str] = set()
        self.bodies: list[str] = []
        """Of the answers that should not have come."""
        self._client = client
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work, args=(n,)) for n in range(clients)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(WITHIN)
            assert not thread.is_alive()

    def goes_on(self, more: int = 40) -> None:
        """Wait until so many more rows were acknowledged."""
        wanted = len(self.acknowledged) + more
        until(lambda: len(self.acknowledged) >= wanted or self.bodies, "more rows")
        assert not self.bodies

    def _work(self, number: int) -> None:
        made = 0
        while not self._over.is_set():
            made += 1
            self._add(f"{number}-{made}")

    def _add(self, text: str) -> None:
        key = {"Idempotency-Key": uuid.uuid4().hex, "Content-Type": "application/json"}
        body = f'{{"rows": [{{"cells": {{"1": "{text}"}}}}]}}'.encode()
        while True:
            answer = self._client.ask("POST", "/api/v1/tables/1/rows", body, key)
            with self._lock:
                self.answers[answer.status] += 1
                if answer.status in {200, 201}:
                    self.acknowledged.add(text)
                elif answer.status != 503:
                    self.bodies.append(answer.text)
            if answer.status != 503:
                return
            assert answer.headers["retry-after"]
            if self._over.wait(0.5):
                return


@contextmanager
def load(client: Client, clients: int) -> Iterator[Load]:
    """Let so many clients work as long as the block lasts."""
    working = Load(client, clients)
    working.start()
    try:
        yield working
    finally:
        working.stop()
