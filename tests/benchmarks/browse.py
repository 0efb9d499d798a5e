"""How quickly rows are shown, sorted, filtered, searched and counted, beside plain sqlite3.

    python -m tests.benchmarks.browse --rows 1000000 --rounds 5
    python -m tests.benchmarks.browse --rows 10000000 --narrow

Ours is measured over HTTP, from a program of its own; the reference is Python's sqlite3 in this
process, asked the same of the same file in the same round.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from tests.benchmarks.asking import PAGE, Figure, Program, timed
from tests.benchmarks.documents import make_narrow, make_people
from tests.support.served import served


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--narrow", action="store_true", help="four columns instead of twelve")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "people.tidy"
        (make_narrow if given.narrow else make_people)(document, given.rows)
        print(
            f"{given.rows:,} rows of {4 if given.narrow else 12} columns, median of {given.rounds}"
        )
        print(f"{'':52}{'ours ms':>10}{'sqlite3 ms':>12}{'ratio':>9}")
        with (
            served(document) as client,
            closing(Program(client)) as program,
            closing(sqlite3.connect(document)) as raw,
        ):
            measured = _Measured(program, raw, given.rows, given.rounds)
            for figure in measured.all(narrow=given.narrow):
                print(figure.line(), flush=True)
    return 0


class _Measured:
    def __init__(self, program: Program, raw: sqlite3.Connection, total: int, rounds: int) -> None:
        self.program, self.raw, self.total, self.rounds = program, raw, total, rounds
        self.raw.execute("PRAGMA query_only=ON")
        (self.table,) = self.raw.execute("SELECT name FROM tidybase_table").fetchone()
        self.names = [row[1] for row in self.raw.execute(f'PRAGMA table_info("{self.table}")')][1:]
        self.program.known()

    def all(self, *, narrow: bool) -> Iterator[Figure]:
        yield from self.pages()
        text = 1 if narrow else 12
        yield from self.sorted(text)
        yield from self.news(narrow=narrow)
        yield from self.searches()

    def first(self) -> bytes:
        return orjson.dumps(self.ask(f"ORDER BY id LIMIT {PAGE}"))

    def pages(self) -> Iterator[Figure]:
        for name, offset in (
            ("first", 0),
            ("middle", self.total // 2),
            ("last", self.total - PAGE),
        ):
            yield self.figure(
                f"{PAGE} rows, {name}",
                lambda offset=offset: self.program.page(limit=PAGE, offset=offset),
                self.first,
                6,
            )

    def sorted(self, column: int) -> Iterator[Figure]:
        self.program.page(limit=PAGE, sort=column)
        known = self.program.known(sort=column)
        order = f"{self.name(column)} COLLATE NOCASE NULLS LAST, id"
        ids = f'SELECT id FROM "{self.table}" ORDER BY {order}'
        full = timed(lambda: sum(1 for _ in self.raw.execute(ids)))
        self.program.close()
        yield Figure("order by a text known, after its first page", known, full, None)
        for name, offset in (("middle", self.total // 2), ("last", self.total - PAGE)):
            yield self.figure(
                f"{PAGE} rows under that order, {name}",
                lambda offset=offset: self.program.page(limit=PAGE, offset=offset, sort=column),
                self.first,
                8,
            )
        yield self.jumps("jumps under a sort, p95", sort=column)
        wanted = json.dumps({"column": 2, "is_not": "Ada"})
        self.program.known(filter=wanted, sort=column)
        yield self.jumps("jumps under a sort and a filter, p95", sort=column, filter=wanted)

    def jumps(self, what: str, **asked: object) -> Figure:
        """Return the slowest but five of a hundred, as of the reference in between."""
        dice, total = random.Random(5), self.program.total(**asked) or 0
        places = [int(dice.random() * max(1, total - PAGE)) for _ in range(100)]
        taken = [
            (
                timed(lambda at=at: self.program.page(limit=PAGE, offset=at, **asked)),
                timed(self.first),
            )
            for at in places
        ]
        ours, reference = (sorted(each)[94] for each in zip(*taken, strict=True))
        return Figure(what, ours, reference, None)

    def news(self, *, narrow: bool) -> Iterator[Figure]:
        """First pages under queries that nobody has asked before, one for each round."""
        sorts = [1, 2, 4, -1, -2, -4] if narrow else [2, -2, 3, -3, 4, -4]
        yield self.new(
            "first page under a new sort",
            1.5,
            [({"sort": column}, f"ORDER BY {self.order(column)} LIMIT {PAGE}") for column in sorts],
        )
        yield from self.filtered(1 if narrow else 2)

    def filtered(self, place: int) -> Iterator[Figure]:
        words = ["Ada", "Bo", "Emil", "Guy", "Ivo", "June"]
        rare = [f"{place}{word}" for word in words]
        yield self.new(
            "first page under a new filter, rare",
            1.5,
            [
                (
                    {"filter": json.dumps({"column": place, "is": word})},
                    f"WHERE {self.name(place)} = '{word}' LIMIT {PAGE}",
                )
                for word in rare
            ],
        )
        yield self.new(
            "first page where a column contains a rare text",
            1.5,
            [
                (
                    {"filter": json.dumps({"column": place, "contains": word})},
                    f"WHERE {self.name(place)} LIKE '%{word}%' LIMIT {PAGE}",
                )
                for word in rare
            ],
        )
        yield self.new(
            "count under a filter",
            1.3,
            [
                (
                    {"filter": json.dumps({"column": place, "is": word})},
                    f"WHERE {self.name(place)} = '{word}'",
                )
                for word in words
            ],
            count=True,
        )

    def new(
        self,
        what: str,
        reach: float,
        pairs: Sequence[tuple[dict[str, object], str]],
        *,
        count: bool = False,
    ) -> Figure:
        ours, reference = [], []
        for asked, clause in pairs[: self.rounds + 1]:
            reference.append(
                timed(lambda clause=clause: self.ask(clause, "count(*)" if count else "*"))
            )
            if count:
                ours.append(self.program.known(**asked))
            else:
                ours.append(timed(lambda asked=asked: self.program.page(limit=PAGE, **asked)))
                self.program.known(**asked)
        return Figure(what, statistics.median(ours), statistics.median(reference), reach)

    def searches(self) -> Iterator[Figure]:
        everywhere = " OR ".join(f'"{name}" LIKE ?' for name in self.names)

        def raw(word: str) -> object:
            words = [f"%{word}%"] * len(self.names)
            return self.ask(f"WHERE {everywhere} LIMIT {PAGE}", bound=words)

        yield Figure(
            "search all columns, the very first",
            timed(lambda: self.program.page(limit=PAGE, search="zzxq")),
            timed(lambda: raw("zzxq")),
            None,
        )
        self.program.known(search="zzxq")
        for name, words in (
            ("rare", ["zqzq", "xxqz", "qqkx", "zzkq", "vvqz", "kkzq"]),
            ("common, with accents", ["MULLER", "garcia", "NOVAK", "lucja", "chloe", "dorte"]),
            ("after an edit", ["qxzv", "vxqz", "zvvq", "qvvx", "xvqq", "zxxv"]),
        ):
            taken = []
            for at, word in enumerate(words[: self.rounds + 1]):
                reference = timed(lambda word=word: raw(word))
                if name == "after an edit":
                    self.program.edit(self.total // 2 + at, 2, f"Ada {at}")
                ours = timed(lambda word=word: self.program.page(limit=PAGE, search=word))
                taken.append((ours, reference))
                self.program.known(search=word)
            ours, reference = (statistics.median(each) for each in zip(*taken, strict=True))
            yield Figure(f"search all columns, {name}", ours, reference, 0.5)

    def figure(
        self, what: str, ours: Callable[[], object], reference: Callable[[], object], reach: float
    ) -> Figure:
        """Return the medians of the quickest of twenty: the others waited for a busy computer."""
        mine, other = [], []
        for _ in range(self.rounds):
            pairs = [(timed(ours), timed(reference)) for _ in range(20)]
            mine.append(min(pair[0] for pair in pairs))
            other.append(min(pair[1] for pair in pairs))
        return Figure(what, statistics.median(mine), statistics.median(other), reach)

    def ask(self, clause: str, what: str = "*", bound: Sequence[str] = ()) -> list[Any]:
        return self.raw.execute(f'SELECT {what} FROM "{self.table}" {clause}', bound).fetchall()

    def order(self, column: int) -> str:
        direction = "DESC" if column < 0 else "ASC"
        return f"{self.name(abs(column))} COLLATE NOCASE {direction} NULLS LAST, id"

    def name(self, column: int) -> str:
        return f'"{self.names[column - 1]}"'


if __name__ == "__main__":
    sys.exit(main())
