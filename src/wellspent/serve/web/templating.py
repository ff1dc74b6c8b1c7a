"""Templates: Jinja with escaping on, strict about missing names, and our words as filters."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from wellspent.serve.ages_and_counts import age, counted
from wellspent.serve.strict_templates import strict_templates
from wellspent.serve.web import wording
from wellspent.serve.web.charts.interval_bar import interval_bar
from wellspent.serve.web.evidence_address import evidence_address, evidence_name
from wellspent.serve.web.queue_words import due_words
from wellspent.serve.web.role_view import power_words, role_answer
from wellspent.serve.web.row_name import person_of, row_name

HERE = Path(__file__).parent
STATIC_FOLDER = HERE / "static"
FILTERS = (
    age,
    wording.capitalised,
    counted,
    due_words,
    evidence_address,
    evidence_name,
    person_of,
    power_words,
    role_answer,
    row_name,
    wording.date_and_time,
    wording.date_words,
    wording.kinds,
    wording.label_words,
    wording.lasting,
    wording.measured_words,
    wording.money_words,
    wording.number,
    wording.out_of_100,
    wording.percent,
    wording.points_words,
    wording.seconds_words,
    wording.share_words,
    wording.shortened,
    wording.value_words,
    wording.weekday_and_hour,
    wording.worth,
    wording.worth_reason,
)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the template environment, made once."""
    made = strict_templates(HERE / "templates")
    for function in FILTERS:
        made.filters[function.__name__] = cast("Any", function)
    made.globals["static"] = cast("Any", static_address)
    made.globals["interval_bar"] = cast("Any", interval_bar)
    return made


def render(template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """Return a page made from a template; `now` (UTC) and `search` are there unless given."""
    context = {"now": datetime.now(UTC), "search": "", "sample": False} | context
    text = environment().get_template(template).render(context)
    return HTMLResponse(text, status)


@lru_cache(maxsize=64)
def static_address(name: str) -> str:
    """Return the address of a static file, with its version, so that it may be kept for long."""
    content = (STATIC_FOLDER / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
