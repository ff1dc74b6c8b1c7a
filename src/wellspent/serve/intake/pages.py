"""Public pages: the hosted form, the thanks, a problem; nothing of the team's own pages."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from wellspent.jobs.form_shown import shown_token
from wellspent.records.site import Site
from wellspent.serve.public_page import FALLBACK, own_style, public_headers, public_words
from wellspent.serve.strict_templates import strict_templates

HERE = Path(__file__).parent
ZONE_SCRIPT = (
    'document.getElementById("zone").value=Intl.DateTimeFormat().resolvedOptions().timeZone||"";'
)


def form_page(site: Site, key: bytes, now: datetime) -> Response:
    """Return a site's form, which its own pages may show in a frame."""
    text = (
        _templates()
        .get_template("form.html")
        .render(
            site=site.name,
            language=site.language,
            words=form_words(site.language),
            shown=shown_token(key, site.name, now),
            leaves_frame=site.thanks_address.startswith("http"),
            script=Markup(ZONE_SCRIPT),  # noqa: S704  our own
            style=_style(),
        )
    )
    return HTMLResponse(text, headers=_headers(site))


def thanks_page(site: Site) -> Response:
    """Return the page that thanks for a message."""
    text = (
        _templates()
        .get_template("thanks.html")
        .render(language=site.language, words=form_words(site.language), style=_style())
    )
    return HTMLResponse(text, headers=_headers(site))


def problem_page(details: Mapping[str, object], status: int) -> Response:
    """Return what went wrong, to a person who filled in a form."""
    text = (
        _templates()
        .get_template("problem.html")
        .render(
            language=FALLBACK,
            style=_style(),
            title=str(details.get("title", "")),
            detail=str(details.get("detail", "")),
            next_step=str(details.get("next_step", "")),
        )
    )
    return HTMLResponse(text, status, headers=_headers(None))


def snippet(site: Site, base: str) -> Response:
    """Return the HTML to paste into a page, as plain text; `base` is our own address."""
    text = (
        _templates()
        .get_template("snippet.txt")
        .render(base=base, site=site.name, words=form_words(site.language))
    )
    return PlainTextResponse(text, headers=_headers(None))


def form_words(language: str) -> Mapping[str, str]:
    """Return the words on the form in a language; in English where we have none."""
    return public_words("wellspent.serve.intake", "form_words.toml", language)


@cache
def _templates() -> Environment:
    return strict_templates(HERE / "templates")


def _style() -> Markup:
    return own_style(HERE / "templates" / "public.css")


def _headers(site: Site | None) -> dict[str, str]:
    """Return the headers of a public page: who may frame it, and that nothing else is loaded."""
    # Chromium holds the rule for forms against the address that the answer leads to as well.
    thanks = urlsplit(site.thanks_address) if site is not None else urlsplit("")
    return public_headers(
        _style(),
        script=ZONE_SCRIPT,
        forms_lead_to=f"{thanks.scheme}://{thanks.netloc}" if thanks.netloc else "",
        framers=" ".join(site.origins) if site is not None and site.origins else "'none'",
        referrer="strict-origin-when-cross-origin",
    )
