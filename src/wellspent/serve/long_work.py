"""The long work that both doors start: each under a name, so that it never runs twice at once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from wellspent.jobs.learn_authenticity import learn_authenticity, learn_what_is_new
from wellspent.jobs.learn_profile import learn_profile
from wellspent.jobs.qualify_leads import qualify_leads
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.take_in_files import SaidOfSource, take_in_files
from wellspent.jobs.undo_import import undo
from wellspent.serve.background import Background, Task
from wellspent.serve.uploads import Upload, forget_upload
from wellspent.wiring import Wellspent

LEARNING = "learning"
RESCORING = "rescoring"
ROUTING = "routing"
LEARNING_FROM_MARKS = "learning from marks"
UNLEARNING = "learning without marks taken back"


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


def start_routing(wellspent: Wellspent, work: Background) -> Task:
    """Judge and route every open lead by the rules and points in force."""

    def route(task: Task) -> object:
        return route_leads(wellspent.store, now=datetime.now(UTC), on_progress=task.note)

    return work.start(ROUTING, route, again=True)


def start_learning_from_marks(wellspent: Wellspent, work: Background) -> Task:
    """Learn authenticity from what people marked since the last time, and route by it."""

    def learn(_task: Task) -> object:
        return learn_what_is_new(wellspent.store, now=datetime.now(UTC))

    return work.start(LEARNING_FROM_MARKS, learn, again=True)


def start_unlearning(wellspent: Wellspent, work: Background) -> Task:
    """Learn authenticity again from all marks that are left, after some were taken back."""

    def learn(_task: Task) -> object:
        now = datetime.now(UTC)
        learn_authenticity(wellspent.store, now=now)
        return route_leads(wellspent.store, now=now)

    return work.start(UNLEARNING, learn, again=True)


def start_taking_in(
    wellspent: Wellspent,
    work: Background,
    upload: Upload,
    *,
    source: str,
    said: SaidOfSource,
    at: datetime | None = None,
) -> Task:
    """Take the conversations of an uploaded file in; the file is forgotten afterwards."""

    def take_in(task: Task) -> object:
        try:
            return take_in_files(
                wellspent.store,
                [upload.path],
                source=source,
                said=said,
                now=datetime.now(UTC),
                at=at,
                zone=ZoneInfo(wellspent.settings.time_zone),
                on_progress=task.note,
                should_stop=task.should_stop,
            )
        finally:
            forget_upload(upload.path.parents[1], upload.id)

    return work.start(taking_in_name(upload.id), take_in)


def start_undo(wellspent: Wellspent, work: Background, import_id: str) -> Task:
    """Take back all that an import did."""
    return work.start(undo_name(import_id), lambda _task: undo(wellspent.store, import_id))


def import_name(upload_id: str) -> str:
    """Return the name under which an uploaded file is imported."""
    return f"import {upload_id}"


def taking_in_name(upload_id: str) -> str:
    """Return the name under which an uploaded file's conversations are taken in."""
    return f"take-in {upload_id}"


def undo_name(import_id: str) -> str:
    """Return the name under which an import is undone."""
    return f"undo {import_id}"
