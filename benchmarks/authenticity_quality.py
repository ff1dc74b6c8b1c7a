"""Authenticity and routes: which kinds are found, who is wrongly held up, is the chance honest?

    python -m benchmarks.authenticity_quality             # on the develop half, as Markdown
    python -m benchmarks.authenticity_quality --misses    # what went wrong there, with the evidence
    python -m benchmarks.authenticity_quality --sealed    # figures only, on the sealed half

On the corpus of `benchmarks/enquiries`, with the declared points of a first day, before any
team's marks. What counts was fixed before the first run:

*Found*, strictly: the kind that is said is exactly the kind that it is; *unsure* finds nothing.
This is what the wanted shares are held against. Two easier counts stand beside it. *Not taken
along*: the kind said is another one than genuine interest, support and unsure. *Kept off the
telephone*: the route needs no person (give, ask, quarantine) and authenticity is below 50 %.

*In a slow lane*: the route is ask or quarantine. Routes are chosen with the team's default costs
and a promise made from the genuine ones of the develop half; its threshold is the smallest that
conformal risk control allows, so the sealed half is the test. No profile says how well anyone
fits; a second table says what comes out at a low, a middle and a high fit.

*Lost*: an enquiry without a route. *Deleted*: a route that ends in nothing; there is none, so this
counts routes that aren't in the list of routes.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from benchmarks.enquiry_corpus import LANGUAGES, Half, WrittenEnquiry, read_corpus
from benchmarks.honest_figures import (
    Share,
    at_share,
    auc,
    auc_interval,
    calibration_error,
    reliability,
)
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.qualify.authenticity import (
    authenticities_of,
    authenticity_of,
    prior_scorecard,
)
from wellspent.qualify.choose_route import choose_route
from wellspent.qualify.costs import default_rules
from wellspent.qualify.learn_authenticity import learn_authenticity
from wellspent.qualify.promise import make_promise
from wellspent.records.authenticity import Authenticity, EnquiryKind, LabelledEnquiry
from wellspent.records.route import SLOW_LANES, Promise, Route

GENUINE: Final = EnquiryKind.GENUINE
NOBODYS: Final = (EnquiryKind.BOT,)
OTHERS: Final = (
    EnquiryKind.FREE_INFORMATION,
    EnquiryKind.STUDENT,
    EnquiryKind.JOB_SEEKER,
    EnquiryKind.VENDOR,
    EnquiryKind.COMPETITOR,
    EnquiryKind.SPAM,
)
NOT_GENUINE: Final = (*NOBODYS, *OTHERS)
TAKEN_ALONG: Final = frozenset({GENUINE, EnquiryKind.SUPPORT, EnquiryKind.UNSURE})
NO_PERSON: Final = frozenset({Route.GIVE, Route.ASK, Route.QUARANTINE})
FITS: Final = (None, 0.02, 0.2, 0.6)
FOLDS: Final = 5
NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judged:
    """An enquiry of the corpus and what the product says of it."""

    written: WrittenEnquiry
    authenticity: Authenticity
    route: Route

    @property
    def found(self) -> bool:
        """Whether the kind said is exactly the kind that it is."""
        return self.authenticity.kind is self.written.kind

    @property
    def not_taken_along(self) -> bool:
        """Whether it is said to be of a kind that isn't a customer or may be one."""
        return self.authenticity.kind not in TAKEN_ALONG

    @property
    def off_the_telephone(self) -> bool:
        """Whether it costs nobody's time and is rather not genuine."""
        return self.route in NO_PERSON and self.authenticity.probability < 0.5

    @property
    def slow(self) -> bool:
        """Whether its route makes it wait."""
        return self.route in SLOW_LANES


Count = Callable[[Judged], bool]


def authenticities(written: Sequence[WrittenEnquiry]) -> list[Authenticity]:
    scorecard = prior_scorecard()
    return [authenticity_of(scorecard, one.enquiry) for one in written]


def promise_of_develop() -> Promise:
    """Return the promise that the genuine ones of the develop half can carry."""
    written = [one for one in read_corpus(Half.DEVELOP) if one.kind is GENUINE]
    scores = [one.probability for one in authenticities(written)]
    return make_promise(scores, default_rules().slow_lane_share)


def judge(
    written: Sequence[WrittenEnquiry],
    said: Sequence[Authenticity],
    promise: Promise,
    fit: float | None = None,
) -> list[Judged]:
    rules = default_rules()
    return [
        Judged(one, authenticity, choose_route(authenticity, fit, rules, promise).route)
        for one, authenticity in zip(written, said, strict=True)
    ]


def of_kinds(judged: Iterable[Judged], kinds: Iterable[EnquiryKind]) -> list[Judged]:
    wanted = frozenset(kinds)
    return [one for one in judged if one.written.kind in wanted]


def share(judged: Sequence[Judged], count: Count) -> Share:
    return Share(sum(count(one) for one in judged), len(judged))


def scores(judged: Iterable[Judged]) -> list[float]:
    return [one.authenticity.probability for one in judged]


def wanted(judged: Sequence[Judged]) -> str:
    """Return what was wanted, what is, and whether it is met."""
    genuine = of_kinds(judged, [GENUINE])
    bots, others = of_kinds(judged, NOBODYS), of_kinds(judged, OTHERS)
    found_bots = share(bots, lambda one: one.found)
    found_others = share(others, lambda one: one.found)
    slow = share(genuine, lambda one: one.slow)
    lost = sum(one.route is None for one in judged)
    deleted = sum(one.route not in frozenset(Route) for one in judged)
    rows = [
        ("bots and gibberish found", "at least 90 %", found_bots, found_bots.share >= 0.9),
        (
            "other non-genuine kinds found",
            "at least 85 %",
            found_others,
            found_others.share >= 0.85,
        ),
        ("genuine in a slow lane", "at most 1 %", slow, slow.share <= 0.01),
        (f"lost, of all {len(judged)}", "0", lost, lost == 0),
        (f"deleted, of all {len(judged)}", "0", deleted, deleted == 0),
    ]
    return table(
        ("", "wanted", "measured (95 % interval)", ""),
        [(*row[:3], "met" if row[3] else "**not met**") for row in rows],
    )


def confusion(judged: Sequence[Judged]) -> str:
    """Return the confusion table: rows are the truth, columns what is said."""
    kinds = [*(kind for kind in EnquiryKind if kind is not EnquiryKind.UNSURE), EnquiryKind.UNSURE]
    counts = Counter((one.written.kind, one.authenticity.kind) for one in judged)
    rows = [
        (f"**{truth}**", *(counts[truth, said] or "" for said in kinds)) for truth in kinds[:-1]
    ]
    return table(("truth, then said:", *kinds), rows)


def by_kind(judged: Sequence[Judged]) -> str:
    """Return by kind: found in the strict and in the easier sense."""
    groups = [(kind, of_kinds(judged, [kind])) for kind in (*NOT_GENUINE, EnquiryKind.SUPPORT)]
    groups += [
        ("all non-genuine", of_kinds(judged, NOT_GENUINE)),
        ("*genuine, for comparison*", of_kinds(judged, [GENUINE])),
    ]
    return table(
        ("kind", "found (strictly)", "not taken along", "kept off the telephone"),
        [
            (
                name,
                share(some, lambda one: one.found),
                f"{share(some, lambda one: one.not_taken_along).share:.0%}",
                f"{share(some, lambda one: one.off_the_telephone).share:.0%}",
            )
            for name, some in groups
        ],
    )


def routes(judged: Sequence[Judged]) -> str:
    """Return the routes by kind."""
    counts = Counter((one.written.kind, one.route) for one in judged)
    kinds = [kind for kind in EnquiryKind if kind is not EnquiryKind.UNSURE]
    return table(
        ("truth", *Route),
        [(kind, *(counts[kind, route] or "" for route in Route)) for kind in kinds],
    )


def by_fit(
    written: Sequence[WrittenEnquiry], said: Sequence[Authenticity], promise: Promise
) -> str:
    """Return who is held up at several fits, and on a first day without a promise."""
    first_day = make_promise((), default_rules().slow_lane_share)
    cases = [("no profile, no history (first day)", first_day, None)]
    cases += [("no profile" if fit is None else f"fit {fit:.0%}", promise, fit) for fit in FITS]
    rows = []
    for name, made, fit in cases:
        judged = judge(written, said, made, fit)
        groups = (
            of_kinds(judged, [GENUINE]),
            of_kinds(judged, [EnquiryKind.SUPPORT]),
            of_kinds(judged, NOBODYS),
        )
        genuine, support, bots = groups
        rows.append(
            (
                name,
                share(genuine, lambda one: one.slow),
                share(support, lambda one: one.slow).hits,
                share(bots, lambda one: one.route is Route.QUARANTINE).hits,
                share(genuine, lambda one: one.route in {Route.CALL_NOW, Route.LIGHT_TOUCH}).hits,
                share(genuine, lambda one: one.route is Route.GIVE).hits,
            )
        )
    return table(
        (
            "", "genuine in a slow lane", "support in a slow lane", "bots in quarantine",
            "genuine called or written to", "genuine given material",
        ),
        rows,
    )  # fmt: skip


def groups(judged: Sequence[Judged]) -> str:
    """Return the main figures by language and by hard and easy."""
    named = [
        (language, [one for one in judged if one.written.language == language])
        for language in LANGUAGES
    ]
    named += [
        (name, [one for one in judged if one.written.hard is hard])
        for name, hard in (("hard", True), ("easy", False))
    ]
    return table(
        ("", "non-genuine found", "genuine said to be genuine", "genuine in a slow lane", "AUC"),
        [
            (
                name,
                share(of_kinds(some, NOT_GENUINE), lambda one: one.found),
                share(of_kinds(some, [GENUINE]), lambda one: one.found),
                share(of_kinds(some, [GENUINE]), lambda one: one.slow),
                f"{genuine_above_others(some):.3f}",
            )
            for name, some in named
        ],
    )


def genuine_above_others(judged: Sequence[Judged]) -> float:
    """Return the AUC of authenticity, genuine against the other kinds, support left out."""
    return auc(scores(of_kinds(judged, [GENUINE])), scores(of_kinds(judged, NOT_GENUINE)))


def separation(judged: Sequence[Judged]) -> str:
    genuine, not_genuine = of_kinds(judged, [GENUINE]), of_kinds(judged, NOT_GENUINE)
    yes, no = scores(genuine), scores(not_genuine)
    low, high = auc_interval(yes, no)
    bots = scores(of_kinds(judged, (*NOBODYS, EnquiryKind.SPAM)))
    return (
        f"AUC of authenticity, genuine against the other kinds (support left out): "
        f"**{auc(yes, no):.3f}** (95 % interval {low:.3f} to {high:.3f}); against bots and spam "
        f"alone {auc(yes, bots):.3f}."
    )


def calibration(judged: Sequence[Judged]) -> str:
    """Return the calibration as it stands, and moved to the share of genuine ones here."""
    counted = of_kinds(judged, (GENUINE, *NOT_GENUINE))
    truth = [one.written.kind is GENUINE for one in counted]
    said = scores(counted)
    moved = at_share(said, sum(truth) / len(truth))
    rows = reliability(moved, truth)
    return "\n\n".join(
        [
            f"Genuine: {sum(truth) / len(truth):.0%} here, said on average "
            f"{sum(said) / len(said):.0%}. The corpus has far more of the rest than a form gets, "
            "so the chances are too high here by its making. Expected calibration error "
            f"{calibration_error(reliability(said, truth)):.3f} as said, "
            f"{calibration_error(rows):.3f} once all are moved by one constant to the share here "
            "(what a team's own marks do first). The table is after that.",
            table(
                ("said", "enquiries", "mean said", "were genuine"),
                [
                    (
                        f"{row.low:.0%} to {row.high:.0%}",
                        row.cases,
                        f"{row.said:.2f}",
                        f"{row.was:.2f}",
                    )
                    for row in rows
                ],
            ),
        ]
    )


def marked(written: Iterable[WrittenEnquiry]) -> list[LabelledEnquiry]:
    """Return what a team's marks would say; support is left out, as nobody marks it."""
    return [
        LabelledEnquiry(enquiry=one.enquiry, genuine=one.kind is GENUINE, known_from="mark")
        for one in written
        if one.kind is not EnquiryKind.SUPPORT
    ]


def taught(half: Half) -> list[tuple[bool, float]]:
    """Return who was genuine and how likely that was said to be, with points moved by marks.

    The sealed half is judged with marks of the develop half; the develop half in five parts, each
    with marks of the four others.
    """
    develop = [one for one in read_corpus(Half.DEVELOP) if one.kind is not EnquiryKind.SUPPORT]
    if half is Half.DEVELOP:
        parts = [(develop[part::FOLDS], part) for part in range(FOLDS)]
    else:
        sealed = [one for one in read_corpus(half) if one.kind is not EnquiryKind.SUPPORT]
        parts = [(sealed, None)]
    told: list[tuple[bool, float]] = []
    for tried, part in parts:
        teaches = [
            one for place, one in enumerate(develop) if part is None or place % FOLDS != part
        ]
        points = learn_authenticity(prior_scorecard(), marked(teaches), now=NOW)
        said = authenticities_of(points, [one.enquiry for one in tried])
        told += [
            (one.kind is GENUINE, each.probability) for one, each in zip(tried, said, strict=True)
        ]
    return told


def with_marks(half: Half) -> str:
    """Return what a team's marks do to rank and chance."""
    told = taught(half)
    said, truth = [chance for _, chance in told], [genuine for genuine, _ in told]
    yes = [chance for genuine, chance in told if genuine]
    no = [chance for genuine, chance in told if not genuine]
    low, high = auc_interval(yes, no)
    error = calibration_error(reliability(said, truth))
    whose = "of the develop half" if half is Half.SEALED else "of four fifths, in turn"
    return (
        f"With the points moved by the marks {whose}: AUC {auc(yes, no):.3f} ({low:.3f} to "
        f"{high:.3f}), expected calibration error {error:.3f}."
    )


def report(half: Half) -> str:
    """Return the figures of a half as Markdown."""
    written, promise = read_corpus(half), promise_of_develop()
    said = authenticities(written)
    judged = judge(written, said, promise)
    hard = sum(one.hard for one in written)
    parts = [
        f"{len(written)} enquiries, {hard} of them hard. {promise.sentence}",
        wanted(judged),
        "### Kinds",
        confusion(judged),
        by_kind(judged),
        "### Routes",
        routes(judged),
        by_fit(written, said, promise),
        "### Languages, hard and easy",
        groups(judged),
        "### Chances",
        separation(judged),
        calibration(judged),
        with_marks(half),
    ]
    return "\n\n".join(parts)


def misses() -> str:
    """Return what went wrong on the develop half, with the evidence, for those who can mend it."""
    written = read_corpus(Half.DEVELOP)
    judged = judge(written, authenticities(written), promise_of_develop())
    wrong = [one for one in judged if one.slow and one.written.kind is GENUINE]
    wrong += [
        one
        for one in judged
        if one.written.kind in {GENUINE, EnquiryKind.SUPPORT} and one.not_taken_along
    ]
    wrong += sorted(
        (one for one in judged if not one.found and one not in wrong),
        key=lambda one: (one.written.kind, one.authenticity.kind),
    )  # fmt: skip
    return "\n\n".join(map(_told, wrong))


def _told(one: Judged) -> str:
    said, lead = one.authenticity, one.written.enquiry.lead
    evidence = "; ".join(f"{r.signal}={r.value}: {r.evidence}" for r in said.readings if r.value)
    return (
        f"{one.written.id}  IS {one.written.kind}{' (hard)' if one.written.hard else ''}  "
        f"SAID {said.kind} ({said.kind_certainty:.2f})  authenticity {said.probability:.2f}  "
        f"route {one.route}\n  from: {lead.name} <{lead.email}> {lead.title} / {lead.company}\n"
        f"  message: {' '.join(lead.message.split())[:300]}\n  why: {one.written.why}\n"
        f"  evidence: {evidence}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sealed", action="store_true", help="measure on the sealed half")
    parser.add_argument("--misses", action="store_true", help="list what the develop half missed")
    arguments = parser.parse_args()
    if arguments.misses:
        print(misses())
        return
    half = Half.SEALED if arguments.sealed else Half.DEVELOP
    print(f"## The {half} half\n\n{describe_machine()}\n\n{report(half)}")


if __name__ == "__main__":
    main()
