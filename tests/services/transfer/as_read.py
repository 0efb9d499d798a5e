"""Text files of a table as other programs read them, column by column."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any


def shown(value: Any) -> str:
    """Return how people read a value whose text says it all."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and not value.second:  # one in sixty of those made just now
        return value.isoformat(" ", "minutes")
    return "" if value is None else ", ".join(value) if isinstance(value, list) else str(value)


def of_csv(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return by_name(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def of_html(path: Path) -> dict[str, list[str]]:
    rows: list[list[str]] = []

    class Table(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the contract
            if tag == "tr":
                rows.append([])
            elif tag in ("td", "th"):
                rows[-1].append("")
                self.inside = True
            elif tag == "br":
                rows[-1][-1] += "\n"

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag not in ("td", "th")

        def handle_data(self, data: str) -> None:
            if self.inside:
                rows[-1][-1] += data

    Table().feed(path.read_text(encoding="utf-8"))
    return by_name(rows)


def of_markdown(path: Path) -> dict[str, list[str]]:
    """Read a table as CommonMark says: what follows a backslash is itself, and &amp; is not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [re.split(r"(?<!\\) \| ", line[2:-2]) for line in [lines[0], *lines[2:]]]
    return by_name([_meant(cell.replace("<br>", "\n")) for cell in row] for row in rows)


def _meant(cell: str) -> str:
    return re.sub(r"\\(.)|(&\w+;)", lambda found: found[1] or unescape(found[2]), cell)


def by_name(rows: Any) -> dict[str, list[Any]]:
    header, *others = rows
    return {name: list(cells) for name, *cells in zip(header, *others, strict=True)}
