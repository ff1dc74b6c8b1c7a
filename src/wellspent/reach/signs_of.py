"""Signs of: all that an account's people said or did that tells of their buying roles."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from wellspent.reach.measured import measured_certainty
from wellspent.reach.seen import Seen
from wellspent.reach.signs import (
    asked_for_invoice,
    brought_others,
    checks_terms,
    copied_at_price,
    forwarded_us,
    guards_access,
    has_a_voice,
    has_no_say,
    introduced,
    kept_dates,
    named_a_budget,
    named_as_approver,
    named_as_decider,
    needs_approval,
    only_chats,
    says_another_decides,
    says_they_decide,
    signed_before,
    speaks_against,
    speaks_for_us,
    uses_it,
)
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleSign

KINDS: Final[tuple[Callable[[Seen], Iterator[RoleSign]], ...]] = (
    signed_before.signs,
    says_they_decide.signs,
    named_as_decider.signs,
    named_as_approver.signs,
    says_another_decides.signs,
    named_a_budget.signs,
    needs_approval.signs,
    has_no_say.signs,
    has_a_voice.signs,
    asked_for_invoice.signs,
    copied_at_price.signs,
    forwarded_us.signs,
    brought_others.signs,
    kept_dates.signs,
    only_chats.signs,
    guards_access.signs,
    uses_it.signs,
    speaks_for_us.signs,
    speaks_against.signs,
    checks_terms.signs,
    introduced.signs,
)


def signs_of(history: AccountHistory, seen: Seen | None = None) -> tuple[RoleSign, ...]:
    """Return all signs in a history, each with evidence that stands in one of its records.

    None is surer than its kind was right when it was measured (`measured.toml`). A title and a
    firm's size are no signs of this kind: `judge` reads them off the contact. `seen` is the same
    history, read already.
    """
    read = seen or Seen(history)
    found: dict[tuple[str, ...], RoleSign] = {}
    for kind in KINDS:
        for sign in map(_as_sure_as_measured, kind(read)):
            known = found.setdefault(_what(sign), sign)
            if sign.certainty > known.certainty:
                found[_what(sign)] = sign
    return tuple(found.values())


def _as_sure_as_measured(sign: RoleSign) -> RoleSign:
    most = measured_certainty().get(sign.kind, 1.0)
    return sign if sign.certainty <= most else replace(sign, certainty=most)


def _what(sign: RoleSign) -> tuple[str, ...]:
    """Return what makes two signs the same: words that say the same of the same person twice."""
    evidence = sign.evidence
    place = (evidence.record_id, evidence.field, evidence.quote)
    return (sign.kind.value, sign.contact_id, sign.about, sign.by, *place)
