"""The one-tap page in each of its states, in the customer's language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from wellspent.errors import WellspentError
from wellspent.jobs.answer_feedback import LONGEST_WORDS
from wellspent.records.feedback import AskingWish, FeedbackAnswer, FeedbackRequest, Worth
from wellspent.records.heard import Complaint
from wellspent.serve.public_page import FALLBACK, own_style, public_headers, public_words
from wellspent.serve.strict_templates import strict_templates

HERE = Path(__file__).parent


def ask_page(token: str, request: FeedbackRequest) -> Response:
    """Return the question with its three answers."""
    return _page("ask.html", request, token=token, worths=[each.value for each in Worth])


def more_page(token: str, request: FeedbackRequest, answer: FeedbackAnswer) -> Response:
    """Return what a customer may add to an answer that was kept."""
    words = feedback_words(request.language)
    return _page(
        "more.html",
        request,
        token=token,
        thanks=words["thanks"].format(answer=words[answer.worth.value]),
        complaints=[each.value for each in Complaint],
        wishes=[each.value for each in AskingWish],
        longest=LONGEST_WORDS,
    )


def said_page(request: FeedbackRequest) -> Response:
    """Return that all was kept."""
    return _page("said.html", request, said=feedback_words(request.language)["answered"])


def problem_page(error: WellspentError) -> Response:
    """Return what went wrong, to a customer."""
    details = error.problem_details()
    return _render(
        "problem.html",
        FALLBACK,
        error.status,
        is_sample=False,
        detail=str(details.get("detail", "")),
        next_step=str(details.get("next_step", "")),
    )


def not_possible_page() -> Response:
    """Return that there is nothing to be done in this way."""
    response = _render(
        "problem.html", FALLBACK, 405, is_sample=False, detail="Nothing is here.", next_step=""
    )
    response.headers["allow"] = "GET, HEAD, POST"
    return response


def feedback_words(language: str) -> Mapping[str, str]:
    """Return the words on the page in a language; in English where we have none."""
    return public_words("wellspent.serve.feedback", "feedback_words.toml", language)


def _page(template: str, request: FeedbackRequest, **values: Any) -> Response:
    return _render(template, request.language, 200, is_sample=request.is_sample, **values)


def _render(template: str, language: str, status: int, **values: Any) -> Response:
    text = (
        _templates()
        .get_template(template)
        .render(language=language, words=feedback_words(language), style=_style(), **values)
    )
    return HTMLResponse(text, status, headers=_headers())


@cache
def _templates() -> Environment:
    return strict_templates(HERE / "templates")


def _style() -> Markup:
    return own_style(HERE / "templates" / "feedback.css")


@cache
def _headers() -> dict[str, str]:
    """Return the headers: nothing is loaded, nothing is framed, the link isn't passed on."""
    headers = public_headers(_style(), referrer="no-referrer")
    return {**headers, "x-robots-tag": "noindex"}
