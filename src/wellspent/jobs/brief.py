"""The brief of a contact or an account: all that the store knows around them, on one cited page."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from wellspent.brief.matter import BriefMatter
from wellspent.brief.write import write_brief
from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.buying_roles import roles_of_history
from wellspent.jobs.company_in_use import company_in_use
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.near_customers import near_customers
from wellspent.jobs.passes_review import passes_review
from wellspent.jobs.reachability import reachability_in
from wellspent.jobs.rephrase_brief import rephrase_brief
from wellspent.jobs.role_weights_in_use import role_weights_in_use, weights_in_use
from wellspent.jobs.which_person import which_person
from wellspent.reach.committee import committee
from wellspent.reach.seen import Seen
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.brief import Brief
from wellspent.records.contact import Contact
from wellspent.records.conversation import Side
from wellspent.records.meeting import Meeting
from wellspent.records.source import RecordKind
from wellspent.review.engine import Ruleset
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.ids import LETTERS
from wellspent.store.praise import accounts_by_id
from wellspent.store.site_facts import site_facts

ACCOUNT_LETTER: Final = LETTERS[RecordKind.ACCOUNT]


def brief_for(
    store: Store,
    who: str,
    *,
    now: datetime,
    meeting: Meeting | None = None,
    everything: bool = False,
    rep: str = "",
    ruleset: Ruleset | None = None,
    language_model: LanguageModel | None = None,
) -> Brief:
    """Return the brief of whom an id, address, name or number means; of an account by its id.

    `meeting` is what it is for (without one, the next that is known with them), `rep` who will
    read it. With `everything` each part has all its lines. A `language_model` may say sentences in
    other words, and add nothing. NotFound when nobody is known by it,
    InputError when several may be meant, which names them.
    """
    history, contact = _around(store, who, now)
    matter = matter_of(store, history, contact, now=now, meeting=meeting, rep=rep)
    passes = passes_review(store, matter, ruleset=ruleset, now=now)
    written = write_brief(matter, passes=passes, everything=everything)
    unlearned = filter(None, [weights_in_use(store, now=now).note.capitalize()])
    brief = replace(
        written, withheld=(*written.withheld, *unlearned), is_sample=holds_sample(store)
    )
    return brief if language_model is None else rephrase_brief(brief, language_model)


def matter_of(
    store: Store,
    history: AccountHistory,
    contact: Contact | None,
    *,
    now: datetime,
    meeting: Meeting | None = None,
    rep: str = "",
) -> BriefMatter:
    """Return all that a brief is written from: the history, and what follows from it."""
    seen = Seen(history)
    signs = signs_of(history, seen)
    roles = roles_of_history(
        history, learned=role_weights_in_use(store, now=now), now=now, signs=signs
    )
    company = company_in_use(store)
    ahead = meeting or _next_meeting(history, contact)
    givers = [one.giver_id for one in history.referrals if one.giver_id]
    account = history.account
    return BriefMatter(
        history=history,
        now=now,
        contact=contact,
        company=company,
        roles=roles,
        committee=committee(history, roles, now=now, seen=seen, signs=signs) if account else None,
        reachability=(
            reachability_in(store, history, contact.id, roles=roles, now=now) if contact else None
        ),
        near=tuple(near_customers(store, account, company)) if account else (),
        meeting=ahead,
        rep=rep or _rep_of(ahead) or _owner(history, contact),
        site_facts=site_facts(store, account.domain) if account else (),
        givers=tuple(accounts_by_id(store, givers).values()),
    )


def _around(store: Store, who: str, now: datetime) -> tuple[AccountHistory, Contact | None]:
    asked = who.strip()
    if asked.startswith(ACCOUNT_LETTER) and asked[1:].isdecimal():
        return account_history(store, account_id=asked, now=now), None
    person = which_person(store, asked)
    history = account_history(store, contact_id=person.id, now=now)
    return history, _contact_in(history, person.id)


def _contact_in(history: AccountHistory, asked: str) -> Contact:
    """Return the contact that is meant, also when it was asked for by an enquiry of theirs."""
    own = {one.id: one for one in history.contacts}
    if asked in own:
        return own[asked]
    emails = {one.email.casefold() for one in history.leads if one.id == asked} - {""}
    theirs = (one for one in history.contacts if one.email.casefold() in emails)
    return next(theirs, history.contacts[0])


def _next_meeting(history: AccountHistory, contact: Contact | None) -> Meeting | None:
    ahead = [one for one in history.meetings_ahead if not one.cancelled]
    with_them = [one for one in ahead if contact is None or _takes_part(one, contact)]
    return min(with_them, key=_begins, default=None)


def _takes_part(meeting: Meeting, contact: Contact) -> bool:
    people = meeting.conversation.speakers
    email = contact.email.casefold()
    return any(
        one.contact_id == contact.id or (email and one.email.casefold() == email) for one in people
    )


def _begins(meeting: Meeting) -> float:
    begins = meeting.conversation.started_at
    return begins.timestamp() if begins else float("inf")


def _rep_of(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    ours = (one for one in meeting.conversation.speakers if one.side is Side.OURS)
    return next((one.rep or one.name for one in ours), "")


def _owner(history: AccountHistory, contact: Contact | None) -> str:
    own = contact.owner if contact else ""
    return own or (history.account.owner if history.account else "")
