"""Rules of review: the list of all, the page of each, and what is true of ourselves."""

from collections.abc import Iterable
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markdown_it import MarkdownIt
from markupsafe import Markup

from wellspent.jobs.company_file import company_file
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.rule_pages import RuleRow, list_rules, rule_page
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render

router = APIRouter(prefix="/review")
FAMILIES = {
    "ASK": "Ask: what we want of them",
    "LAW": "Law: what a country asks for (no legal advice)",
    "MAN": "Manners: how it sounds",
    "REL": "Relevance: is it for this reader?",
    "SUP": "Suppressions: what was chosen not to be heard",
    "TIM": "Timing and load: when, how often, how long",
    "TRU": "Truth: what our records say",
    "VAL": "Value: what is in it for the reader",
}
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@router.get("/rules")
def show_rules(wellspent: Parts) -> HTMLResponse:
    """Show all rules, by family."""
    return render(
        "review_rules.html",
        families=_families(list_rules()),
        sample=holds_sample(wellspent.store),
    )


@router.get("/rules/{code}")
def show_rule(wellspent: Parts, code: str) -> HTMLResponse:
    """Show a rule's page: why it matters, what to do instead, examples."""
    page = rule_page(code[:60])
    title, _, rest = page.partition("\n")
    return render(
        "review_rule.html",
        title=title.removeprefix("# "),
        page=Markup(_MARKDOWN.render(rest)),  # noqa: S704  made by a renderer that lets no HTML in
        sample=holds_sample(wellspent.store),
    )


@router.get("/facts")
def show_facts(wellspent: Parts) -> HTMLResponse:
    """Show what is true of ourselves, by which statements about us are checked."""
    return render(
        "review_facts.html",
        facts=company_file(wellspent.store),
        sample=holds_sample(wellspent.store),
    )


def _families(rules: Iterable[RuleRow]) -> list[tuple[str, list[RuleRow]]]:
    return [
        (FAMILIES.get(family, family), list(rows))
        for family, rows in groupby(rules, key=lambda rule: rule.code.rstrip("0123456789"))
    ]
