"""The words after `tidybase import` that say how a file is read."""

from __future__ import annotations

import argparse

from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import AS_FOUND, Reading
from desktop_app.formats.readings import DATES, DECIMALS, ENCODINGS, SEPARATORS


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Let these words be typed; what is left out is found by evidence."""
    group = parser.add_argument_group("how the file is read, if not as it is found")
    group.add_argument("--encoding", choices=ENCODINGS, metavar="NAME", help=", ".join(ENCODINGS))
    group.add_argument("--separator", choices=SEPARATORS, help="what stands between cells")
    group.add_argument(
        "--header",
        action=argparse.BooleanOptionalAction,
        help="whether the first row names the columns",
    )
    group.add_argument("--decimal", choices=DECIMALS, help="the sign before decimals")
    group.add_argument("--dates", choices=DATES, help="what comes first in 03/04/2025")


def reading_of(arguments: argparse.Namespace) -> Reading:
    """Return what was said. Raises Invalid where it is not asked: for all sheets at once."""
    told = Reading(
        arguments.encoding,
        arguments.separator,
        arguments.header,
        arguments.decimal,
        arguments.dates,
    )
    if arguments.all and told != AS_FOUND:
        raise Invalid("With --all, sheets are read as they are found. Import this one alone.")
    return told
