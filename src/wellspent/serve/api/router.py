"""The API door: all endpoints under `/api/v1`."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import HTTPBearer

from wellspent.serve.api import (
    accounts,
    briefs_ahead,
    company,
    consents,
    contacts,
    conversations,
    corrections,
    deciders,
    exports,
    feedback,
    health,
    hooks,
    imports,
    jobs,
    leads,
    ledger,
    owed,
    profile,
    queue,
    reviews,
    routes,
    rules,
    saved,
    time_spent,
    titles,
)
from wellspent.serve.api.problem_model import problems

PREFIX = "/api/v1"


class DescribedApp(FastAPI):
    """An app whose description is made when it is first asked for: making it takes a second.

    It says that a measure that can't be told is null: JSON knows no NaN, and a record's type can't
    say that its numbers may turn into nulls.
    """

    def openapi(self) -> dict[str, Any]:
        """Return the description."""
        if self.openapi_schema is None:
            described = super().openapi()
            for field in ("value", "low", "high"):
                number = described["components"]["schemas"]["Measured"]["properties"][field]
                del number["type"]
                number["anyOf"] = [{"type": "number"}, {"type": "null"}]
        return super().openapi()


def create_api(*, asks_for_token: bool = False) -> APIRouter:
    """Return all endpoints, each documented with the problems that may come instead.

    With `asks_for_token` the description says so; the guard before the app does the asking.
    """
    bearer = HTTPBearer(auto_error=False, description="The setting api_token.")
    router = APIRouter(
        prefix=PREFIX,
        responses=problems(),
        dependencies=[Depends(bearer)] if asks_for_token else [],
    )
    parts = (
        leads, accounts, contacts, briefs_ahead, deciders, time_spent, titles, queue, reviews,
        routes, rules, company, consents, profile, corrections, conversations, ledger, owed,
        feedback, imports, jobs, saved, exports, hooks, health,
    )  # fmt: skip
    for part in parts:
        router.include_router(part.router)
    return router
