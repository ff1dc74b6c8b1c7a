"""The long work that both doors start: each under a name, so that it never runs twice at once."""

from datetime import UTC, datetime

from wellspent.jobs.learn_profile import learn_profile
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.undo_import import undo
from wellspent.serve.background import Background, Task
from wellspent.wiring import Wellspent

LEARNING = "learning"
RESCORING = "rescoring"


def start_learning(wellspent: Wellspent, work: Background) -> Task:
    """Learn the profile anew and rescore, unless that is going on already."""

    def learn(task: Task) -> object:
        return learn_profile(wellspent.store, now=datetime.now(UTC), on_progress=task.note)

    return work.start(LEARNING, learn)


def start_rescoring(wellspent: Wellspent, work: Background) -> Task:
    """Give every open lead its fit by the scorecard in use."""

    def qualify(task: Task) -> object:
        return qualify_leads(wellspent.store, now=datetime.now(UTC), on_progress=task.note)

    return work.start(RESCORING, qualify, again=True)


def start_undo(wellspent: Wellspent, work: Background, import_id: str) -> Task:
    """Take back all that an import did."""
    return work.start(undo_name(import_id), lambda _task: undo(wellspent.store, import_id))


def import_name(upload_id: str) -> str:
    """Return the name under which an uploaded file is imported."""
    return f"import {upload_id}"


def undo_name(import_id: str) -> str:
    """Return the name under which an import is undone."""
    return f"undo {import_id}"
