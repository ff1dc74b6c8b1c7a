"""Next hour: where an hour of a rep is worth most, with the reasons; for the rep, not about them.

Minutes that protect valuable customers come first: what we owe them, a customer gone quiet, an
annoyance that nothing has made good. Then open deals: those where nobody who can say yes is
engaged, with the way to somebody who can, and those where somebody is. Nobody is suggested who
doesn't want to be contacted. Each suggestion is a record or a quote; money is the team's own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from wellspent.reach.committee import last_contacts
from wellspent.reach.hour_rules import HourRules, hour_rules
from wellspent.reach.hour_worth import HourRates, value_of_customer, worth_of_deal
from wellspent.reach.seen import quoted
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity
from wellspent.records.buying_role import RoleJudgement
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import Heard, Reaction, ReactionKind
from wellspent.records.reachability import BestTime, KnownFrom, Reachability
from wellspent.records.source import RecordKind
from wellspent.records.time_spent import HourSuggestion

ANNOYED: Final = frozenset({ReactionKind.ANNOYANCE, ReactionKind.COMPLAINT_ABOUT_TIME})
MOST_OWED: Final = 2
LONGEST_SAID: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class HourMatter:
    """What is known around one account: its history, the roles in it, how people can be reached.

    `reach` gives the reachability of one of its people. `rep` is whose hour it is (empty:
    anybody's).
    """

    history: AccountHistory
    roles: Mapping[str, RoleJudgement]
    reach: Callable[[str], Reachability]
    rates: HourRates
    now: datetime
    rep: str = ""


def suggestions(
    matters: Sequence[HourMatter], *, limit: int, rules: HourRules | None = None
) -> list[HourSuggestion]:
    """Return where the next hour could go, what protects a valuable customer first.

    The first is the suggestion, the others are its alternatives: one for each account, and a third
    of them deals, where there are any.
    """
    asked = rules or hour_rules()
    found = [
        (one, value_of_customer(matter.history.deals, matter.rates.currency))
        for matter in matters
        for one in suggestions_of(matter, asked)
    ]
    found.sort(key=lambda each: _order(*each))
    protecting = _one_an_account(one for one, _ in found if one.protects)
    others = _one_an_account(one for one, _ in found if not one.protects)
    kept = protecting[: max(limit - len(others), limit - limit // 3)]
    return [*kept, *others][:limit]


def suggestions_of(matter: HourMatter, rules: HourRules) -> Iterator[HourSuggestion]:
    """Give what an hour could go to at one account."""
    yield from _owed(matter)
    if _is_customer(matter.history):
        yield from _made_good(matter, rules)
        yield from _quiet(matter, rules)
    for deal in _open_deals(matter):
        yield from _deal(matter, deal, rules)


def _one_an_account(found: Iterable[HourSuggestion]) -> list[HourSuggestion]:
    """Return the first of each account, in their order."""
    firsts: dict[str, HourSuggestion] = {}
    for one in found:
        firsts.setdefault(one.account_id or one.contact_id, one)
    return list(firsts.values())


def _order(one: HourSuggestion, value: float) -> tuple[bool, float, float, str]:
    return (not one.protects, -value if one.protects else 0.0, -(one.worth or 0.0), one.act)


def _is_customer(history: AccountHistory) -> bool:
    account = history.account
    if account is not None and account.customer_until is not None:
        return False
    won = any(deal.outcome is DealOutcome.WON for deal in history.deals)
    return won or (account is not None and account.customer_since is not None)


def _owed(matter: HourMatter) -> Iterator[HourSuggestion]:
    """Give what we owe, the overdue first; only where they left a way open."""
    debts = [debt for debt in matter.history.debts if not matter.rep or debt.rep == matter.rep]
    debts.sort(key=lambda debt: (not debt.is_overdue, debt.since))
    for debt in debts[:MOST_OWED]:
        when = f"overdue since {debt.due:%Y-%m-%d}" if debt.is_overdue and debt.due else ""
        reasons = (f"{debt.kind} of {debt.since:%Y-%m-%d}", *filter(None, (when,)))
        said = Evidence(
            OwnRecord.CONVERSATION,
            debt.conversation_id,
            f"turn {debt.turn}",
            debt.quote,
            debt.since,
        )
        act = f"settle what we owe {debt.contact_name or debt.account_name or 'them'}"
        contact = _contact(matter.history, debt.contact_id)
        suggestion = _suggest(matter, act, contact, reasons, (said,))
        if suggestion is not None:
            yield suggestion


def _made_good(matter: HourMatter, rules: HourRules) -> Iterator[HourSuggestion]:
    """Give a recent annoyance of a customer's since which nothing good was heard."""
    since = matter.now - timedelta(days=rules.annoyed_days)
    for heard in matter.history.conversations:
        for reaction in heard.reactions:
            said_at = _said_at(heard, reaction)
            if reaction.kind not in ANNOYED or said_at is None or not since <= said_at:
                continue
            speaker = heard.conversation.turns[reaction.quote.turn].speaker
            contact_id = heard.conversation.speakers[speaker].contact_id
            if _good_since(matter.history, said_at):
                continue
            contact = _contact(matter.history, contact_id)
            reasons = (f"{reaction.kind} on {said_at:%Y-%m-%d}, and nothing good was heard since",)
            act = f"make good what annoyed {_name(contact) or 'them'}"
            suggestion = _suggest(
                matter, act, contact, reasons, (quoted(heard.conversation, reaction.quote),)
            )
            if suggestion is not None:
                yield suggestion
            return


def _quiet(matter: HourMatter, rules: HourRules) -> Iterator[HourSuggestion]:
    """Give a customer with whom there was nothing for much longer than usual."""
    days = sorted(
        {each.happened_at.date() for each in _past(matter) if each.happened_at is not None}
    )
    gaps = [(after - before).days for before, after in pairwise(days)]
    if len(gaps) < rules.gaps_at_least:
        return
    usual, silent = median(gaps), (matter.now.date() - days[-1]).days
    if silent < max(rules.quiet_days_at_least, rules.quiet_times_usual * usual):
        return
    if any(meeting.conversation.started_at for meeting in matter.history.meetings_ahead):
        return
    contact = _strongest(matter)
    last = max(_past(matter), key=lambda each: each.happened_at or matter.now)
    reasons = (
        f"last contact {silent} days ago; usually there is one every {usual:.0f} days",
        *_power_reason(matter, contact),
    )
    act = f"ask {_name(contact) or 'them'} how things are going: this customer has gone quiet"
    suggestion = _suggest(matter, act, contact, reasons, (_activity(last),))
    if suggestion is not None:
        yield suggestion


def _deal(matter: HourMatter, deal: Deal, rules: HourRules) -> Iterator[HourSuggestion]:
    """Give what an open deal needs: somebody who can say yes, or to go on with them."""
    contact = _strongest(matter)
    if contact is None:
        return
    judgement = matter.roles.get(contact.id)
    if judgement is None or judgement.power < rules.power_at_least:
        return
    engaged = _engaged(matter, rules)
    evidence = [each.sign.evidence for each in judgement.reasons[:2]]
    evidence.append(
        Evidence(RecordKind.DEAL, deal.id, "stage", deal.stage, deal.created_at)
        if deal.stage
        else Evidence(RecordKind.DEAL, deal.id, "name", deal.name, deal.created_at)
    )
    if engaged:
        act = f"go on with {_name(contact)} about {deal.name or 'the open deal'}"
        reasons = (*_power_reason(matter, contact), f"in touch since {engaged:%Y-%m-%d}")
    else:
        act = f"reach {_name(contact)} about {deal.name or 'the open deal'}"
        reasons = (
            *_power_reason(matter, contact),
            f"nobody who can say yes was in touch for {rules.engaged_days:.0f} days",
            *_went_with_winning(matter.rates, rules),
        )
    suggestion = _suggest(matter, act, contact, reasons, tuple(evidence), deal=deal, rules=rules)
    if suggestion is not None:
        yield suggestion


def _suggest(
    matter: HourMatter,
    act: str,
    contact: Contact | None,
    reasons: Sequence[str],
    evidence: Sequence[Evidence],
    *,
    deal: Deal | None = None,
    rules: HourRules | None = None,
) -> HourSuggestion | None:
    """Return a suggestion; None where the one it is about doesn't want to be contacted."""
    best: BestTime | None = None
    if contact is not None:
        reach = matter.reach(contact.id)
        if not any(channel.allowed for channel in reach.channels):
            return None
        best = reach.best[0] if reach.best else None
    worth = None
    if deal is not None and rules is not None:
        worth = worth_of_deal(deal, matter.rates, deals_at_least=rules.deals_at_least)
    history = matter.history
    value = value_of_customer(history.deals, matter.rates.currency)
    protects = deal is None and _is_customer(history)
    said = [*reasons, *_value_reason(value, matter.rates, protects), *_worth_reason(worth, matter)]
    return HourSuggestion(
        act=act,
        contact_id=contact.id if contact else "",
        account_id=history.account.id if history.account else "",
        contact_name=_name(contact),
        account_name=history.account.name if history.account else "",
        worth=None if worth is None else worth[0],
        low=None if worth is None else worth[1],
        high=None if worth is None else worth[2],
        currency=matter.rates.currency if worth is not None else "",
        reasons=(*said, *_when_reason(best)),
        evidence=tuple(evidence),
        protects=protects,
        best_at=None if best is None else best.start,
    )


def _value_reason(value: float, rates: HourRates, protects: bool) -> Iterator[str]:
    if protects and value > 0:
        yield f"a customer worth {value:,.0f} {rates.currency} so far"


def _worth_reason(worth: tuple[float, float, float] | None, matter: HourMatter) -> Iterator[str]:
    if worth is not None:
        rates = matter.rates
        yield (
            f"an hour on a deal like this gave {worth[0]:,.0f} {rates.currency} on average: "
            f"{rates.won} of {rates.closed} closed deals were won, at "
            f"{rates.hours_a_deal:.1f} hours of ours a deal"
        )


def _when_reason(best: BestTime | None) -> Iterator[str]:
    if best is not None and best.answer.known_from is not KnownFrom.NOTHING:
        yield f"best tried {best.why}"


def _power_reason(matter: HourMatter, contact: Contact | None) -> Iterator[str]:
    judgement = matter.roles.get(contact.id) if contact else None
    if judgement is None:
        return
    if judgement.correction is not None:
        yield f"{judgement.role}, as {judgement.correction.by or 'a colleague'} said"
    else:
        yield (
            f"can say yes with {judgement.power:.0%} ({judgement.low:.0%} to {judgement.high:.0%})"
        )


def _went_with_winning(rates: HourRates, rules: HourRules) -> Iterator[str]:
    with_power = rates.won_with_power + rates.lost_with_power
    others = rates.closed - with_power
    if min(with_power, others) >= rules.deals_at_least:
        yield (
            f"of the team's closed deals with somebody who can say yes {rates.won_with_power} of"
            f" {with_power} were won, of the others {rates.won - rates.won_with_power} of {others}"
        )


def _strongest(matter: HourMatter) -> Contact | None:
    """Return who may say yes most likely and may be contacted; else who was in touch last."""
    last = last_contacts(matter.history, matter.now)
    known = [contact for contact in matter.history.contacts if contact.id in matter.roles]
    known.sort(key=lambda each: (-matter.roles[each.id].power, -_stamp(last.get(each.id))))
    for contact in known:
        if any(channel.allowed for channel in matter.reach(contact.id).channels):
            return contact
    return None


def _engaged(matter: HourMatter, rules: HourRules) -> datetime | None:
    """Return when somebody who can say yes last wrote, spoke or came, if it was lately."""
    since = matter.now - timedelta(days=rules.engaged_days)
    heard = last_contacts(matter.history, matter.now, from_them=True)
    moments = [
        moment
        for contact_id, moment in heard.items()
        if moment >= since
        and contact_id in matter.roles
        and matter.roles[contact_id].power >= rules.power_at_least
    ]
    return max(moments, default=None)


def _open_deals(matter: HourMatter) -> list[Deal]:
    rep = matter.rep
    return [
        deal
        for deal in matter.history.deals
        if deal.outcome is DealOutcome.OPEN and (not rep or deal.owner in {"", rep})
    ][:MOST_OWED]


def _past(matter: HourMatter) -> list[Activity]:
    return [
        each
        for each in matter.history.activities
        if each.happened_at is not None and each.happened_at <= matter.now
    ]


def _good_since(history: AccountHistory, moment: datetime) -> bool:
    return any(
        reaction.kind.is_positive and (_said_at(heard, reaction) or moment) > moment
        for heard in history.conversations
        for reaction in heard.reactions
    )


def _said_at(heard: Heard, reaction: Reaction) -> datetime | None:
    talk = heard.conversation
    return talk.turns[reaction.quote.turn].at or talk.started_at


def _activity(activity: Activity) -> Evidence:
    said = activity.subject or activity.kind.value
    field = "subject" if activity.subject else "kind"
    return Evidence(
        RecordKind.ACTIVITY, activity.id, field, said[:LONGEST_SAID], activity.happened_at
    )


def _contact(history: AccountHistory, contact_id: str) -> Contact | None:
    return next((each for each in history.contacts if contact_id and each.id == contact_id), None)


def _name(contact: Contact | None) -> str:
    return "" if contact is None else contact.name or contact.email or contact.id


def _stamp(moment: datetime | None) -> float:
    return 0.0 if moment is None else moment.timestamp()
