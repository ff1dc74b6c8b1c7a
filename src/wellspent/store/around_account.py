"""Around an account: the questions asked of the store for one account's history, each by index."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select, text

from wellspent.records.source import RecordKind
from wellspent.store.column_types import Number, UtcTime
from wellspent.store.listen_tables import conversation_speakers, conversations, ledger_entries
from wellspent.store.prepared import PreparedQuery, PreparedRecords, one_of
from wellspent.store.reaching_tables import meeting_people, meetings_ahead
from wellspent.store.review_tables import consents
from wellspent.store.tables import accounts, activities, contacts, deals, leads, referrals

MOST_CONTACTS: Final = 100
MOST_ACTIVITIES: Final = 200
MOST_CONVERSATIONS: Final = 60
MOST_TALKS: Final = 500
"""The conversations in which what we owe is looked for."""

MOST_DEBTS: Final = 200
MOST_TURNS: Final = 3000
"""The turns of the conversations that are read, in all: a few hours of talk."""

MOST_ENTRIES: Final = 1000
MOST_OTHERS: Final = 100
MOST_MEETINGS: Final = 20

_NUMBER: Final = bindparam("number", type_=Number)
_SINCE: Final = bindparam("since", type_=UtcTime)


def _latest(column: ColumnElement[Any], most: int) -> Any:
    """Return what puts the latest of a query first, and leaves the rest out but for one."""

    def narrow(query: Select[Any]) -> Select[Any]:
        return query.order_by(column.desc().nulls_last()).limit(most + 1)

    return narrow


_latest_activities: Final = _latest(activities.c.happened_at, MOST_ACTIVITIES)
_latest_deals: Final = _latest(deals.c.created_at, MOST_OTHERS)
_latest_leads: Final = _latest(leads.c.arrived_order, MOST_OTHERS)
_latest_referrals: Final = _latest(referrals.c.referred_at, MOST_OTHERS)
_latest_talks: Final = _latest(conversations.c.last_at, MOST_TALKS)
_latest_entries: Final = _latest(ledger_entries.c.happened_at, MOST_ENTRIES)

ACCOUNT: Final = PreparedRecords(
    RecordKind.ACCOUNT, lambda query, _: query.where(accounts.c.number == _NUMBER)
)
CONTACTS_OF_ACCOUNT: Final = PreparedQuery(
    lambda _: (
        select(contacts)
        .where(contacts.c.account_number == _NUMBER)
        .order_by(contacts.c.number)
        .limit(MOST_CONTACTS + 1)
    )
)
CONTACTS_BY_NUMBER: Final = PreparedQuery(
    lambda dialect: select(contacts).where(one_of(contacts.c.number, dialect)).limit(MOST_CONTACTS)
)
ACTIVITIES_OF_ACCOUNT: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, _: _latest_activities(query.where(activities.c.account_number == _NUMBER)),
)
ACTIVITIES_OF_CONTACT: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, _: _latest_activities(query.where(activities.c.contact_number == _NUMBER)),
)
ACTIVITIES_OF_PEOPLE: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, dialect: _latest_activities(
        query.where(
            one_of(activities.c.contact_number, dialect),
            text("account_number IS NULL AND contact_number IS NOT NULL"),
        )
    ),
)
ACTIVITIES_UNLINKED: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, dialect: _latest_activities(
        query.where(
            one_of(activities.c.contact_key, dialect),
            text("contact_key <> ''"),
            activities.c.contact_number.is_(None),
        )
    ),
)
DEALS_OF_ACCOUNT: Final = PreparedRecords(
    RecordKind.DEAL, lambda query, _: _latest_deals(query.where(deals.c.account_number == _NUMBER))
)
DEALS_OF_CONTACT: Final = PreparedRecords(
    RecordKind.DEAL, lambda query, _: _latest_deals(query.where(deals.c.contact_number == _NUMBER))
)
LEADS_OF_ACCOUNT: Final = PreparedQuery(
    lambda _: _latest_leads(select(leads).where(leads.c.account_number == _NUMBER))
)
LEADS_OF_PEOPLE: Final = PreparedQuery(
    lambda dialect: _latest_leads(
        select(leads).where(one_of(leads.c.email, dialect), text("email <> ''"))
    )
)
REFERRALS: Final = PreparedRecords(
    RecordKind.REFERRAL,
    lambda query, _: _latest_referrals(
        query.where(
            or_(referrals.c.giver_number == _NUMBER, referrals.c.receiver_number == _NUMBER)
        )
    ),
)
TALKS_OF_ACCOUNT: Final = PreparedQuery(
    lambda _: _latest_talks(
        select(conversations.c.number, conversations.c.turns).where(
            conversations.c.account_number == _NUMBER
        )
    )
)
TALKS_OF_CONTACT: Final = PreparedQuery(
    lambda _: _latest_talks(
        select(conversations.c.number, conversations.c.turns).where(
            conversations.c.number.in_(
                select(conversation_speakers.c.conversation_number).where(
                    conversation_speakers.c.contact_number == _NUMBER
                )
            )
        )
    )
)


def _entries(which: ColumnElement[bool]) -> PreparedQuery:
    back = ledger_entries.alias()
    in_force = (
        ledger_entries.c.reverses.is_(None),
        ~exists().where(back.c.reverses == ledger_entries.c.number),
    )
    since = ledger_entries.c.happened_at >= _SINCE
    query = _latest_entries(select(ledger_entries).where(which, since, *in_force))
    return PreparedQuery(lambda _: query)


ENTRIES_OF_ACCOUNT: Final = _entries(ledger_entries.c.account_number == _NUMBER)
ENTRIES_OF_CONTACT: Final = _entries(ledger_entries.c.contact_number == _NUMBER)

CONSENTS_OF_ADDRESSES: Final = PreparedQuery(
    lambda dialect: select(consents).where(one_of(consents.c.email, dialect), text("email <> ''"))
)
CONSENTS_OF_IDENTITIES: Final = PreparedQuery(
    lambda dialect: select(consents).where(
        one_of(consents.c.contact_identity, dialect), text("contact_identity <> ''")
    )
)


def _meetings(which: ColumnElement[bool]) -> PreparedQuery:
    columns = meetings_ahead.c
    ahead = (columns.starts_at >= _SINCE, ~columns.cancelled)
    query = select(meetings_ahead).where(which, *ahead).order_by(columns.starts_at, columns.number)
    return PreparedQuery(lambda _: query.limit(MOST_MEETINGS))


MEETINGS_OF_ACCOUNT: Final = _meetings(meetings_ahead.c.account_number == _NUMBER)
MEETINGS_OF_CONTACT: Final = _meetings(
    meetings_ahead.c.number.in_(
        select(meeting_people.c.meeting_number).where(meeting_people.c.contact_number == _NUMBER)
    )
)
