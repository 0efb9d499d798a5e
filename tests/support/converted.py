"""The values of a sheet as an import reads them, without a document to bring them into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.sheet import Sheet, SheetPlan, Value
from desktop_app.services.transfer.survey import Reader, by_column


def converted(sheet: Sheet, plan: SheetPlan) -> Iterator[list[Sequence[Value]]]:
    """Give all rows in batches, column by column. Raises Surprise where a cell does not fit."""
    columns = [Reader(column, sheet.places) for column in plan.columns]
    done = 0
    for batch in sheet.batches():
        cells = by_column(batch, len(columns))
        yield [column.read(part, done) for column, part in zip(columns, cells, strict=True)]
        done += len(batch)
