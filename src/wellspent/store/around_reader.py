"""Around a reader: the questions that are asked of the store for one draft, each by index."""

from typing import Any, Final

from sqlalchemy import Select, bindparam, or_, select, text

from wellspent.records.source import RecordKind
from wellspent.store.column_types import Number
from wellspent.store.intake_tables import bounces
from wellspent.store.prepared import PreparedQuery, PreparedRecords, one_of
from wellspent.store.review_tables import consents
from wellspent.store.tables import accounts, activities, contacts, deals, leads, referrals

MOST_ACTIVITIES: Final = 200
"""The latest activities of the person that are looked at, and as many of the whole account."""
MOST_OTHERS: Final = 100

_NUMBER: Final = bindparam("number", type_=Number)
_ACCOUNT: Final = bindparam("account", type_=Number)
_EMAIL: Final = bindparam("email")


def _latest_activities(query: Select[Any]) -> Select[Any]:
    latest = activities.c.happened_at.desc().nulls_last()
    return query.order_by(latest).limit(MOST_ACTIVITIES)


ACTIVITIES_OF_CONTACT: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, _: _latest_activities(query.where(activities.c.contact_number == _NUMBER)),
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
ACTIVITIES_AT_ACCOUNT: Final = PreparedRecords(
    RecordKind.ACTIVITY,
    lambda query, _: _latest_activities(
        query.where(
            activities.c.account_number == _ACCOUNT,
            activities.c.contact_number.is_distinct_from(_NUMBER),
        )
    ),
)
DEALS: Final = PreparedRecords(
    RecordKind.DEAL,
    lambda query, _: (
        query.where(or_(deals.c.account_number == _ACCOUNT, deals.c.contact_number == _NUMBER))
        .order_by(deals.c.created_at.desc().nulls_last())
        .limit(MOST_OTHERS)
    ),
)
REFERRALS: Final = PreparedRecords(
    RecordKind.REFERRAL,
    lambda query, _: (
        query.where(
            or_(referrals.c.giver_number == _ACCOUNT, referrals.c.receiver_number == _ACCOUNT)
        )
        .order_by(referrals.c.referred_at.desc().nulls_last())
        .limit(MOST_OTHERS)
    ),
)
COLLEAGUES: Final = PreparedRecords(
    RecordKind.CONTACT,
    lambda query, _: (
        query.where(
            contacts.c.account_number == _ACCOUNT, contacts.c.number.is_distinct_from(_NUMBER)
        )
        .order_by(contacts.c.number)
        .limit(MOST_OTHERS)
    ),
)
ACCOUNTS: Final = PreparedRecords(
    RecordKind.ACCOUNT,
    lambda query, dialect: query.where(one_of(accounts.c.number, dialect)).limit(MOST_OTHERS),
)
# Without an order: told to go by number, SQLite goes through all of them.
ACCOUNTS_NAMED: Final = PreparedRecords(
    RecordKind.ACCOUNT,
    lambda query, dialect: query.where(
        one_of(accounts.c.name_key, dialect), text("name_key <> ''")
    ).limit(MOST_OTHERS),
)
CONTACTS_NAMED: Final = PreparedRecords(
    RecordKind.CONTACT,
    lambda query, dialect: query.where(
        one_of(contacts.c.name_key, dialect), text("name_key <> ''")
    ).limit(MOST_OTHERS),
)
LEADS_OF_CONTACT: Final = PreparedQuery(
    lambda _: (
        select(leads)
        .where(leads.c.contact_number == _NUMBER)
        .order_by(leads.c.arrived_order.desc())
        .limit(MOST_OTHERS)
    )
)
LEADS_OF_ADDRESS: Final = PreparedQuery(
    lambda _: (
        select(leads)
        .where(leads.c.email == _EMAIL, text("email <> ''"))
        .order_by(leads.c.arrived_order.desc(), leads.c.number.desc())
        .limit(MOST_OTHERS)
    )
)
CONTACT_BY_NUMBER: Final = PreparedQuery(
    lambda _: select(contacts).where(contacts.c.number == _NUMBER)
)
CONTACT_BY_IDENTITY: Final = PreparedQuery(
    lambda _: select(contacts).where(contacts.c.identity == bindparam("identity"))
)
CONTACT_BY_ADDRESS: Final = PreparedQuery(
    lambda _: (
        select(contacts)
        .where(contacts.c.email == _EMAIL, text("email <> ''"))
        .order_by(contacts.c.number)
        .limit(1)
    )
)
LEAD_BY_NUMBER: Final = PreparedQuery(lambda _: select(leads).where(leads.c.number == _NUMBER))
BOUNCES: Final = PreparedQuery(lambda _: select(bounces).where(bounces.c.email == _EMAIL))
CONSENTS_OF_ADDRESS: Final = PreparedQuery(
    lambda _: select(consents).where(consents.c.email == _EMAIL, text("email <> ''"))
)
CONSENTS_OF_CONTACT: Final = PreparedQuery(
    lambda _: select(consents).where(
        consents.c.contact_identity == bindparam("identity"), text("contact_identity <> ''")
    )
)
