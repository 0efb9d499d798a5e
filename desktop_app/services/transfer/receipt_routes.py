"""Receipts of imports over HTTP: all of them, and each as a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import cast

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from desktop_app.domain.errors import NotFound
from desktop_app.engine import catalog, misfits
from desktop_app.engine.catalog import Table
from desktop_app.engine.work import Look
from desktop_app.formats.findings import counted
from desktop_app.services.transfer import receipts
from desktop_app.services.transfer.fingerprints import fingerprint
from desktop_app.services.transfer.receipt_shapes import (
    ReceiptInFull,
    ReceiptPart,
    Receipts,
    ReceiptsWanted,
    ReceiptTold,
)
from desktop_app.services.transfer.receipts import ImportRecord
from desktop_app.services.transfer.routes import bp
from desktop_app.web.api import Id, answers, query
from desktop_app.web.context import look
from desktop_app.web.shapes import Token
from desktop_app.web.uploads import uploads


def menu(table: Table) -> str:
    """Return the entry of a table's menu that leads to what was imported into it, if anything."""
    with look() as reading:
        files = receipts.files_of(reading, table.id)
    return render_template("transfer/_menu.html", table=table, files=files)


@bp.get("/receipts")
def all_receipts() -> ResponseReturnValue:
    """Show the receipts of all imports, newest first."""
    asked = query(ReceiptsWanted)
    with look() as reading:
        found = _told(reading, asked)
        table = asked.table and catalog.table(reading, asked.table)
    if asked.together and len(found) == 1:
        return redirect(url_for("transfer.show_receipt", receipt_id=asked.together))
    return render_template("transfer/receipts.html", receipts=found, asked=asked, table=table)


@bp.get("/receipts/<int:receipt_id>")
def show_receipt(receipt_id: int) -> ResponseReturnValue:
    """Show one receipt."""
    with look() as reading:
        receipt = _in_full(reading, receipts.find(reading, receipt_id))
        odd = {part["table"]: _odd(reading, part["table"]) for part in receipt["parts"]}
    took = _took(receipt["seconds"])
    return render_template("transfer/receipt.html", receipt=receipt, odd=odd, took=took)


@bp.get("/api/v1/receipts")
@answers()
def list_receipts(asked: ReceiptsWanted) -> Receipts:
    """List what was imported, newest first; `before` continues from a receipt."""
    with look() as reading:
        return {"receipts": _told(reading, asked)}


@bp.get("/api/v1/receipts/<int:receipt_id>")
@answers()
def read_receipt(receipt_id: Id) -> ReceiptInFull:
    """Tell what one import brought, and what was chosen for it."""
    with look() as reading:
        return _in_full(reading, receipts.find(reading, receipt_id))


@bp.get("/api/v1/imports/<token>/receipts")
@answers()
def list_earlier_imports(token: Token) -> Receipts:
    """List the imports of this very file that were made before, newest first."""
    file = fingerprint(uploads().find(token).path)
    with look() as reading:
        return {"receipts": _shapes(reading, receipts.of_file(reading, file))}


def _told(reading: Look, asked: ReceiptsWanted) -> list[ReceiptTold]:
    if asked.together is not None:
        return _shapes(reading, receipts.together(reading, asked.together))
    found = receipts.all_of(reading, asked.before, asked.limit, table=asked.table)
    return _shapes(reading, found)


def _shapes(reading: Look, found: Sequence[ImportRecord]) -> list[ReceiptTold]:
    in_force = receipts.in_force(reading, found)
    return [_shape(each, in_force=each.id in in_force) for each in found]


def _in_full(reading: Look, record: ImportRecord) -> ReceiptInFull:
    in_force = bool(receipts.in_force(reading, [record]))
    return {**_shape(record, in_force=in_force), "wanted": record.wanted}


def _shape(record: ImportRecord, *, in_force: bool) -> ReceiptTold:
    return {
        "id": record.id,
        "when": record.at.replace(tzinfo=UTC),
        "who": record.who,
        "file": record.file,
        "size": record.size,
        "in_force": in_force,
        "fingerprint": record.fingerprint,
        "seconds": None if record.took is None else record.took / 1000,
        "parts": cast("list[ReceiptPart]", record.parts),
    }


def _took(seconds: float | None) -> str | None:
    if seconds is None or seconds < 1:
        return None if seconds is None else "took less than a second"
    if seconds < 100:
        return f"took {counted(round(seconds), 'second')}"
    return f"took {counted(round(seconds / 60), 'minute')}"


def _odd(reading: Look, table_id: int) -> dict[int, str] | None:
    """Return the columns in which something does not fit now, as they are called by now.

    None if the table is gone.
    """
    try:
        table = catalog.table(reading, table_id)
    except NotFound:
        return None
    odd = set(misfits.columns(reading, table))
    return {column.id: column.name for column in table.columns if column.id in odd}
