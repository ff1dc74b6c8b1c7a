"""Profile: what the most valuable customers have in common, and how far to trust it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs.declare_profile import declared_profile, words_on_columns
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import LEARN_AGAIN, current_profile
from wellspent.jobs.save_scorecard import scorecard_as_text
from wellspent.records.declared import Statement
from wellspent.records.honesty import Honesty, SetAside, SetAsideReason
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import ScorecardAttribute
from wellspent.records.verdict import Verdict
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.long_work import LEARNING
from wellspent.serve.web.charts.attribute_points import attribute_plot
from wellspent.serve.web.charts.calibration import calibration_plot
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.differences import differences_plot
from wellspent.serve.web.charts.learning_curve import learning_curve
from wellspent.serve.web.charts.points import weight_of, widest_points
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.wording import (
    capitalised,
    label_words,
    list_words,
    measured_words,
    number,
    out_of_100,
    points_words,
)
from wellspent.wiring import Wellspent

router = APIRouter()
MOST_PLOTS = 6
TELLS_SOMETHING = 0.02
HEADLINES = {
    Verdict.READY: "Ready: it can be relied on.",
    Verdict.WEAK: "Weak: take it as a hint.",
    Verdict.NO_SIGNAL: "No signal: what is recorded does not tell who buys.",
    Verdict.RULES_ONLY: "Rules only: it goes by what you said, not by data.",
}
ABOUT_OUTCOME = (SetAsideReason.KNOWS_OUTCOME, SetAsideReason.REQUESTED)


@dataclass(frozen=True, slots=True)
class Plot:
    """An attribute's plot on the page, and what to call it."""

    name: str
    label: str
    chart: Chart


@router.get("/profile")
def show_profile(wellspent: Parts, work: LongWork) -> HTMLResponse:
    """Show the profile, or how to get one."""
    task = work.find(LEARNING)
    return profile_page(wellspent, error=task.error if task else None)


def profile_page(
    wellspent: Wellspent, *, error: WellspentError | None = None, refused: bool = False
) -> HTMLResponse:
    """Render the profile; an error of the last attempt stands above it.

    With `refused` the error is about this very request, and the answer has its status.
    """
    profile = current_profile(wellspent.store)
    if profile is None:
        return render("profile_empty.html", error=error)
    ranked = ranked_attributes(profile)
    honesty = profile.honesty
    declared = declared_profile(wellspent.store)
    said = words_on_columns(wellspent.store)
    return render(
        "profile.html",
        status=error.status if refused and error else 200,
        error=error,
        said_more=LEARN_AGAIN if LEARN_AGAIN in profile.notes else "",
        notes=[note for note in profile.notes if note != LEARN_AGAIN],
        profile=profile,
        sample=holds_sample(wellspent.store),
        headline=HEADLINES[honesty.verdict],
        differences=differences_plot(profile.differences),
        no_difference=no_difference(profile),
        plots=plots_of(profile, ranked[:MOST_PLOTS]),
        others=[other_words(one) for one in ranked[MOST_PLOTS:]],
        calibration=calibration_plot(honesty),
        curve=learning_curve(honesty),
        measures=measures(honesty),
        key_figures=key_figures(honesty),
        declared=declared,
        statements=[statement_words(one) for one in declared.statements],
        without_doubtful=without_doubtful_words(honesty),
        said=said,
        words=words_not_shown(said, honesty.set_aside),
        columns=set_aside_groups(honesty.set_aside),
    )


@router.get("/profile/charts/{name}.{ending}")
def download_chart(wellspent: Parts, name: str, ending: str) -> Response:
    """Download one of the profile's plots."""
    profile = needed_profile(wellspent)
    charts = {
        "differences": lambda: differences_plot(profile.differences),
        "calibration": lambda: calibration_plot(profile.honesty),
        "learning-curve": lambda: learning_curve(profile.honesty),
    }
    return chart_download(charts[name]() if name in charts else None, ending)


@router.get("/profile/scorecard.toml")
def download_scorecard(wellspent: Parts) -> Response:
    """Download the scorecard as its readable file."""
    text = scorecard_as_text(needed_profile(wellspent).scorecard)
    headers = {"content-disposition": 'attachment; filename="scorecard.toml"'}
    return Response(text, media_type="application/toml", headers=headers)


def needed_profile(wellspent: Wellspent) -> LearnedProfile:
    """Return the learned profile; raises `NotFound` while there is none."""
    profile = current_profile(wellspent.store)
    if profile is None:
        raise NotFound("Nothing is learned yet.", next_step="Import past enquiries, then learn.")
    return profile


def ranked_attributes(profile: LearnedProfile) -> list[ScorecardAttribute]:
    """Return the scorecard's attributes, those that move scores most first."""
    return sorted(profile.scorecard.attributes, key=weight_of, reverse=True)


def plots_of(profile: LearnedProfile, attributes: list[ScorecardAttribute]) -> list[Plot]:
    """Return the plots of these attributes on one scale; those that tell nothing are left out."""
    widest = widest_points(profile.scorecard)
    telling = [one for one in attributes if weight_of(one) >= TELLS_SOMETHING]
    return [Plot(one.name, capitalised(one.label), attribute_plot(one, widest)) for one in telling]


def other_words(attribute: ScorecardAttribute) -> dict[str, str]:
    """Return an attribute that isn't drawn, with how far its points reach."""
    points = [band.points for band in attribute.bands] or [0.0]
    reach = f"points from {points_words(min(points))} to {points_words(max(points))}"
    bands = counted(len(attribute.bands), "value")
    return {
        "name": attribute.name,
        "label": capitalised(attribute.label),
        "words": f"{bands}, {reach}",
    }


def no_difference(profile: LearnedProfile) -> str:
    """Say why no difference between the best customers and the rest is shown."""
    best = sum(1 for one in profile.customers if one.best)
    if not profile.customers:
        return "No customers with a value are known yet: import won deals or accounts."
    looked = counted(len(profile.differences), "difference")
    return (
        f"{looked} between the {best:,} best and the other "
        f"{len(profile.customers) - best:,} customers were looked at; none stands."
    )


def key_figures(honesty: Honesty) -> list[tuple[str, str, str]]:
    """Return the three figures that a manager asks for first, in plain words."""
    auc, error, lift = honesty.auc, honesty.calibration_error, honesty.top_decile_lift
    figures: list[tuple[str, str, str]] = []
    if auc is not None and not math.isnan(auc.value):
        interval = f"of 100 pairs ({out_of_100(auc.low)}-{out_of_100(auc.high)})"
        figures.append(("ranks right", out_of_100(auc.value), interval))
    if lift is not None and not math.isnan(lift.value):
        interval = f"times the usual rate ({lift.low:.1f}-{lift.high:.1f})"
        figures.append(("its best tenth wins", f"{lift.value:.1f}", interval))
    if error is not None and not math.isnan(error.value):
        interval = f"in 100 on average ({out_of_100(error.low)}-{out_of_100(error.high)})"
        figures.append(("what it says is off by", out_of_100(error.value), interval))
    return figures


def measures(honesty: Honesty) -> list[tuple[str, str, str]]:
    """Return the measures on later cases, each with what it means; empty under *rules only*."""
    if honesty.auc is None:
        return []
    base = honesty.base_log_loss
    compared = f"always saying the usual rate scores {base:.3f}; lower is better" if base else ""
    lift = honesty.top_decile_lift
    return [
        (
            "Ranking (AUC)",
            measured_words(honesty.auc, 3),
            "how often a later customer is ranked above a later lost case; 0.5 is a coin toss",
        ),
        ("Log loss", measured_words(honesty.log_loss, 3), compared),
        ("Brier score", measured_words(honesty.brier, 3), "mean squared error; lower is better"),
        (
            "Calibration error",
            measured_words(honesty.calibration_error, 3),
            "mean distance between what is said and what comes true",
        ),
        (
            "Best tenth",
            f"{measured_words(lift, 1)} times" if lift else "cannot tell yet",
            "how many times the usual rate the best-ranked tenth is won",
        ),
    ]


@dataclass(frozen=True, slots=True)
class ColumnGroups:
    """Columns by what a person has to do: answer, may overrule, nothing."""

    questions: list[SetAside]
    aside: list[SetAside]
    quiet: list[SetAside]


def without_doubtful_words(honesty: Honesty) -> str:
    """Say how well it does with and without the columns in question; empty where none is."""
    found = honesty.without_doubtful
    if found is None:
        return ""
    columns = list_words([label_words(name) for name in found.columns])
    if found.auc is None or honesty.auc is None:
        return f"Without {columns} the verdict is: {found.verdict.value}."
    return (
        f"It ranks {out_of_100(honesty.auc.value)} of 100 pairs right "
        f"({honesty.verdict.value}); without {columns}, "
        f"{out_of_100(found.auc.value)} ({found.verdict.value}), "
        f"AUC {measured_words(honesty.auc, 3)} against {measured_words(found.auc, 3)}."
    )


def words_not_shown(said: Mapping[str, bool], shown: Sequence[SetAside]) -> list[tuple[str, str]]:
    """Return columns that a person spoke of and that aren't told of as set aside or kept."""
    named = {one.column for one in shown if one.kept or one.reason is SetAsideReason.REQUESTED}
    return [
        (column, "to be used" if keep else "left out")
        for column, keep in said.items()
        if column not in named
    ]


def set_aside_groups(columns: tuple[SetAside, ...]) -> ColumnGroups:
    """Sort columns by what a person has to do."""
    questions = [one for one in columns if one.question and not one.kept]
    rest = [one for one in columns if one not in questions]
    aside = [one for one in rest if one.kept or one.reason in ABOUT_OUTCOME]
    quiet = [one for one in rest if one not in aside]
    return ColumnGroups(questions, aside, quiet)


def statement_words(statement: Statement) -> str:
    """Return a declared statement as a sentence."""
    label = label_words(statement.attribute)
    if statement.values:
        return f"{label} {list_words(list(statement.values))}: {statement.strength.value}"
    low, high = statement.low, statement.high
    if low is not None and high is not None:
        span = f"from {number(low)} to below {number(high)}"
    elif low is not None:
        span = f"{number(low)} or more"
    else:
        span = f"below {number(high or 0)}"
    return f"{label} {span}: {statement.strength.value}"
