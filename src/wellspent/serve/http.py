"""The server: joins the API and the web pages behind the same guards.

`create_app` is what `wellspent serve` runs and what tests call.
"""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from wellspent.serve.api.router import create_api, describe
from wellspent.serve.background import Background
from wellspent.serve.guards import (
    LOOPBACK_NAMES,
    MEGABYTE,
    SMALL_BODY,
    BodyLimit,
    Guard,
    SecurityHeaders,
    refuse_other_sites,
    refuse_strange_host,
    refuse_without_token,
)
from wellspent.serve.problems import add_problem_handlers
from wellspent.serve.web.error_page import error_page
from wellspent.serve.web.router import create_router
from wellspent.settings import Settings
from wellspent.wiring import Wellspent

STATIC_FILES = Path(__file__).parent / "web" / "static"
UPLOAD_PATHS = ("/api/v1/imports", "/imports")
OPEN_PATHS = ("/api/v1/health", "/static/")
LEAST_PACKED = 1000
"""Bytes below which an answer is sent as it is."""
_YEAR = "public, max-age=31536000, immutable"


def create_app(wellspent: Wellspent) -> FastAPI:
    """Return the server's application: API, pages, guards."""
    app = FastAPI(
        title="Wellspent",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.wellspent = wellspent
    app.state.error_page = error_page
    app.state.background = Background()
    app.include_router(create_api(asks_for_token=bool(wellspent.settings.api_token)))
    app.include_router(create_router(wellspent, app.state.background))
    add_static(app, STATIC_FILES)
    add_problem_handlers(app)
    _add_guards(app, wellspent.settings)
    describe(app)
    return app


def is_loopback(host: str) -> bool:
    """Return whether an address can be reached from this machine only."""
    return host in LOOPBACK_NAMES or host.startswith("127.")


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
