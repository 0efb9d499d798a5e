"""What can be typed: the words after `tidybase`, and what each of them does."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app import __version__
from desktop_app.app import chosen, close, create_app
from desktop_app.config import Config
from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Invalid, NotFound, Problem
from desktop_app.domain.sheet import AS_FOUND
from desktop_app.engine.store import Store
from desktop_app.formats.outgoing import Wishes
from desktop_app.services.transfer import all_sheets, export, into, into_file
from desktop_app.services.transfer import service as transfer
from desktop_app.services.users import service as users
from desktop_app.shell import check, single
from desktop_app.shell.ladder import offer_more
from desktop_app.shell.reading_words import add_reading, reading_of
from desktop_app.shell.server import LOOPBACK
from desktop_app.shell.site import Site, database_uri, document_path
from desktop_app.shell.start import leave, say, show_window, tell, tell_unexpected

WRONG = 2
"""The exit code when something could not be done; why is one sentence on the error stream."""

_ABOUT = "Lists and spreadsheets become one living file."


def run(words: Sequence[str]) -> int:
    """Do what was typed and return the exit code."""
    deed, parser = COMMANDS.get(words[0] if words else "", (None, window_parser))
    try:
        if deed is not None:
            return deed(parser().parse_args(words[1:]))
        # A window may be started by programs that add words of their own.
        return start(parser().parse_known_args(words)[0])
    except Problem as problem:
        say(problem.message)
        return WRONG


def start(arguments: argparse.Namespace) -> int:
    """Show the window, or check the installation."""
    config = Config.from_environment()
    if arguments.self_check:
        return check.run(config, arguments.json)
    try:
        show_window(config, arguments.file)
    except Problem as problem:
        tell(config, problem)
        return leave(WRONG)
    except Exception:
        tell_unexpected(config)
        return leave(1)
    return leave(0)


def serve(arguments: argparse.Namespace) -> int:
    """Serve one document over HTTP until told to stop."""
    config = Config.from_environment()
    services = None if arguments.services is None else chosen(arguments.services)
    with _document(config, arguments.document) as uri:
        site = Site(create_app(config.opening(uri), services), arguments.host, arguments.port)
        try:
            stopped = _on_signal()
            _announce(site, as_json=arguments.json)
            if not arguments.json:
                offer_more(site.boot, say)
            # With a time limit, because Windows does not interrupt an endless wait for Ctrl+C.
            while not stopped.wait(1.0):
                pass
        finally:
            site.close()
    return 0


def bring_in(arguments: argparse.Namespace) -> int:
    """Import a spreadsheet as a new table, all sheets of several as many, or into a table."""
    files = [file.absolute() for file in arguments.files]
    for file in files:
        if not file.is_file():
            raise NotFound(f"There is no file {file.name} in {file.parent}.")
    config = Config.from_environment()
    with _document(config, arguments.document) as uri:
        app = create_app(config.opening(uri))
        try:
            store = app.extensions["tidybase"]
            with store.look() as look:
                actor = users.at_work(look)
            aside = single.passing_files(config.folder)
            receipt = _brought_in(store, files, arguments, actor, aside=aside)
        finally:
            close(app)
    sys.stdout.write("\n".join([receipt.sentence, *receipt.notes]) + "\n")
    return 0


def _brought_in(
    store: Store, files: Sequence[Path], wanted: argparse.Namespace, actor: Actor, *, aside: Path
) -> transfer.Receipt | all_sheets.WholeReceipt | into.Taken:
    reading = reading_of(wanted)
    if wanted.match and not wanted.into:
        raise Invalid("Say with --into which table the rows are matched in.")
    if wanted.clear and not wanted.match:
        raise Invalid("Say with --match which rows are the same: only there cells can be emptied.")
    if len(files) > 1 and (wanted.table or wanted.into or reading != AS_FOUND):
        raise Invalid("Of several files, every sheet becomes a table of its own, as it is found.")
    file = files[0]
    if wanted.into:
        match = [name.strip() for name in (wanted.match or "").split(",") if name.strip()]
        named = into_file.Named(wanted.into, match, wanted.clear, reading)
        return into_file.import_into(store, file, named, _count, actor, folder=aside)
    if wanted.all or len(files) > 1:
        every = [all_sheets.File(each, each.name) for each in files]
        return all_sheets.import_all(store, every, _count, actor, folder=aside)
    return transfer.import_file(
        store, file, wanted.table, _count, actor, reading=reading, folder=aside
    )


def take_out(arguments: argparse.Namespace) -> int:
    """Export a table of a document, or all of them, to a file of the kind that its ending names."""
    path = document_path(arguments.document)
    if path is not None and not path.is_file():
        raise NotFound(f"There is no file {path.name} in {path.parent}.")
    config = Config.from_environment()
    with _document(config, arguments.document) as uri:
        app = create_app(config.opening(uri))
        try:
            file = arguments.file.absolute()
            wanted = _going_out(app.extensions["tidybase"], arguments, file.suffix)
            notes = export.save(wanted, file, _count)
        finally:
            close(app)
    what = wanted.counted() if arguments.all else f"“{arguments.table}” is"
    sys.stdout.write("\n".join([f"{what} in {file.name} now.", *notes]) + "\n")
    return 0


def _going_out(store: Store, wanted: argparse.Namespace, ending: str) -> export.Export:
    wishes = Wishes(mark=wanted.mark, guard=wanted.guard)
    if wanted.all and wanted.table:
        raise Invalid("Name a table, or say --all for all of them, but not both.")
    if wanted.all:
        return export.chosen(store, export.Scope(), ending, wishes)
    if not wanted.table:
        raise Invalid("Say which table goes out, or --all for all of them.")
    return export.named(store, wanted.table, ending, wishes)


def _count(rows: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{rows:,} rows \r")


@contextlib.contextmanager
def _document(config: Config, name: str) -> Iterator[str]:
    uri, path = database_uri(name), document_path(name)
    if path is None:
        yield uri
        return
    single.sweep(config.folder)
    held = single.hold(config.folder, path)
    is_new = not path.exists()
    if is_new:
        say(f"There was no file {path.name}; Tidybase makes a new one.")
    try:
        yield uri
    except Problem:
        if is_new:
            # Nothing came of it, so nothing is in it either.
            path.unlink(missing_ok=True)
        raise
    finally:
        held.release()


def _announce(site: Site, *, as_json: bool) -> None:
    boot = site.boot()
    if as_json:
        line = json.dumps({"boot": boot, "origin": site.origin, "pid": os.getpid()})
    else:
        line = f"Open this address in your browser within a minute: {boot}\nCtrl+C stops."
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _on_signal() -> threading.Event:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    return stopped


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


COMMANDS: dict[
    str, tuple[Callable[[argparse.Namespace], int] | None, Callable[[], argparse.ArgumentParser]]
] = {
    "serve": (serve, serve_parser),
    "import": (bring_in, import_parser),
    "export": (take_out, export_parser),
}
