"""The API door: all endpoints under `/api/v1`."""

from fastapi import APIRouter

from wellspent.serve.api import accounts, exports, health, imports, leads, profile, queue
from wellspent.serve.api.problem_model import problems

PREFIX = "/api/v1"


def create_api() -> APIRouter:
    """Return all endpoints, each documented with the problems that may come instead."""
    router = APIRouter(prefix=PREFIX, responses=problems())
    for part in (leads, accounts, queue, profile, imports, exports, health):
        router.include_router(part.router)
    return router
