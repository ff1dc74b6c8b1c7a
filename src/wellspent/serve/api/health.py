"""Health: can the server do its work?"""

from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter

from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/health", tags=["health"])


@dataclass(frozen=True, slots=True)
class HealthOut:
    """The server answers, and reaches its store."""

    status: str
    version: str


@router.get("", summary="Can it do its work?")
def get_health(parts: Parts) -> HealthOut:
    """Answer once the store has been reached; 503 if it can't be. Needs no token."""
    with parts.store.reading():
        return HealthOut("ok", version("wellspent"))
