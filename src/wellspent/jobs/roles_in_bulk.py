"""Roles in bulk: role and power of all contacts at once, for questions over the whole team.

Read set by set: titles, sizes of firms, won deals, corrections, and what was said of who decides.
An account's page reads all that was said there, so there the same contact may be known a little
better (a budget named, a forwarded mail).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any, Final

import pyarrow as pa

from wellspent.reach.powers import Powers, is_known
from wellspent.reach.role_weights import RoleWeights
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleCorrection, RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.deal import DealOutcome
from wellspent.records.evidence import Evidence
from wellspent.records.heard import Heard, PowerKind, PowerStatement, Quote
from wellspent.records.source import RecordKind
from wellspent.store.bulk_roles import (
    TitledContact,
    people_at,
    power_rows,
    titled_among,
    titled_contacts,
    won_deals,
)
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.objections import all_who_objected
from wellspent.store.role_corrections import standing_role_corrections
from wellspent.store.rows import StoredRow

SCHEMA: Final = pa.schema(
    [
        ("contact_id", pa.int64()),
        ("role", pa.string()),
        ("power", pa.float64()),
        ("known", pa.bool_()),
    ]
)
ACCOUNTS_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class ContactPower:
    """A contact's number, role and power, and whether enough is known to say so."""

    number: int
    role: str
    power: float
    known: bool


def reckon_powers(store: Store, weights: RoleWeights, now: datetime, *, said: bool = True) -> Any:
    """Return every contact's role and power as an Arrow table, reckoned of all that is known.

    Its columns are `contact_id` (the number), `role`, `power` (0 to 1) and `known`, which is False
    where two fifths or more of what they might be is *unknown*. Of who objected to being contacted
    nothing is concluded: they are left out. With `said` False what people said of who decides isn't
    read, which takes most of the time.
    """
    return _table(_powers(store, weights, now, said=said))


def _table(powers: Iterable[ContactPower]) -> Any:
    rows = list(powers)
    return pa.table(
        {
            "contact_id": [row.number for row in rows],
            "role": [row.role for row in rows],
            "power": [row.power for row in rows],
            "known": [row.known for row in rows],
        },
        schema=SCHEMA,
    )


def _powers(
    store: Store, weights: RoleWeights, now: datetime, *, said: bool
) -> Iterator[ContactPower]:
    bench = _Bench(
        Powers(weights, now),
        {
            number_of(RecordKind.CONTACT, contact_id): one
            for contact_id, one in standing_role_corrections(store).items()
            if one.at <= now
        },
        won_deals(store),
    )
    heard = dict(_heard(store, bench)) if said else {}
    objected = all_who_objected(store)
    for one in titled_contacts(store):
        if one.number not in objected:
            yield heard.get(one.number) or bench.power_of(one)


class _Bench:
    """Judges contacts by what is known of all of them, and what was said of one."""

    def __init__(
        self,
        powers: Powers,
        corrections: Mapping[int, RoleCorrection],
        won: Mapping[int, Sequence[datetime | None]],
    ) -> None:
        self._powers = powers
        self._corrections = corrections
        self._won = won

    def power_of(self, one: TitledContact, said: Sequence[RoleSign] = ()) -> ContactPower:
        """Return a contact's role and power."""
        contact = Contact(
            id=record_id(RecordKind.CONTACT, one.number),
            title=one.title,
            account_id=record_id(RecordKind.ACCOUNT, one.account),
        )
        signed = [_signed(one.number, moment) for moment in self._won.get(one.number, ())]
        judgement = self._powers.of(
            contact, one.employees, (*signed, *said), self._corrections.get(one.number)
        )
        return ContactPower(one.number, judgement.role.value, judgement.power, is_known(judgement))


def _heard(store: Store, bench: _Bench) -> Iterator[tuple[int, ContactPower]]:
    """Yield the powers of those of whom something was said, some accounts at a time."""
    by_account = groupby(power_rows(store), key=_whose)
    while some := [
        (account, list(rows)) for (account, _), rows in islice(by_account, ACCOUNTS_AT_ONCE)
    ]:
        people = people_at(store, {account for account, _ in some if account is not None})
        said: dict[int, list[RoleSign]] = {}
        for account, rows in some:
            for sign in _said(people.get(account or 0, ()), rows):
                if sign.contact_id:
                    number = number_of(RecordKind.CONTACT, sign.contact_id)
                    said.setdefault(number, []).append(sign)
        for one in titled_among(store, said):
            yield one.number, bench.power_of(one, said[one.number])


def _whose(row: StoredRow) -> tuple[int | None, int]:
    """Return whose people a row's talk is among; of nobody's account each talk stands alone."""
    account = row["contact_account"]
    return account, row["conversation_number"] if account is None else 0


def _said(people: Iterable[StoredRow], rows: Iterable[StoredRow]) -> Iterable[RoleSign]:
    """Return the signs in what people of one account said of who decides."""
    talks = tuple(
        _talk(number, list(of_talk))
        for number, of_talk in groupby(rows, key=lambda row: row["conversation_number"])
    )
    contacts = tuple(_contact(each) for each in people)
    return signs_of(AccountHistory(contacts=contacts, conversations=talks))


def _signed(number: int, moment: datetime | None) -> RoleSign:
    won = DealOutcome.WON.value
    return RoleSign(
        kind=SignOfRole.SIGNED_BEFORE,
        contact_id=record_id(RecordKind.CONTACT, number),
        evidence=Evidence(RecordKind.DEAL, "", "outcome", won, moment),
    )


def _contact(row: StoredRow) -> Contact:
    return Contact(
        id=record_id(RecordKind.CONTACT, row["number"]), name=row["name"], title=row["title"]
    )


def _talk(number: int, rows: Sequence[StoredRow]) -> Heard:
    """Return a conversation of nothing but its statements about power, each as a turn."""
    speakers = list(dict.fromkeys(row["contact"] for row in rows))
    turns = tuple(
        Turn(speaker=speakers.index(row["contact"]), text=row["quote"], at=row["said_at"])
        for row in rows
    )
    conversation = Conversation(
        kind=ActivityKind.OTHER,
        id=f"{number}",
        speakers=tuple(
            Speaker(side=Side.CUSTOMER, contact_id=record_id(RecordKind.CONTACT, one))
            for one in speakers
        ),
        turns=turns,
        language=rows[0]["language"],
    )
    return Heard(
        conversation=conversation,
        power=tuple(_statement(place, row) for place, row in enumerate(rows)),
    )


def _statement(place: int, row: StoredRow) -> PowerStatement:
    text = row["quote"]
    return PowerStatement(
        kind=PowerKind(row["kind"]),
        about=row["name"],
        quote=Quote(turn=place, start=0, end=len(text), text=text),
        certainty=row["certainty"] or 0.0,
    )
