"""`tidybase import` and `tidybase export`: files in, files out, without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from desktop_app.app import close, create_app
from desktop_app.config import Config
from desktop_app.domain.access import Actor
from desktop_app.domain.errors import Invalid, NotFound
from desktop_app.engine.store import Store
from desktop_app.formats.first_sheet import Opened
from desktop_app.formats.outgoing import Wishes
from desktop_app.services.transfer import all_sheets, export, into, into_file
from desktop_app.services.transfer import service as transfer
from desktop_app.services.users import service as users
from desktop_app.shell import single
from desktop_app.shell.documents import named_document, taken_back
from desktop_app.shell.site import document_path

_WIDTH = 50
"""Letters; no line that tells how far it is has more."""


def bring_in(
    arguments: argparse.Namespace, files: Sequence[Path], opening: Future[Opened] | None
) -> int:
    """Import the file that is being opened, or every sheet of all of them. Raises Problem."""
    config = Config.from_environment()
    with _store(config, arguments.document) as store:
        with store.look() as look:
            actor = users.at_work(look)
        aside = single.passing_files(config.folder)
        if opening is None:
            every = [all_sheets.File(each, each.name) for each in files]
            receipt: transfer.Receipt | all_sheets.WholeReceipt | into.Taken
            receipt = all_sheets.import_all(
                store, every, _count, actor, folder=aside, looked=_looked
            )
        else:
            receipt = _brought_in(store, opening.result(), arguments, actor, aside)
    sys.stdout.write("\n".join([receipt.sentence, *receipt.notes]) + "\n")
    return 0


def _brought_in(
    store: Store, file: Opened, wanted: argparse.Namespace, actor: Actor, aside: Path
) -> transfer.Receipt | into.Taken:
    if wanted.into:
        match = [name.strip() for name in (wanted.match or "").split(",") if name.strip()]
        named = into_file.Named(wanted.into, match, wanted.clear)
        return into_file.import_into(
            store, file, named, _count, actor, folder=aside, looked=_looked
        )
    return transfer.import_file(
        store, file, wanted.table, _count, actor, folder=aside, looked=_looked
    )


def take_out(arguments: argparse.Namespace) -> int:
    """Export a table of a document, or all of them. Raises Problem."""
    path = document_path(arguments.document)
    if path is not None and not path.is_file():
        raise NotFound(f"There is no file {path.name} in {path.parent}.")
    with _store(Config.from_environment(), arguments.document) as store:
        file = arguments.file.absolute()
        wanted = _going_out(store, arguments, file.suffix)
        notes = export.save(wanted, file, _count)
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
    _show(f"{rows:,} rows")


def _looked(rows: int) -> None:
    _show(f"Looking at every row: {rows:,} so far")


def _show(far: str) -> None:
    """Say how far it is to a person, in place of what was said before."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{far:<{_WIDTH}}\r")


@contextmanager
def _store(config: Config, document: str) -> Iterator[Store]:
    with named_document(config, document) as uri, taken_back(document):
        app = create_app(config.opening(uri))
        try:
            yield app.extensions["tidybase"]
        finally:
            close(app)
