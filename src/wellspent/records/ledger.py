"""Ledger: the minutes that customers gave, and the evidence of what they got for them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wellspent.records.activity import ActivityKind
from wellspent.records.heard import CreditKind, HowKnown


class EntryKind(StrEnum):
    """Debit: minutes that a customer gave. Credit: evidence that they got something for them."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A line of the ledger. Lines are added, never changed.

    A correction is two more lines: one that takes the old line back (`reverses` is its id, its
    minutes or count are the negative), and, where something takes its place, the right one
    (`corrects` is the old line's id). So the sum of the lines is the statement at every cut.
    `minutes`, `least` and `most` are zero on credits, `count` is 1 on credits and 0 on debits.
    """

    kind: EntryKind
    activity_id: str
    happened_at: datetime
    channel: ActivityKind
    id: str = ""
    conversation_id: str = ""
    contact_id: str = ""
    account_id: str = ""
    rep: str = ""
    minutes: float = 0.0
    least: float = 0.0
    most: float = 0.0
    how: HowKnown | None = None
    method: str = ""
    credit: CreditKind | None = None
    count: int = 0
    detail: str = ""
    quote: str = ""
    turn: int | None = None
    reverses: str = ""
    corrects: str = ""
    reason: str = ""
    noted_by: str = ""
    noted_at: datetime | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A line that a conversation gives, before it is stored, and the key of what it is about.

    The key stays the same when the conversation is heard anew. Whoever stores the line fills in
    the entry's activity and conversation.
    """

    key: str
    entry: LedgerEntry


class Cut(StrEnum):
    """By what a statement is cut."""

    CONTACT = "contact"
    ACCOUNT = "account"
    REP = "rep"
    TEAM = "team"
    CHANNEL = "channel"
    INTERACTION = "interaction"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """The minutes and the signs of value of one contact, account, rep, channel or period.

    `minutes_without_value` are those of conversations (or single activities) without any credit;
    `minutes_unheard` are those of them of which no words are known, so that none could be found.
    `last_value_at` is when
    they last got something from us, None for never.
    """

    key: str
    name: str
    activities: int
    people: int
    minutes: float
    least: float
    most: float
    measured_minutes: float
    credits: int
    minutes_without_value: float
    minutes_unheard: float = 0.0
    last_value_at: datetime | None = None
    last_activity_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the ledger over a time, cut one way; the lines' sums are `total`'s."""

    cut: Cut
    since: datetime | None
    until: datetime | None
    lines: tuple[StatementLine, ...]
    total: StatementLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuery:
    """Which lines of the ledger to list, the latest first. `after` is a page's `next_page`.

    `only_in_force` leaves out lines that were taken back, and the lines that take them back.
    """

    contact_id: str = ""
    account_id: str = ""
    rep: str = ""
    channel: ActivityKind | None = None
    kind: EntryKind | None = None
    activity_id: str = ""
    conversation_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    only_in_force: bool = False
    after: str = ""
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """A page of the ledger's lines; `next_page` is empty on the last."""

    entries: tuple[LedgerEntry, ...]
    next_page: str = ""


class DebtKind(StrEnum):
    """What we owe a customer."""

    QUESTION = "unanswered question"
    PROMISE = "open promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """Something that we owe: a question of theirs without answer, or a promise of ours."""

    kind: DebtKind
    quote: str
    since: datetime
    conversation_id: str
    turn: int
    id: str = ""
    due: date | None = None
    is_overdue: bool = False
    contact_id: str = ""
    contact_name: str = ""
    account_id: str = ""
    account_name: str = ""
    rep: str = ""
