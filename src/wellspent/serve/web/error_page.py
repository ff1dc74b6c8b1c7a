"""Errors as a calm page: what happened, where, and what to do next."""

from fastapi import Request, Response

from wellspent.serve.problems import Problem
from wellspent.serve.web.templating import render


def error_page(request: Request, details: Problem) -> Response:
    """Return problem details as a page; the problem's own status is kept."""
    words = {key: str(details.get(key, "")) for key in ("title", "detail", "where", "tried")}
    return render(
        "error.html",
        status=int(str(details.get("status", 500))),
        next_step=str(details.get("next_step", "")),
        search=request.query_params.get("q", ""),
        **words,
    )
