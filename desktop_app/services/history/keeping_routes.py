"""What history costs and how long it is kept, over HTTP."""

from __future__ import annotations

from functools import partial

from desktop_app.services.history import keeping
from desktop_app.services.history.keeping_shapes import (
    HistoryCost,
    Keeping,
    KeepingRule,
    RuleTried,
    WouldForget,
    due_shape,
    rule_shape,
)
from desktop_app.services.history.routes import bp
from desktop_app.web.api import answers
from desktop_app.web.context import store, work
from desktop_app.web.jobs import jobs
from desktop_app.web.shapes import Begun


@bp.get("/api/v1/history/cost")
@answers()
def show_history_cost() -> HistoryCost:
    """Say how much of the file the history takes up."""
    cost = keeping.cost(store())
    history, document = keeping.in_words(cost.history), keeping.in_words(cost.document)
    return {
        "history": cost.history,
        "document": cost.document,
        "free": cost.free,
        "waiting": cost.waiting,
        "words": f"The history takes {history} of this file's {document}.",
        "free_words": keeping.in_words(cost.free),
    }


@bp.get("/api/v1/history/rule")
@answers()
def show_history_rule() -> Keeping:
    """Say how long history is kept."""
    return rule_shape(keeping.rule(store()))


@bp.get("/api/v1/history/due")
@answers()
def rehearse_history_rule(asked: RuleTried) -> WouldForget:
    """Say what a rule would forget now; nothing is changed."""
    return due_shape(keeping.due(store(), asked.as_rule()))


@bp.put("/api/v1/history/rule")
@answers(202)
def set_history_rule(given: KeepingRule) -> Begun:
    """Keep history by this rule from now on, and forget what it says. There is no way back."""
    with work() as w:
        keeping.set_rule(w, given.as_rule())
    return _begun()


@bp.post("/api/v1/history/tidy")
@answers(202)
def tidy_history() -> Begun:
    """Forget what the rule says and let go of all that was kept for it."""
    return _begun()


@bp.post("/api/v1/history/smaller")
@answers(202)
def make_file_smaller() -> Begun:
    """Write the file anew, without the room in it that nothing needs."""
    return {"job": jobs().start(partial(keeping.make_smaller, store())).id}


def _begun() -> Begun:
    return {"job": jobs().start(partial(keeping.tidy, store())).id}
