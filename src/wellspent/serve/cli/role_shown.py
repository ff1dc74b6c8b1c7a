"""One person's role in a purchase with every reason, as a person reads it."""

from collections.abc import Iterator, Sequence

from wellspent.records.buying_role import (
    RoleCorrection,
    RoleJudgement,
    RoleReason,
    RoleSign,
    SignOfRole,
)
from wellspent.records.evidence import Evidence
from wellspent.records.person import Person
from wellspent.records.source import RecordKind
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.in_quotes import in_quotes
from wellspent.serve.cli.show import say
from wellspent.serve.cli.which_person import in_a_line
from wellspent.serve.likelihood import likelihood, likelihood_with_range

LEAST_SHARE = 0.02
LEAST_POINTS = 0.05
FROM_AFAR = frozenset({SignOfRole.TITLE, SignOfRole.COMPANY_SIZE})
DOUBT = "that what was said and done misleads; so much counts as title and size of the firm alone"
NOT_LEARNED = "stated, not learned"


def show_role(
    person: Person, judgement: RoleJudgement, said: Sequence[tuple[RoleCorrection, bool]]
) -> None:
    """Show what somebody is in a purchase, how likely, and each reason with its points."""
    say(in_a_line(person))
    say(f"Role: {role_in_words(judgement)}. Can say yes: {power_in_words(judgement)}.")
    for correction, stands in said:
        reason = f": {correction.reason}" if correction.reason else ""
        by = correction.by or "somebody"
        state = "" if stands else ", taken back or said anew since"
        say(f"  {by} said on {correction.at:%Y-%m-%d}: {correction.role}{reason}{state}")
    say(f"By the records alone: {', '.join(_shares(judgement))}")
    if judgement.doubt:
        say(f"Doubt: {likelihood(judgement.doubt)} {DOUBT}")
    say("\nWhat says so:" if judgement.reasons else "\nNothing is known that would say so.")
    for reason in judgement.reasons:
        say(f"  {sign_in_words(reason.sign)}")
        say(f"      {_points(reason)}")


def role_in_words(judgement: RoleJudgement) -> str:
    """Return a role with its likelihood, `champion (62%)`; who says so where a person does."""
    correction = judgement.correction
    if correction is not None:
        return f"{correction.role} (as {correction.by or 'a person'} says)"
    return f"{judgement.role} ({likelihood(judgement.shares[judgement.role])})"


def power_in_words(judgement: RoleJudgement) -> str:
    """Return how likely somebody can say yes, with the 90% interval: `72% (58-83)`.

    Nothing that is reckoned is certain: at the ends it is `over 99%` and `under 1%`.
    """
    if judgement.correction is not None:
        return "yes" if judgement.role.can_say_yes else "no"
    return likelihood_with_range(judgement.power, judgement.low, judgement.high)


def sign_in_words(sign: RoleSign) -> str:
    """Return a sign and what it rests on: `named a budget: “…” (K12, turn 3, 2026-02-01)`."""
    said = evidence_in_words(sign.evidence)
    return said if sign.evidence.field == sign.kind.value else f"{sign.kind}: {said}"


def evidence_in_words(evidence: Evidence) -> str:
    """Return the words and where they stand: `“…” (K12, turn 3, 2026-02-01)`."""
    date = f"{evidence.date:%Y-%m-%d}" if evidence.date is not None else ""
    quote = in_quotes(evidence.quote)
    if evidence.record_kind in set(RecordKind):
        where = [evidence.record_id, date]
        quote = f"{evidence.field.replace('_', ' ')} {quote}"
    else:
        where = [evidence.record_id, evidence.field_from_one, date]
    return f"{quote} ({', '.join(filter(None, where))})"


def _shares(judgement: RoleJudgement) -> Iterator[str]:
    ordered = sorted(judgement.shares, key=lambda role: -judgement.shares[role])
    for role in ordered:
        if judgement.shares[role] >= LEAST_SHARE:
            yield f"{role} {likelihood(judgement.shares[role])}"


def _points(reason: RoleReason) -> str:
    points = sorted(reason.points.items(), key=lambda each: -abs(each[1]))
    said = [f"{role} {value:+.2f}" for role, value in points if abs(value) >= LEAST_POINTS]
    learned = f"learned from {counted(reason.cases, 'case')}" if reason.cases else NOT_LEARNED
    return f"{', '.join(said) or 'no points left, so old is it'}; {learned}"


def likeliest(judgement: RoleJudgement, reasons: int) -> Sequence[RoleReason]:
    """Return the reasons that say most of the role that is shown.

    What somebody said or did comes before their title and the size of the firm.
    """
    role = judgement.role

    def order(reason: RoleReason) -> tuple[bool, float]:
        return reason.sign.kind in FROM_AFAR, -abs(reason.points.get(role, 0.0))

    return sorted(judgement.reasons, key=order)[:reasons]
