"""Participants: which of our contacts and reps the speakers of a conversation are.

By what somebody said by hand, by e-mail address, by telephone number, then by name and company,
where exactly one answer fits. A full name that only one contact bears counts while nothing speaks
against it. Nobody is made up: who isn't found stays a speaker without a contact.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from wellspent.clean.company_name import fold_words
from wellspent.clean.domain import domain_of_email, is_free_mail
from wellspent.clean.phone import parse_phone
from wellspent.link.keys import company_key
from wellspent.records.conversation import Conversation, LinkedBy, Side, Speaker

LONGEST_NAME_KEY = 100
FULL_NAME_WORDS = 2
_ASIDE = re.compile(r"\s*(?:\(([^()]{2,60})\)|[|/@]\s*([^|/@]{2,60}))\s*\Z")


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact as far as finding speakers needs it; `company` is its account's normalised name."""

    id: str
    name_key: str
    email: str = ""
    phone: str = ""
    account_id: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class NamedByHand:
    """Whom a speaker's name means, as somebody said: a contact, a rep, or only whose side."""

    contact_id: str = ""
    account_id: str = ""
    rep: str = ""
    side: Side = Side.UNKNOWN


@dataclass(frozen=True, slots=True)
class KnownContacts:
    """The contacts that the speakers of a batch of conversations may be, and what was said by hand.

    Addresses are in lower case, telephone numbers as E.164, names folded by `name_key`. `accounts`
    are the accounts' ids by their domain, where one domain means one account.
    """

    by_email: Mapping[str, Sequence[KnownContact]] = field(
        default_factory=dict[str, Sequence[KnownContact]]
    )
    by_phone: Mapping[str, Sequence[KnownContact]] = field(
        default_factory=dict[str, Sequence[KnownContact]]
    )
    by_name: Mapping[str, Sequence[KnownContact]] = field(
        default_factory=dict[str, Sequence[KnownContact]]
    )
    by_hand: Mapping[str, NamedByHand] = field(default_factory=dict[str, NamedByHand])
    accounts: Mapping[str, str] = field(default_factory=dict[str, str])


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return a person's name for comparing: no case, accents, punctuation, nor what is beside it.

    *Family, First* is turned round.
    """
    plain = _ASIDE.sub("", name.strip())
    family, comma, first = plain.partition(",")
    if comma and first.strip() and " " not in family.strip():
        plain = f"{first} {family}"
    return " ".join(fold_words(plain))[:LONGEST_NAME_KEY]


def hand_key(speaker: Speaker) -> str:
    """Return what a speaker is remembered by once somebody said who they are.

    Their address, else their number, else their name: two people may bear one name.
    """
    email, phone = speaker.email.casefold(), parse_phone(speaker.phone) if speaker.phone else ""
    return email or phone or (name_key(speaker.name) if speaker.name else "")


def same_speaker(one: Speaker, among: Sequence[Speaker]) -> int | None:
    """Return the place of who is the same person; None if nobody is.

    By address, contact or number; by name only where not both have an address.
    """
    return next((place for place, other in enumerate(among) if _is_same(one, other)), None)


def _is_same(one: Speaker, other: Speaker) -> bool:
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    same = [(one.contact_id, other.contact_id), (one.phone, other.phone)]
    same.append((name_key(one.name), name_key(other.name)))
    return any(mine and mine == theirs for mine, theirs in same)


def company_beside(speaker: Speaker) -> str:
    """Return the normalised company that stands beside a speaker's name; empty for none."""
    found = _ASIDE.search(speaker.name.strip())
    said = speaker.company or ((found[1] or found[2]) if found else "")
    return company_key(said)


def domain_of(speaker: Speaker) -> str:
    """Return the domain that a speaker's address names a company by; empty for free mail."""
    domain = _domain(speaker.email)
    return "" if is_free_mail(domain) else domain


def match_speakers(
    conversation: Conversation, contacts: KnownContacts, reps: Mapping[str, str]
) -> Conversation:
    """Return the conversation with its speakers' contacts and reps, and its account, where found.

    `reps` are our reps' names as the records write them, by folded name and by address.
    """
    if not conversation.speakers:
        return conversation
    accounts = [""] * len(conversation.speakers)
    speakers = list(conversation.speakers)
    for place, speaker in enumerate(speakers):
        speakers[place], accounts[place] = _surely(speaker, contacts, reps)
    here = {account for account in accounts if account}
    for place, speaker in enumerate(speakers):
        if speaker.linked_by is LinkedBy.NOTHING and speaker.side is not Side.OURS:
            speakers[place], accounts[place] = _by_name(speaker, accounts[place], contacts, here)
    account = conversation.account_id or _account(speakers, accounts)
    if tuple(speakers) == conversation.speakers and account == conversation.account_id:
        return conversation
    return replace(conversation, speakers=tuple(speakers), account_id=account)


def _surely(
    speaker: Speaker, contacts: KnownContacts, reps: Mapping[str, str]
) -> tuple[Speaker, str]:
    """Find a speaker by hand, address or number; return them and their account."""
    hand = contacts.by_hand.get(hand_key(speaker))
    if hand is not None:
        return _as_said(speaker, hand), hand.account_id
    if speaker.side is Side.OURS:
        return replace(speaker, rep=speaker.rep or _rep(speaker, reps)), ""
    for way, found in (
        (LinkedBy.ADDRESS, contacts.by_email.get(speaker.email.casefold())),
        (LinkedBy.PHONE, contacts.by_phone.get(parse_phone(speaker.phone) or "")),
    ):
        if found and (speaker.email if way is LinkedBy.ADDRESS else speaker.phone):
            one = _the_one(found)
            if one is not None:
                return _linked(speaker, one, way), one.account_id
    return speaker, contacts.accounts.get(domain_of(speaker), "") if speaker.email else ""


def _as_said(speaker: Speaker, hand: NamedByHand) -> Speaker:
    side = hand.side if hand.side is not Side.UNKNOWN else speaker.side
    return replace(
        speaker,
        contact_id=hand.contact_id,
        rep=hand.rep,
        side=side,
        side_guessed=speaker.side_guessed and hand.side is Side.UNKNOWN,
        linked_by=LinkedBy.HAND,
    )


def _by_name(
    speaker: Speaker, account: str, contacts: KnownContacts, here: set[str]
) -> tuple[Speaker, str]:
    """Find a speaker by name: at the company named, else at an account that takes part."""
    key = name_key(speaker.name) if speaker.name else ""
    found = contacts.by_name.get(key, ()) if key else ()
    if not found:
        return speaker, account
    company = company_beside(speaker)
    wanted = {account} if account else here
    fitting = [
        one
        for one in found
        if (company and one.company == company) or (one.account_id and one.account_id in wanted)
    ]
    one = _the_one(fitting)
    if one is not None:
        return _linked(speaker, one, LinkedBy.NAME_AND_COMPANY), one.account_id
    alone = not (speaker.email or company or wanted) and len(key.split()) >= FULL_NAME_WORDS
    one = _the_one(found) if alone else None
    if one is None:
        return speaker, account
    return _linked(speaker, one, LinkedBy.NAME_ALONE), one.account_id


def _linked(speaker: Speaker, contact: KnownContact, way: LinkedBy) -> Speaker:
    """Return the speaker as this contact: a contact of ours is the customer's side."""
    known = speaker.side is not Side.UNKNOWN
    return replace(
        speaker,
        contact_id=contact.id,
        side=speaker.side if known else Side.CUSTOMER,
        side_guessed=speaker.side_guessed and known,
        linked_by=way,
    )


def _the_one(found: Sequence[KnownContact]) -> KnownContact | None:
    return found[0] if len({one.id for one in found}) == 1 else None


def _rep(speaker: Speaker, reps: Mapping[str, str]) -> str:
    """Return our rep's name as the records have it, else as the source writes it."""
    by_address = reps.get(speaker.email.casefold()) if speaker.email else None
    by_name = reps.get(name_key(speaker.name)) if speaker.name else None
    return by_address or by_name or speaker.name or speaker.email


def _account(speakers: Iterable[Speaker], accounts: Sequence[str]) -> str:
    """Return the account that most of the customer's people are of; empty where two are even."""
    counted = Counter(
        account
        for speaker, account in zip(speakers, accounts, strict=True)
        if account and speaker.side is not Side.OURS
    ).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return ""
    return counted[0][0]


@lru_cache(maxsize=50_000)
def _domain(email: str) -> str:
    return domain_of_email(email)
