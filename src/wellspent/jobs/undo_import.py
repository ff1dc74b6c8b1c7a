"""Undo an import, whole."""

import logging
from datetime import UTC, datetime

from wellspent.errors import StoreUnavailable
from wellspent.jobs.qualify_leads import qualify_touched_leads
from wellspent.records.undo import UndoReport
from wellspent.store.connect import Store
from wellspent.store.undo import undo_import

_log = logging.getLogger("wellspent.jobs")


def undo(store: Store, import_id: str) -> UndoReport:
    """Take back what an import created and changed; what was changed since is kept and named.

    Leads that this touched get their fit anew. NotFound when there is no such import, Conflict
    when it is undone already.
    """
    report = undo_import(store, import_id)
    try:
        qualify_touched_leads(store, now=datetime.now(UTC))
    except StoreUnavailable as error:
        _log.warning("fits are left to the next time: %s", error.what)
    return report
