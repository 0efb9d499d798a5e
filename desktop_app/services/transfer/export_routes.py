"""Exports over HTTP: a file where the native dialog says, or one to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Response, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from desktop_app.domain import query as queries
from desktop_app.engine.catalog import Table
from desktop_app.formats.outgoing import Wishes
from desktop_app.formats.writable import WRITERS
from desktop_app.services.transfer import export, printing
from desktop_app.services.transfer.routes import bp
from desktop_app.services.transfer.shapes import ExportAsked, ExportBegun, ExportWanted
from desktop_app.web.api import Id, answers, query
from desktop_app.web.context import desk, has_dialogs, store
from desktop_app.web.jobs import Job, Outcome, jobs
from desktop_app.web.looking import only_looks
from desktop_app.web.shapes import Token
from desktop_app.web.uploads import Upload, uploads

_MEDIA = "application/octet-stream"
"""A browser saves this and never shows it."""


def actions(table: Table) -> str:
    """Return the buttons that import and export."""
    return render_template("transfer/_actions.html", table=table, writers=WRITERS)


@bp.post("/api/v1/exports")
@answers(202)
@only_looks
def begin_export(given: ExportWanted) -> ExportBegun:
    """Write tables to a file where the native dialog says, or to one to download."""
    wanted = _wanted(given.table, given.format, given)
    saving = _by_dialog(wanted) if has_dialogs() else _for_download(wanted)
    if saving is None:
        return {"cancelled": True}
    return {"job": jobs().start(saving.run, wanted.total()).id}


@bp.get("/api/v1/exports/<token>")
@answers(media=_MEDIA)
def download_export(token: Token) -> Response:
    """Send a file that was made, once."""
    return _sent(uploads().find(token))


@bp.get("/api/v1/tables/<int:table_id>/export.<ending>")
@answers(media=_MEDIA)
def export_table(table_id: Id, ending: str, asked: ExportAsked) -> Response:
    """Send a table as a file of the kind that its ending names."""
    wanted = _wanted(table_id, f".{ending}", asked)
    place = uploads().place(wanted.file_name)
    export.save(wanted, place.path)
    return _sent(place)


@bp.get("/tables/<int:table_id>/print")
def print_table(table_id: int) -> ResponseReturnValue:
    """Show a table on paper, for the window or the browser to print or to keep as PDF."""
    sheet = printing.sheet(store(), _scope(table_id, query(ExportAsked)))
    return render_template("transfer/print.html", sheet=sheet, table_id=table_id)


@dataclass(frozen=True)
class Saving:
    """An export as a piece of long work; `address` is where a browser gets the file."""

    export: export.Export
    path: Path
    name: str = ""
    address: str | None = None
    forget: Callable[[], None] = lambda: None

    def run(self, job: Job) -> Outcome:
        """Write the file; the outcome says how it went."""
        done = 0

        def seen(rows: int) -> None:
            nonlocal done
            done = rows
            job.seen(rows)

        try:
            notes = export.save(self.export, self.path, seen)
        except BaseException:
            self.forget()
            raise
        rows = "1 row is" if done == 1 else f"{done:,} rows are"
        sentence = f"{rows} in “{self.name or self.path.name}” now."
        return Outcome(" ".join([sentence, *notes]), self.address)


def _wanted(table: int | None, ending: str, asked: ExportAsked) -> export.Export:
    wishes = Wishes(mark=asked.mark, guard=asked.guard)
    return export.chosen(store(), _scope(table, asked), ending, wishes)


def _scope(table: int | None, asked: ExportAsked) -> export.Scope:
    wanted = queries.read(asked.sort, asked.filter, asked.search)
    return export.Scope(table, asked.hidden, wanted if table is not None else queries.EVERYTHING)


def _by_dialog(wanted: export.Export) -> Saving | None:
    path = desk().ask_save(wanted.file_name)
    return Saving(wanted, path) if path else None


def _for_download(wanted: export.Export) -> Saving:
    place = uploads().place(wanted.file_name)
    address = url_for("transfer.download_export", token=place.token)
    forget = partial(uploads().forget, place.token)
    return Saving(wanted, place.path, place.name, address, forget)


def _sent(place: Upload) -> Response:
    """Send a file of ours and let go of it."""
    answer = send_file(place.path, _MEDIA, as_attachment=True, download_name=place.name)
    answer.direct_passthrough = False  # else nobody is told that it has gone
    answer.call_on_close(partial(uploads().forget, place.token))
    return answer
