"""Receipts: what an import brought, kept in the document together with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import sqlalchemy as sa
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.domain.errors import NotFound
from desktop_app.engine.base import Base, now
from desktop_app.engine.changes.records import PutRecord
from desktop_app.engine.work import Look, Work
from desktop_app.services.transfer import fingerprints
from desktop_app.services.transfer.filling import Filled

FIRST = "first"
"""In what was wished for one of several files: the receipt of the first that came in with it."""


class ImportRecord(Base):
    """The receipt of one import. It stays when the import is taken back."""

    __tablename__ = "tidybase_import"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str] = mapped_column(String(100))
    file: Mapped[str] = mapped_column(String(255))
    """What the source was called, without its folder."""
    size: Mapped[int] = mapped_column(sa.BigInteger)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    """A `Part` for each table, as JSON."""
    wanted: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    """What the person chose, and what the file called its columns."""
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    """The SHA-256 of the file; none where the receipt is from before they were taken."""
    took: Mapped[int | None]
    """How long the import took, in milliseconds."""


class InForce(Base):
    """There is one for each import that is in force: undo takes it away, redo puts it back."""

    __tablename__ = "tidybase_import_in_force"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """That of the receipt."""


class IntoTable(Base):
    """That an import brought something into a table."""

    __tablename__ = "tidybase_import_table"

    table_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    receipt: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


@dataclass(frozen=True)
class Origin:
    """Where the rows come from, and since when they come."""

    file: str
    size: int
    fingerprint: Future[str]
    begun: float

    @classmethod
    def of(cls, path: Path, name: str) -> Origin:
        """Return that of a file which the person calls by that name, as its import begins."""
        return cls(name, path.stat().st_size, fingerprints.aside(path), monotonic())

    def settle(self) -> None:
        """Return once the file is closed again, before the document is written.

        The file may be the document itself, whose locks would go with the handle.
        """
        self.fingerprint.result()


@dataclass(frozen=True)
class Aside:
    """A column in which cells did not fit, and how many."""

    column: int
    name: str
    cells: int


@dataclass(frozen=True)
class Part:
    """What one sheet brought into one table."""

    table: int
    name: str
    sheet: str
    new: bool
    """Whether the table was made for it."""
    read: int
    added: int
    changed: int
    kept_aside: int
    """Cells that do not fit, kept as written."""
    lines: Sequence[int]
    """The first of the lines that could not be read beyond doubt."""
    more_lines: int
    notes: Sequence[str]
    aside: Sequence[Aside] = ()
    """The columns in which cells do not fit."""


def part(filled: Filled, **known: Any) -> Part:
    """Return what was brought by a sheet that was read like this."""
    lines, more = list(filled.lines), filled.more_lines
    return Part(**known, read=filled.rows, lines=lines, more_lines=more)


def keep(w: Work, origin: Origin, parts: Sequence[Part], wanted: Mapping[str, Any]) -> int:
    """Keep the receipt of what this work brought in, and what was wished; return its number."""
    record = ImportRecord(
        who=w.actor.name[:100],
        file=origin.file[-255:],
        size=origin.size,
        parts=[asdict(each) for each in parts],
        wanted=dict(wanted),
        fingerprint=origin.fingerprint.result(),
        took=round(1000 * (monotonic() - origin.begun)),
    )
    w.session.add(record)
    w.session.flush()  # so that it has its number
    w.receipt = record.id
    tables = {each.table for each in parts}
    w.session.add_all(IntoTable(table_id=table, receipt=record.id) for table in tables)
    if w.steps:
        w.apply(PutRecord(InForce.__tablename__, record.id, {}, f"import {record.file}"))
    else:  # nothing had to be changed, so there is nothing to take back either
        w.session.add(InForce(id=record.id))
    return record.id


def page(*numbers: int) -> str:
    """Return the address of the page of a receipt, or of those of one change."""
    return f"/receipts/{numbers[0]}" if len(numbers) == 1 else f"/receipts?together={numbers[-1]}"


def together(look: Look, receipt: int) -> Sequence[ImportRecord]:
    """Return the receipts that were kept in one work up to that one, newest first.

    Raises NotFound.
    """
    first = find(look, receipt).wanted.get(FIRST, receipt)
    mine = select(ImportRecord).where(ImportRecord.id.between(first, receipt))
    return look.session.scalars(mine.order_by(ImportRecord.id.desc())).all()


def all_of(
    look: Look, before: int | None, limit: int, *, table: int | None = None
) -> Sequence[ImportRecord]:
    """Return receipts, newest first: those before that one, as many as that at most; of a table."""
    wanted = select(ImportRecord).order_by(ImportRecord.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(ImportRecord.id < before)
    if table is not None:
        wanted = wanted.where(ImportRecord.id.in_(_of_table(table)))
    return look.session.scalars(wanted).all()


def files_of(look: Look, table: int) -> Sequence[tuple[int, str]]:
    """Return the receipts of a table that are in force and their files, newest first."""
    wanted = select(ImportRecord.id, ImportRecord.file).order_by(ImportRecord.id.desc())
    mine = ImportRecord.id.in_(_of_table(table)), ImportRecord.id.in_(select(InForce.id))
    return [(receipt, file) for receipt, file in look.connection.execute(wanted.where(*mine))]


def _of_table(table: int) -> sa.Select[Any]:
    return select(IntoTable.receipt).where(IntoTable.table_id == table)


def of_file(look: Look, fingerprint: str) -> Sequence[ImportRecord]:
    """Return the receipts of imports of this very file, newest first."""
    mine = select(ImportRecord).where(ImportRecord.fingerprint == fingerprint)
    return look.session.scalars(mine.order_by(ImportRecord.id.desc())).all()


def find(look: Look, receipt: int) -> ImportRecord:
    """Return a receipt. Raises NotFound."""
    found = look.session.get(ImportRecord, receipt)
    if found is None:
        raise NotFound("There is no such receipt in this file.")
    return found


def in_force(look: Look, receipts: Sequence[ImportRecord]) -> set[int]:
    """Return which of these were not taken back, by their ids."""
    mine = InForce.id.in_([each.id for each in receipts])
    return set(look.session.scalars(select(InForce.id).where(mine)))
