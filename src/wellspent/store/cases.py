"""Cases: past and open enquiries, and closed deals, side by side for learning and scoring.

Leads alone, when enough of them are closed to learn from; otherwise closed deals beside them. A
deal lacks what a lead's form asks for, and most deals of a customer are later purchases: put
together with leads, everything on the form would seem to tell the outcome by being absent.

A lead's own words win over what its account's record says, and the account says something only if
we had it before the lead arrived: records of those who bought are filled in later, so whatever
they alone hold would tell the outcome. A deal that grew from a lead counts
once: as the lead, with the deal's outcome. What identifies a person (name, e-mail, phone, title,
message) and who of us looked after it never becomes a column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, Select, or_, select

from wellspent.records.attribute import AttributeKind, AttributeValue
from wellspent.records.cases import Cases, Values
from wellspent.records.deal import DealOutcome
from wellspent.records.lead import LeadOutcome
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.case_columns import CaseColumns, Naming
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.rows import StoredRow
from wellspent.store.settled import is_open, outcome_by_deals
from wellspent.store.tables import accounts, attributes, deals, leads

ROWS_AT_ONCE = 5000

ENOUGH = 40
"""So many won and so many lost leads are enough to learn from leads alone."""

A_DAY = timedelta(days=1)

OUTCOMES = {"won": 1.0, "lost": 0.0, "open": float("nan")}

LEAD_FIELDS = ("source", "industry", "employees", "country", "region")
DEAL_FIELDS = ("source",)
ACCOUNT_FIELDS = ("industry", "employees", "country", "region", "city")


def fetch_cases(store: Store) -> Cases:
    """Return all leads; while they are too few to learn from, also closed deals from no lead.

    `outcome` is NaN for open leads, `keys` are the ids of leads (`L...`) and deals (`D...`),
    `when` is the arrival (of a deal: its creation, else its closing), None when no case has one.
    """
    return _all_cases(store)


def fetch_open_cases(store: Store) -> Cases:
    """Return the leads that are open and not settled by a deal, in the same columns as they have.

    The lists of open leads have the same ones.
    """
    with store.reading() as connection:
        return _lead_cases(connection, is_open())


def fetch_lead_cases(store: Store, numbers: Iterable[int]) -> Cases:
    """Return these leads, open or closed, in the same columns as far as they have them."""
    with store.reading() as connection:
        return _lead_cases(connection, among(connection, leads.c.number, numbers))


def fetch_latest_closed_cases(store: Store, most: int) -> Cases:
    """Return the latest closed leads, and the latest closed deals that grew from none.

    At most `most` of each, the latest first: to look for similar ones without reading all.
    """
    still_open = LeadOutcome.OPEN.value
    by_deal = select(deals.c.lead_number).where(deals.c.outcome != DealOutcome.OPEN.value)
    closed = or_(leads.c.outcome != still_open, leads.c.number.in_(by_deal))
    latest_leads = _latest(_lead_query().where(closed), leads.c.number, most)
    latest_deals = _latest(_deal_query(), deals.c.number, most)
    with store.reading() as connection:
        gathered = _Gathered(CaseColumns(_naming(connection)))
        by_lead = _outcomes_by_lead(connection)
        for row in _stream(connection, latest_leads):
            outcome = str(by_lead.get(row["number"]) or row["outcome"])
            if outcome != still_open:
                key = record_id(RecordKind.LEAD, row["number"])
                gathered.add(key, outcome, row["arrived_at"], _lead_values(row))
        for row in _stream(connection, latest_deals):
            key = record_id(RecordKind.DEAL, row["number"])
            when = row["created_at"] or row["closed_at"]
            gathered.add(key, row["outcome"], when, _deal_values(row))
    return gathered.cases()


def case_values(store: Store, lead: str) -> Values:
    """Return one lead's values by column name, as its case has them; empty if it is gone."""
    query = _lead_query().where(leads.c.number == number_of(RecordKind.LEAD, lead))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return {}
    values = _lead_values(row)
    return {name: value for name, value in values.items() if not isinstance(value, datetime)}


def _all_cases(store: Store) -> Cases:
    with store.reading() as connection:
        gathered = _Gathered(CaseColumns(_naming(connection)))
        by_lead = _outcomes_by_lead(connection)
        for row in _stream(connection, _lead_query()):
            outcome = str(by_lead.get(row["number"]) or row["outcome"])
            key = record_id(RecordKind.LEAD, row["number"])
            gathered.add(key, outcome, row["arrived_at"], _lead_values(row))
        for row in () if gathered.enough() else _stream(connection, _deal_query()):
            key = record_id(RecordKind.DEAL, row["number"])
            when = row["created_at"] or row["closed_at"]
            gathered.add(key, row["outcome"], when, _deal_values(row))
    return gathered.cases()


def _lead_cases(connection: Connection, which: ColumnElement[bool]) -> Cases:
    gathered = _Gathered(CaseColumns(_naming(connection)))
    for row in _stream(connection, _lead_query().where(which)):
        key = record_id(RecordKind.LEAD, row["number"])
        gathered.add(key, row["outcome"], row["arrived_at"], _lead_values(row))
    return gathered.cases()


class _Gathered:
    """Cases as they are gathered, row by row."""

    def __init__(self, columns: CaseColumns) -> None:
        self._columns = columns
        self._keys: list[str] = []
        self._outcomes: list[float] = []
        self._when: list[float] = []

    def add(
        self,
        key: str,
        outcome: str,
        when: datetime | None,
        values: Mapping[str, AttributeValue],
    ) -> None:
        """Add one case."""
        self._columns.add(values)
        self._keys.append(key)
        self._outcomes.append(OUTCOMES[outcome])
        self._when.append(float("nan") if when is None else when.timestamp())

    def enough(self) -> bool:
        """Return whether so many are closed that they can be learned from."""
        return min(self._outcomes.count(1.0), self._outcomes.count(0.0)) >= ENOUGH

    def cases(self) -> Cases:
        """Return all that was gathered."""
        rows = len(self._keys)
        return Cases(
            columns=self._columns.columns(rows),
            rows=rows,
            outcome=np.array(self._outcomes, np.float64),
            when=_moments(np.array(self._when, np.float64)),
            keys=self._keys,
        )


def _moments(seconds: npt.NDArray[np.float64]) -> npt.NDArray[np.datetime64] | None:
    missing = np.isnan(seconds)
    if missing.all():
        return None
    moments = np.where(missing, 0, seconds).astype(np.int64).astype("datetime64[s]")
    moments[missing] = np.datetime64("NaT")
    return moments


def _lead_values(row: StoredRow) -> dict[str, AttributeValue]:
    """Return what was known when the lead arrived: its own words, over those of its account."""
    known = _account_values(row) if _account_came_first(row) else {}
    return known | _own_values(row, LEAD_FIELDS)


def _deal_values(row: StoredRow) -> dict[str, AttributeValue]:
    return _account_values(row) | _own_values(row, DEAL_FIELDS)


def _account_came_first(row: StoredRow) -> bool:
    """Return whether we had the account a day before the lead, as far as that is known."""
    begun = [at for at in (row["account_created_at"], row["account_customer_since"]) if at]
    return not begun or row["arrived_at"] is None or min(begun) < row["arrived_at"] - A_DAY


def _account_values(row: StoredRow) -> dict[str, AttributeValue]:
    values: dict[str, AttributeValue] = dict(row["account_attributes"] or {})
    for name in ACCOUNT_FIELDS:
        if (value := row[f"account_{name}"]) not in {None, ""}:
            values[name] = value
    if row["revenue_amount"] is not None:
        values[f"annual_revenue_{row['revenue_currency'].lower()}"] = float(row["revenue_amount"])
    return values


def _own_values(row: StoredRow, fields: tuple[str, ...]) -> dict[str, AttributeValue]:
    values: dict[str, AttributeValue] = dict(row["attributes"])
    for name in fields:
        if (value := row[name]) not in {None, ""}:
            values[name] = value
    return values


def _stream(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[StoredRow]:
    streaming = connection.execution_options(yield_per=ROWS_AT_ONCE)
    yield from streaming.execute(query).mappings()


def _latest(
    query: Select[*tuple[Any, ...]], number: ColumnElement[int], most: int
) -> Select[*tuple[Any, ...]]:
    return query.order_by(None).order_by(number.desc()).limit(most)


def _account_columns() -> list[Any]:
    return [
        accounts.c.attributes.label("account_attributes"),
        *(accounts.c[name].label(f"account_{name}") for name in ACCOUNT_FIELDS),
        accounts.c.created_at.label("account_created_at"),
        accounts.c.customer_since.label("account_customer_since"),
        accounts.c.annual_revenue_amount.label("revenue_amount"),
        accounts.c.annual_revenue_currency.label("revenue_currency"),
    ]


def _lead_query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            leads.c.number,
            leads.c.outcome,
            leads.c.arrived_at,
            leads.c.attributes,
            *(leads.c[name] for name in LEAD_FIELDS),
            *_account_columns(),
        )
        .outerjoin(accounts, accounts.c.number == leads.c.account_number)
        .order_by(leads.c.number)
    )


def _deal_query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            deals.c.number,
            deals.c.outcome,
            deals.c.created_at,
            deals.c.closed_at,
            deals.c.attributes,
            *(deals.c[name] for name in DEAL_FIELDS),
            *_account_columns(),
        )
        .outerjoin(accounts, accounts.c.number == deals.c.account_number)
        .where(deals.c.lead_number.is_(None), deals.c.outcome != DealOutcome.OPEN.value)
        .order_by(deals.c.number)
    )


def _outcomes_by_lead(connection: Connection) -> dict[int, str]:
    """Return the outcome of each lead that deals grew from."""
    return dict(connection.execute(outcome_by_deals()).all())


def _naming(connection: Connection) -> Naming:
    """Return labels and kinds of attributes, as the files that brought them have them."""
    order = (RecordKind.ACCOUNT.value, RecordKind.DEAL.value, RecordKind.LEAD.value)
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in connection.execute(select(attributes)):
        found[row.record_kind][row.name] = (row.label, row.kind)
    merged = {name: named for kind in order for name, named in found[kind].items()}
    return Naming(
        labels={name: label for name, (label, _) in merged.items() if label},
        texts=frozenset(n for n, (_, kind) in merged.items() if kind == AttributeKind.TEXT.value),
    )
