"""A file of invented people for the benchmarks: the same one for the same number of rows."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "Number", "First name", "Last name", "Company", "E-mail", "Joined",
    "Amount", "Visits", "Active", "Country", "Post code", "Notes",
)  # fmt: skip

_FIRST = ("Ada", "Bo", "Chloé", "Dörte", "Emil", "Fatima", "Guy", "Hana", "Ivo", "June", "Łucja")
_LAST = ("Lovelace", "Nguyen", "Müller", "O'Brien", "Smith", "García", "Okafor", "Novák", "Kim")
_FIRMS = ("Acorn", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper")
_KINDS = ("Ltd", "GmbH", "& Sons", "S.A.", "Works, Inc.")
_LANDS = ("Austria", "Brazil", "Chile", "Denmark", "Estonia", "France", "Ghana", "Hungary")
_WORDS = (
    "called", "twice", "about", "the", "delivery", "and", "will", "come", "back", "next", "week",
    "after", "the", "holidays", "if", "it", "rains",
)  # fmt: skip
_DAYS = [(date(1990, 1, 1) + timedelta(days=day)).isoformat() for day in range(12_000)]


def write_people(path: Path, rows: int, seed: int = 11) -> None:
    """Write so many rows of twelve columns, about 140 bytes each."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_person(number, dice) for number in range(1, rows + 1))


def _person(number: int, dice: random.Random) -> tuple[object, ...]:
    chance = dice.random
    first = _FIRST[int(chance() * len(_FIRST))]
    last = _LAST[int(chance() * len(_LAST))]
    firm = f"{_FIRMS[int(chance() * 10)]} {_KINDS[int(chance() * 5)]}"
    start = int(chance() * 8)
    notes = " ".join(_WORDS[start : start + int(chance() * 12)])
    if number % 97 == 0:
        notes = f'said "later",\n{notes}'
    return (
        number,
        first,
        last,
        firm,
        f"{first}.{last}{number}@example.org".lower(),
        _DAYS[int(chance() * len(_DAYS))],
        f"{chance() * 5000:.2f}",
        int(chance() * 400) if number % 13 else "",
        "yes" if chance() < 0.7 else "no",
        _LANDS[int(chance() * 8)],
        f"{int(chance() * 99999):05}",
        notes,
    )
