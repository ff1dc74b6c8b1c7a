"""Jobs: look at long work that a request has started, or stop it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from wellspent.errors import NotFound
from wellspent.serve.api.job_model import JobOut, job_out
from wellspent.serve.api.parts import LongWork
from wellspent.serve.background import Background, Task

router = APIRouter(prefix="/jobs", tags=["jobs"])
JobId = Annotated[str, Path(max_length=100, description="From the answer that started it.")]


@router.get("/{job_id}", summary="How far long work is")
def get_job(work: LongWork, job_id: JobId) -> JobOut:
    """Return where it stands; ask again each second until its state isn't `running`.

    Jobs are known as long as the server runs; what they did is in the store.
    """
    return job_out(_find(work, job_id))


@router.post("/{job_id}/stop", summary="Stop long work", status_code=202)
def post_stop(work: LongWork, job_id: JobId) -> JobOut:
    """Ask an import to stop after the rows at hand; it can be gone on with. Others run on."""
    task = _find(work, job_id)
    task.stopping = True
    return job_out(task)


def accepted(task: Task, response: Response) -> JobOut:
    """Answer that work has begun, with where to ask how far it is."""
    response.headers["Location"] = f"/api/v1/jobs/{task.id}"
    response.headers["Retry-After"] = "1"
    return job_out(task)


def _find(work: Background, job_id: str) -> Task:
    task = work.find_by_id(job_id)
    if task is None:
        raise NotFound(
            "There is no such job, or the server was started anew since.",
            where=f"job {job_id[:40]}",
            next_step="See what came of it: GET /api/v1/imports, or GET /api/v1/profile.",
        )
    return task
