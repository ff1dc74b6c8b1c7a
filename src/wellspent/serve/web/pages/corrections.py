"""Declare and correct the profile: statements, value weights, doubtful columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.declare_profile import (
    declare_profile,
    declared_profile,
    forget_word_on_column,
    mark_of,
    overrule_column,
    set_value_weights,
    value_weights,
)
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import current_profile
from wellspent.records.declared import DeclaredProfile, Statement, Strength, ValueWeights
from wellspent.serve.web.pages.profile import profile_page
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, needed_number, number_of, text_of, texts_of
from wellspent.wiring import Wellspent

router = APIRouter()
EMPTY_LINES = 3
MOST_CUSTOMERS = 50
USUAL_ATTRIBUTES = (
    ("industry", "Industry"),
    ("employees", "Employees"),
    ("country", "Country"),
    ("region", "Region"),
    ("source", "Source"),
)
WEIGHT_WORDS = {
    "spend": ("Spend", "What they have paid in all"),
    "recurring_revenue": ("Recurring revenue", "What they pay every year"),
    "tenure": ("Tenure", "How long they have been customers"),
    "growth": ("Growth", "How what they pay has grown"),
    "referrals": ("Referrals", "Whom they brought us"),
    "champions": ("Champions", "People there who speak for us"),
    "reputation": ("Reputation", "What their name is worth as a reference"),
    "best_share": ("Share that counts as best", "0.25 is the top quarter"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as it stands in the form."""

    attribute: str = ""
    values: str = ""
    low: str = ""
    high: str = ""
    strength: str = Strength.FOR.value


@router.get("/profile/declare")
def show_declare(wellspent: Parts) -> HTMLResponse:
    """Show what is declared, as a form."""
    declared = declared_profile(wellspent.store)
    lines = [line_of(one) for one in declared.statements]
    return declare_page(
        wellspent, lines, f"{declared.base_rate * 100:g}", f"{declared.counts_as_cases:g}"
    )


@router.post("/profile/declare")
def keep_declared(wellspent: Parts, form: Typed) -> Response:
    """Keep what was declared; what makes no sense comes back as it was typed.

    So does what somebody else changed since the form was shown.
    """
    lines = typed_lines(form)
    rate, counts = text_of(form, "base_rate"), text_of(form, "counts_as")
    try:
        declared = DeclaredProfile(
            statements=tuple(statement_of(line) for line in lines),
            base_rate=needed_number(rate, "The usual rate", low=0.1, high=99.9) / 100,
            counts_as_cases=needed_number(counts, "The number of cases", low=1, high=100_000),
        )
        declare_profile(wellspent.store, declared, seen=text_of(form, "seen", 40) or None)
    except WellspentError as error:
        return declare_page(wellspent, lines, rate, counts, error=error)
    return RedirectResponse("/profile", 303)


def declare_page(
    wellspent: Wellspent,
    lines: Sequence[Line],
    base_rate: str,
    counts_as: str,
    *,
    error: WellspentError | None = None,
) -> HTMLResponse:
    """Render the form with these lines and some empty ones."""
    profile = current_profile(wellspent.store)
    known = [(one.name, one.label) for one in profile.scorecard.attributes] if profile else []
    return render(
        "declare.html",
        sample=holds_sample(wellspent.store),
        status=error.status if error else 200,
        error=error,
        lines=[*lines, *[Line()] * EMPTY_LINES],
        attributes=known or USUAL_ATTRIBUTES,
        strengths=[strength.value for strength in Strength],
        base_rate=base_rate,
        counts_as=counts_as,
        seen=mark_of(declared_profile(wellspent.store)),
    )


def line_of(statement: Statement) -> Line:
    """Return a statement as it stands in the form."""
    low = "" if statement.low is None else f"{statement.low:g}"
    high = "" if statement.high is None else f"{statement.high:g}"
    values = ", ".join(statement.values)
    return Line(statement.attribute, values, low, high, statement.strength.value)


def typed_lines(form: Typed) -> list[Line]:
    """Return the lines that were typed, without those that were left empty."""
    names = ("attribute", "values", "low", "high", "strength")
    lines = [Line(*cells) for cells in zip(*(texts_of(form, name) for name in names), strict=False)]
    return [line for line in lines if line.attribute or line.values or line.low or line.high]


def statement_of(line: Line) -> Statement:
    """Read one line. Raises `InputError` that names it."""
    where = f"the statement about “{line.attribute[:40]}”"
    if not line.attribute:
        raise InputError(
            "A statement names no attribute.", next_step="Name one, such as industry or employees."
        )
    values = tuple(part.strip() for part in line.values.split(",") if part.strip())
    low, high = number_of(line.low, "“From”"), number_of(line.high, "“To below”")
    if bool(values) == (low is not None or high is not None):
        raise InputError(
            "A statement needs either values or a range.",
            where=where,
            next_step="Give values with commas between, or from and to, not both.",
        )
    if low is not None and high is not None and low >= high:
        raise InputError("The range ends before it begins.", where=where, next_step="Swap them.")
    if line.strength not in set(Strength):
        raise InputError("Say how much it speaks for them.", where=where)
    strength = Strength(line.strength)
    return Statement(attribute=line.attribute, strength=strength, values=values, low=low, high=high)


@router.get("/profile/value")
def show_value(wellspent: Parts) -> HTMLResponse:
    """Show the weights of a customer's value, as a form."""
    weights = value_weights(wellspent.store)
    return value_page(
        wellspent, {one.name: f"{getattr(weights, one.name):g}" for one in fields(weights)}
    )


@router.post("/profile/value")
def keep_value(wellspent: Parts, form: Typed) -> Response:
    """Keep the weights; what makes no sense comes back as it was typed.

    So does what somebody else changed since the form was shown.
    """
    typed = {name: text_of(form, name, 20) for name in WEIGHT_WORDS}
    try:
        weights = {
            name: needed_number(text, WEIGHT_WORDS[name][0], low=0, high=1000)
            for name, text in typed.items()
            if name != "best_share"
        }
        share = needed_number(
            typed["best_share"], WEIGHT_WORDS["best_share"][0], low=0.01, high=0.9
        )
        wanted = ValueWeights(best_share=share, **weights)
        set_value_weights(wellspent.store, wanted, seen=text_of(form, "seen", 40) or None)
    except WellspentError as error:
        return value_page(wellspent, typed, error=error)
    return RedirectResponse("/profile/value", 303)


def value_page(
    wellspent: Wellspent, typed: dict[str, str], *, error: WellspentError | None = None
) -> HTMLResponse:
    """Render the weights, and the customers that were most valuable when last learned."""
    profile = current_profile(wellspent.store)
    customers = sorted(profile.customers, key=lambda one: -one.value) if profile else []
    return render(
        "value.html",
        sample=holds_sample(wellspent.store),
        status=error.status if error else 200,
        error=error,
        weights=[(name, *words, typed[name]) for name, words in WEIGHT_WORDS.items()],
        customers=customers[:MOST_CUSTOMERS],
        all_customers=len(customers),
        seen=mark_of(value_weights(wellspent.store)),
    )


@router.post("/profile/columns")
def decide_column(wellspent: Parts, form: Typed) -> Response:
    """Keep a person's word on a column (known when an enquiry arrives, or not), or take it back."""
    column, word = text_of(form, "column", 500), text_of(form, "keep")
    try:
        if word == "forget":
            forget_word_on_column(wellspent.store, column)
        else:
            overrule_column(wellspent.store, column, keep=word == "yes")
    except WellspentError as error:
        return profile_page(wellspent, error=error, refused=True)
    return RedirectResponse("/profile", 303)
