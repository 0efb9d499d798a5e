"""Adding, editing and removing records of our own, such as people: one change for all three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import inspect

from desktop_app.engine.base import Base
from desktop_app.engine.work import Look, Work


@dataclass(frozen=True)
class PutRecord:
    """Make a record of ours be like this; `values` None means: not there.

    `model` is the name of its table. `what` describes the deed, since only the service knows.
    """

    name: ClassVar[str] = "put_record"
    table: ClassVar[None] = None

    model: str
    id: int | None
    values: Mapping[str, Any] | None
    what: str

    def sentence(self, look: Look) -> str:  # noqa: ARG002 - the contract's signature
        """Say what the service said."""
        return self.what

    def apply(self, w: Work) -> PutRecord:
        """The inverse names the id of a new record."""
        model = _model(self.model)
        record = w.session.get(model, self.id) if self.id is not None else None
        before = _values(record) if record is not None else None
        if self.values is None:
            w.session.delete(record)
        elif record is None:
            record = model(**({} if self.id is None else {"id": self.id}), **self.values)
            w.session.add(record)
        else:
            for field, value in self.values.items():
                setattr(record, field, value)
        w.session.flush()
        return PutRecord(self.model, self.id or _id(record), before, self.what)


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
