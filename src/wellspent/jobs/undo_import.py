"""Undo an import, whole."""

import logging
from datetime import UTC, datetime

from wellspent.errors import Conflict, StoreUnavailable
from wellspent.jobs.enter_activities import enter_activities
from wellspent.jobs.hear_anew import hear_stale
from wellspent.jobs.qualify_leads import qualify_touched_leads
from wellspent.jobs.route_leads import route_touched_leads
from wellspent.records.imports import ImportRun, ImportState
from wellspent.records.undo import UndoReport
from wellspent.store.connect import Store
from wellspent.store.undo import undo_import

_log = logging.getLogger("wellspent.jobs")


def refuse_if_undone(run: ImportRun) -> None:
    """Raise Conflict when an import is undone already, before any work is begun."""
    if run.state is ImportState.UNDONE:
        raise Conflict(
            f"Import {run.id} is undone already.",
            where=run.file,
            next_step="Import the file again if it should be there after all.",
        )


def undo(store: Store, import_id: str) -> UndoReport:
    """Take back what an import created and changed; what was changed since is kept and named.

    Leads that this touched get their fit anew, and conversations of which a part stays are heard
    anew. Activities that another import brought have their own minutes in the ledger again.
    NotFound when there is no such import, Conflict when it is undone already.
    """
    report = undo_import(store, import_id)
    try:
        now = datetime.now(UTC)
        hear_stale(store, now=now)
        enter_activities(store, now=now, had_line=True)
        qualify_touched_leads(store, now=now)
        route_touched_leads(store, now=now)
    except StoreUnavailable as error:
        _log.warning("fits are left to the next time: %s", error.what)
    return report
