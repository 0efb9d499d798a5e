"""What can be typed: the words after `tidybase`, and what each of them does.

What does it is imported when it is asked for: help and a wrong word are answered at once, and a
file is opened while the rest of the program starts.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from desktop_app import __version__
from desktop_app.config import LOOPBACK
from desktop_app.domain.errors import Invalid, NotFound, Problem
from desktop_app.domain.sheet import AS_FOUND
from desktop_app.formats.first_sheet import opened
from desktop_app.shell.notice import say
from desktop_app.shell.process import WRONG, begun
from desktop_app.shell.reading_words import add_reading, reading_of

_ABOUT = "Lists and spreadsheets become one living file."


def run(words: Sequence[str]) -> int:
    """Do what was typed and return the exit code."""
    try:
        if words and words[0] in COMMANDS:
            deed, parser = COMMANDS[words[0]]
            return deed(parser().parse_args(words[1:]))
        # A window may be started by programs that add words of their own.
        return start(window_parser().parse_known_args(words)[0])
    except Problem as problem:
        say(problem.message)
        return WRONG


def start(arguments: argparse.Namespace) -> int:
    """Show the window, or check the installation."""
    from desktop_app.shell import start as window  # noqa: PLC0415 - see above

    return window.start(arguments)


def serve(arguments: argparse.Namespace) -> int:
    """Serve one document over HTTP until told to stop."""
    from desktop_app.shell import serving  # noqa: PLC0415 - see above

    return serving.serve(arguments)


def bring_in(arguments: argparse.Namespace) -> int:
    """Import a spreadsheet as a new table, all sheets of several as many, or into a table."""
    files = [file.absolute() for file in arguments.files]
    for file in files:
        if not file.is_file():
            raise NotFound(f"There is no file {file.name} in {file.parent}.")
    reading = reading_of(arguments)
    if arguments.match and not arguments.into:
        raise Invalid("Say with --into which table the rows are matched in.")
    if arguments.clear and not arguments.match:
        raise Invalid("Say with --match which rows are the same: only there cells can be emptied.")
    several = len(files) > 1
    if several and (arguments.table or arguments.into or reading != AS_FOUND):
        raise Invalid("Of several files, every sheet becomes a table of its own, as it is found.")
    every = several or arguments.all
    opening = None if every else begun(partial(opened, files[0], reading=reading))
    from desktop_app.shell import transfers  # noqa: PLC0415 - see above

    return transfers.bring_in(arguments, files, opening)


def take_out(arguments: argparse.Namespace) -> int:
    """Export a table of a document, or all of them, to a file of the kind that its ending names."""
    from desktop_app.shell import transfers  # noqa: PLC0415 - see above

    return transfers.take_out(arguments)


def window_parser() -> argparse.ArgumentParser:
    """Return the parser for starting the window."""
    parser = argparse.ArgumentParser(
        prog="tidybase",
        description=_ABOUT,
        epilog=f"There is also: {', '.join(f'tidybase {name}' for name in COMMANDS)}.",
    )
    parser.add_argument("file", nargs="?", type=Path, help="a Tidybase file or a spreadsheet")
    parser.add_argument("--version", action="version", version=f"tidybase {__version__}")
    parser.add_argument("--self-check", action="store_true", help="check this installation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the check's report here")
    return parser


def import_parser() -> argparse.ArgumentParser:
    """Return the parser of `tidybase import`."""
    parser = argparse.ArgumentParser(prog="tidybase import", description=bring_in.__doc__)
    parser.add_argument("document", help="a file, made if it is not there, or a database URL")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="file", help="a CSV file, an Excel workbook …"
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--table", metavar="NAME", help="what to call the new table")
    either.add_argument("--all", action="store_true", help="all sheets, each as a table")
    either.add_argument("--into", metavar="TABLE", help="add the rows to a table that is there")
    parser.add_argument(
        "--match",
        metavar="COLUMN[,COLUMN]",
        help="with --into: update the rows that are the same in these columns, add the others",
    )
    parser.add_argument(
        "--clear",
        action="store_true",
        help="with --match: empty the cells for which the file has nothing; else they are left",
    )
    add_reading(parser)
    return parser


def export_parser() -> argparse.ArgumentParser:
    """Return the parser of `tidybase export`."""
    parser = argparse.ArgumentParser(prog="tidybase export", description=take_out.__doc__)
    parser.add_argument("document", help="a file, or a database URL")
    parser.add_argument("table", nargs="?", help="what the table is called")
    parser.add_argument("--all", action="store_true", help="all tables in one file, no name then")
    parser.add_argument("file", type=Path, help="such as guests.xlsx, guests.csv or guests.json")
    parser.add_argument(
        "--no-mark",
        dest="mark",
        action="store_false",
        help="CSV and TSV: without the mark by which Excel knows the accents",
    )
    parser.add_argument(
        "--no-guard",
        dest="guard",
        action="store_false",
        help="CSV and TSV: leave texts alone that a spreadsheet program would run as formulas",
    )
    return parser


def serve_parser() -> argparse.ArgumentParser:
    """Return the parser of `tidybase serve`."""
    parser = argparse.ArgumentParser(prog="tidybase serve", description=serve.__doc__)
    parser.add_argument("document", help="a file, made if it is not there, or a database URL")
    parser.add_argument("--host", default=LOOPBACK, help="the one address to listen on")
    parser.add_argument("--port", type=int, default=0, help="any free one unless told")
    parser.add_argument("--services", help="only these, such as users,records")
    parser.add_argument("--json", action="store_true", help="print the address as one JSON line")
    return parser


Command: TypeAlias = tuple[
    Callable[[argparse.Namespace], int], Callable[[], argparse.ArgumentParser]
]
"""What does it, and what makes the parser of its words."""

COMMANDS: dict[str, Command] = {
    "serve": (serve, serve_parser),
    "import": (bring_in, import_parser),
    "export": (take_out, export_parser),
}
