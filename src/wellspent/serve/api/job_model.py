"""How the API tells of long work: where it stands, and where its result is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from wellspent.jobs.take_in_files import FilesTakenIn
from wellspent.records.imports import ImportRun
from wellspent.records.profile import LearnedProfile
from wellspent.records.taken_in import TakenIn
from wellspent.records.undo import UndoReport
from wellspent.serve.background import Task


class JobState(StrEnum):
    """Where long work stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOut:
    """Long work: what it is, how far it is, and, once it is done, the address of its result.

    `share` (0 to 1) and `seconds_left` are null while unknown. `problem` says why it failed, in the
    shape of every problem. `undone` says what an undo did, `taken_in` what came of conversations;
    `rows` counts these.
    """

    id: str
    what: str
    state: JobState
    rows: int = 0
    share: float | None = None
    seconds_left: float | None = None
    result: str = ""
    problem: Mapping[str, str | int] | None = None
    undone: UndoReport | None = None
    taken_in: TakenIn | None = None


def job_out(task: Task) -> JobOut:
    """Return what is known of a task."""
    progress, undone = task.progress, task.result
    return JobOut(
        id=task.id,
        what=task.name.partition(" ")[0],
        state=state_of(task),
        rows=progress.rows if progress else 0,
        share=progress.share if progress else None,
        seconds_left=progress.seconds_left if progress else None,
        result=address_of(task.result) if task.done else "",
        problem=task.error.problem_details() if task.error else None,
        undone=undone if isinstance(undone, UndoReport) else None,
        taken_in=_taken_in(undone) if isinstance(undone, FilesTakenIn) else None,
    )


def _taken_in(done: FilesTakenIn) -> TakenIn:
    """Return what came of a file, with what of it couldn't be read among the notes."""
    why = (f"{Path(one.path).name}: {one.error.what}" for one in done.refused)
    return replace(done.taken_in, notes=(*done.taken_in.notes, *why))


def state_of(task: Task) -> JobState:
    """Return where a task stands."""
    if not task.done:
        return JobState.RUNNING
    return JobState.FAILED if task.error else JobState.DONE


def address_of(result: object) -> str:
    """Return where what came of a task can be read; empty where nothing did."""
    if isinstance(result, ImportRun):
        return f"/api/v1/imports/{result.id}"
    if isinstance(result, FilesTakenIn):
        import_id = result.taken_in.import_id
        return f"/api/v1/imports/{import_id}" if import_id else ""
    if isinstance(result, UndoReport):
        return f"/api/v1/imports/{result.import_id}"
    if isinstance(result, LearnedProfile):
        return "/api/v1/profile"
    return "/api/v1/queue" if isinstance(result, int) else ""
