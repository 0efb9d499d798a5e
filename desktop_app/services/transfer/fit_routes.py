"""How a file suits what a person chose for its columns, over HTTP."""

from __future__ import annotations

from desktop_app.engine import catalog
from desktop_app.services.transfer import fitting, goals
from desktop_app.services.transfer.fit_shapes import Fits, FitWanted
from desktop_app.services.transfer.into_shapes import IntoWanted
from desktop_app.services.transfer.preview import Preview
from desktop_app.services.transfer.routes import bp, previews
from desktop_app.web.api import answers
from desktop_app.web.context import look
from desktop_app.web.jobs import jobs
from desktop_app.web.shapes import Token
from desktop_app.web.uploads import uploads


@bp.post("/api/v1/imports/<token>/fit")
@answers()
def show_fit(token: Token, given: FitWanted) -> Fits:
    """Say how the first rows would be shown, what does not fit, and how much in all rows."""
    preview = previews().of(uploads().find(token), given.sheet, jobs())
    if given.into is not None:
        return _into(preview, given.into)
    plan, counting = preview.as_wished(given.columns), preview.counting
    going_on = preview.ready and counting.is_going_on(preview.source, plan, jobs())
    columns = fitting.first_rows(plan, preview.rows_for(plan), counting.known(plan))
    return {"columns": columns, "counting": going_on}


def _into(preview: Preview, wanted: IntoWanted) -> Fits:
    """Return it without numbers, which the look ahead tells."""
    with look() as reading:
        table = catalog.table(reading, wanted.table)
    plan, _ = goals.reading(preview.plan, table, wanted)
    columns = fitting.first_rows(plan, preview.rows_for(plan), [None] * len(plan.columns))
    return {"columns": columns, "counting": False}
