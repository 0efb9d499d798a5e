"""What would not fit, said before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.sheet import Misfit
from desktop_app.engine import catalog, rules
from desktop_app.engine.work import Look
from desktop_app.services.records.service import Edit, Texts
from desktop_app.services.records.typed import understood


def unfit(
    look: Look, table_id: int, edits: Sequence[Edit], rows: Sequence[Texts]
) -> list[tuple[int, str]]:
    """Return the columns and texts that a paste would keep as they are written.

    Raises NotFound, Invalid as the paste would.
    """
    table = catalog.table(look, table_id)
    # Rows that are yet to come go by numbers that no row has.
    added = [(-1 - at, c, text) for at, row in enumerate(rows) for c, text in row.items()]
    meant = understood(look, table, [*edits, *added], keep=True)
    kept = rules.fitting(look, table, [cell for cell in meant.cells if cell[2] is not None])
    return [(column, value.text) for _, column, value in kept if isinstance(value, Misfit)]
