"""A buying committee, as a person reads it."""

from collections.abc import Mapping, Sequence

from wellspent.records.account import Account
from wellspent.records.buying_role import Committee, CommitteeMember, RoleSign, WayIn
from wellspent.serve.cli.role_shown import (
    evidence_in_words,
    likeliest,
    power_in_words,
    role_in_words,
    sign_in_words,
)
from wellspent.serve.cli.show import Cell, Format, say, show_rows

MOST_REASONS = 3
MOST_GOT = 2
COLUMNS = ["id", "who", "title", "role (likelihood)", "can say yes (90%)", "last contact",
           "minutes they gave", "signs of value"]  # fmt: skip
FIGURES = COLUMNS[-2:]


def show_committee(account: Account, committee: Committee) -> None:
    """Show the people with their roles, what says so, who is missing, and the ways in."""
    say(f"{account.name or account.domain or 'no name known'} ({account.id})")
    if not committee.members:
        say("We know nobody there.")
    if committee.nobody_with_power and committee.members:
        say("We have never talked to anybody there who is likely to be able to say yes.")
    if committee.members:
        say()
        show_rows(COLUMNS, [_row(one) for one in committee.members], Format.TABLE, right=FIGURES)
    _show_reasons(committee.members)
    names = {one.contact_id: one.name or one.contact_id for one in committee.members}
    _show_missing(committee)
    _show_named(committee.named, names)
    _show_ways(committee.ways_in, names)


def _row(member: CommitteeMember) -> tuple[Cell, ...]:
    last = member.last_contact_at
    return (
        member.contact_id, member.name, member.title, role_in_words(member.judgement),
        power_in_words(member.judgement), f"{last:%Y-%m-%d}" if last else "never",
        f"{member.minutes_given:,.1f}", f"{member.credits:,}",
    )  # fmt: skip


def _show_reasons(members: Sequence[CommitteeMember]) -> None:
    told = [one for one in members if one.judgement.reasons or one.got]
    if told:
        say("\nWhat says so:")
    for member in told:
        say(f"  {member.name or member.contact_id} ({member.contact_id})")
        for reason in likeliest(member.judgement, MOST_REASONS):
            say(f"    {sign_in_words(reason.sign)}")
        left = len(member.judgement.reasons) - MOST_REASONS
        if left > 0:
            say(f"    and {left:,} more: wellspent committee role {member.contact_id}")
        got = {evidence.quote: evidence for evidence in reversed(member.got)}
        for evidence in list(reversed(got.values()))[:MOST_GOT]:
            say(f"    got something from us: {evidence_in_words(evidence)}")


def _show_missing(committee: Committee) -> None:
    if committee.missing:
        missing = ", ".join(role.value for role in committee.missing)
        say(f"\nMissing (nobody known is likely to be it): {missing}")


def _show_named(named: Sequence[RoleSign], names: Mapping[str, str]) -> None:
    if named:
        say("\nNamed by others, and no contact of ours yet:")
    for sign in named:
        by = f", by {names.get(sign.by, sign.by)}" if sign.by else ""
        say(f"  {sign.about}{by}: {sign_in_words(sign)}")


def _show_ways(ways: Sequence[WayIn], names: Mapping[str, str]) -> None:
    if ways:
        say("\nThe shortest ways in:")
    for way in ways:
        say(f"  to {names.get(way.to_id, way.to_id)}")
        for step in way.steps:
            first, second = (names.get(one, one) for one in (step.from_id, step.to_id))
            say(f"    {first} {step.how} {second}: {evidence_in_words(step.evidence)}")
