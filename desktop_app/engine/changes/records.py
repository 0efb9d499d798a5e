"""Adding, editing and removing records of our own, such as people: one change for all three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import func, inspect, select

from desktop_app.domain.errors import Conflict, NotFound
from desktop_app.engine.base import Base
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class PutRecord:
    """Make a record of ours be like this; `values` None means: not there.

    `model` is the name of its table. `what` describes the deed, since only the service knows.
    """

    name: ClassVar[str] = "put_record"
    checks_itself: ClassVar[bool] = True
    table: ClassVar[None] = None

    model: str
    id: int | None
    values: Mapping[str, Any] | None
    what: str
    expected: Sequence[Mapping[str, Any] | None] | None = None
    """What it must be before, as a list of one; None: anything."""

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say what the service said."""
        return self.what

    def apply(self, w: Work) -> PutRecord:
        """The inverse names the id of a new record. Raises Conflict, NotFound."""
        model = _model(self.model)
        record = w.session.get(model, self.id) if self.id is not None else None
        before = _values(record) if record is not None else None
        if self.expected is not None and list(self.expected) != [before]:
            raise Conflict("This was changed again since, so it was left as it is.")
        if self.values is None:
            _remove(w, record)
        else:
            record = _put(w, model, record, self.id, self.values)
        known = self.id or _id(record)
        after = None if self.values is None or record is None else _values(record)
        return PutRecord(self.model, known, before, self.what, [after])


def _remove(w: Work, record: Base | None) -> None:
    if record is None:
        raise NotFound("That is not there any more.")
    others = w.session.scalar(select(func.count()).select_from(type(record)))
    if record.needs_one and others == 1:
        raise Conflict("This is the last one, and one has to stay. Add another first.")
    w.session.delete(record)
    w.session.flush()


def _put(
    w: Work, model: type[Base], record: Base | None, known: int | None, values: Mapping[str, Any]
) -> Base:
    if record is None:
        record = model(**({} if known is None else {"id": known}), **values)
        w.session.add(record)
    for field, value in values.items():
        setattr(record, field, value)
    w.session.flush()
    return record


def _model(table: str) -> type[Base]:
    models: dict[str, type[Base]] = {
        getattr(mapper.class_, "__tablename__", ""): mapper.class_
        for mapper in Base.registry.mappers
    }
    return models[table]


def _id(record: Base | None) -> int:
    number: int = getattr(record, "id")  # noqa: B009 - every model put here has one
    return number


def _values(record: Base) -> dict[str, Any]:
    mapper = inspect(type(record))
    return {
        attribute.key: getattr(record, attribute.key)
        for attribute in mapper.column_attrs
        if attribute.key != "id"
    }
