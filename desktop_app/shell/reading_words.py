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
    names = group.add_mutually_exclusive_group()
    names.add_argument(
        "--header",
        type=_row,
        nargs="?",
        const=1,
        metavar="ROW",
        help="the row that names the columns, the first if there is no number behind it; "
        "what stands above is left out",
    )
    names.add_argument(
        "--no-header",
        dest="header",
        action="store_const",
        const=0,
        help="no row names the columns",
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


def _row(word: str) -> int:
    if word.removeprefix("-").isdecimal():
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no row; write a number, such as --header 4")
