"""The server: joins the API and the web pages behind the same guards.

`create_app` is what `wellspent serve` runs and what tests call.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from fastapi import APIRouter, FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from wellspent.jobs.form_shown import form_key
from wellspent.jobs.newest_arrivals import newest_arrivals
from wellspent.jobs.receive_enquiry import Intake
from wellspent.serve.api.router import DescribedApp, create_api
from wellspent.serve.arrival_hub import MOST_TOLD, ArrivalHub
from wellspent.serve.background import Background
from wellspent.serve.feedback.door import FeedbackDoor, is_feedback
from wellspent.serve.guards import (
    MEGABYTE,
    SMALL_BODY,
    BodyLimit,
    Guard,
    SecurityHeaders,
    refuse_other_sites,
    refuse_strange_host,
    refuse_without_token,
)
from wellspent.serve.intake.door import PublicDoor, is_public
from wellspent.serve.intake.worker import Worker
from wellspent.serve.intake.worker_process import WorkerProcess
from wellspent.serve.loopback import LOOPBACK_NAMES, is_loopback
from wellspent.serve.problems import add_problem_handlers
from wellspent.serve.web.error_page import error_page
from wellspent.serve.web.router import create_router
from wellspent.settings import Settings
from wellspent.wiring import Wellspent

STATIC_FILES = Path(__file__).parent / "web" / "static"
UPLOAD_PATHS = (
    "/api/v1/imports",
    "/imports",
    "/api/v1/conversations",
    "/conversations/files",
)
OPEN_PATHS = ("/api/v1/health", "/static/")
LEAST_PACKED = 1000
"""Bytes below which an answer is sent as it is."""
_YEAR = "public, max-age=31536000, immutable"


class _BehindThePublicDoor(DescribedApp):
    """Lets the public door answer first: what pours in there needs nothing of the app's own."""

    door: PublicDoor
    feedback: FeedbackDoor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request (ASGI)."""
        if is_public(scope):
            await self.door(scope, receive, send)
        elif is_feedback(scope):
            await self.feedback(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(wellspent: Wellspent, *, works_apart: bool = False) -> FastAPI:
    """Return the server's application: API, pages, guards.

    With `works_apart`, what comes in is worked through by a process of its own, not by threads.
    """
    app = _BehindThePublicDoor(
        routes=_routes(bool(wellspent.settings.api_token)),
        title="Wellspent",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_with_worker,
    )
    app.state.wellspent = wellspent
    app.state.intake = Intake(wellspent.store)
    app.state.worker = (
        WorkerProcess(wellspent.settings, app.state.intake)
        if works_apart
        else Worker(wellspent, app.state.intake)
    )
    app.state.error_page = error_page
    app.state.background = Background()
    app.state.arrivals = ArrivalHub(lambda: newest_arrivals(wellspent.store, limit=MOST_TOLD))
    add_static(app, STATIC_FILES)
    add_problem_handlers(app)
    _add_guards(app, wellspent.settings)
    app.door = _public_door(app, wellspent)
    app.feedback = FeedbackDoor(wellspent)
    return app


@cache
def _routes(asks_for_token: bool) -> list[BaseRoute]:
    """Return all endpoints and pages, made once in a process: that takes a third of a second.

    What they need of an app they find in its state.
    """
    joined = APIRouter()
    joined.include_router(create_api(asks_for_token=asks_for_token))
    joined.include_router(create_router())
    return joined.routes


@asynccontextmanager
async def _with_worker(app: FastAPI) -> AsyncGenerator[None]:
    """Work through what comes in while the server runs; at the end, commit what still waits."""
    app.state.intake.open()
    app.state.worker.start()
    yield
    await run_in_threadpool(app.state.worker.stop)
    await run_in_threadpool(app.state.intake.close)


def _public_door(app: FastAPI, wellspent: Wellspent) -> PublicDoor:
    """Return what answers for forms and webhooks; the guards are for the team's own pages."""
    worker: Worker | WorkerProcess = app.state.worker
    return PublicDoor(
        wellspent,
        app.state.intake,
        form_key(wellspent.store),
        received=lambda _: worker.wake(),
    )


def _add_guards(app: FastAPI, settings: Settings) -> None:
    """Put the guards before the app; the one added last sees a request first."""
    upload = settings.max_upload_mb * MEGABYTE

    def limit_of(path: str) -> int:
        return upload if path.startswith(UPLOAD_PATHS) else SMALL_BODY

    # Packed answers may be guessed at by their length (BREACH): pages hold no secret to guess.
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_PACKED)
    app.add_middleware(BodyLimit, limit_of=limit_of)
    if settings.api_token:
        app.add_middleware(Guard, refuse=refuse_without_token(settings.api_token, OPEN_PATHS))
    app.add_middleware(Guard, refuse=refuse_other_sites(settings.cors))
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        )
    names = settings.allowed_hosts or (LOOPBACK_NAMES if is_loopback(settings.host) else ())
    if names:
        app.add_middleware(Guard, refuse=refuse_strange_host(names))
    app.add_middleware(SecurityHeaders)


class VersionedFiles(StaticFiles):
    """Static files: kept for a year where the address says which version (`?v=...`).

    Without a version in the address, a browser asks each time whether the file has changed.
    """

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file and how long it may be kept."""
        response = await super().get_response(path, scope)
        versioned = scope.get("query_string", b"").startswith(b"v=")
        response.headers["cache-control"] = _YEAR if versioned else "no-cache"
        return response


def add_static(app: FastAPI, folder: Path) -> None:
    """Serve the files of a folder under `/static`."""
    app.mount("/static", VersionedFiles(directory=folder), name="static")
