"""Roles in bulk: role and power of all contacts at once, for questions over the whole team.

Read set by set: titles, sizes of firms, won deals, corrections, and what was said of who decides.
An account's page reads all that was said there, so there the same contact may be known a little
better (a budget named, a forwarded mail).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import pyarrow as pa

from wellspent.jobs.role_weights_in_use import role_weights_in_use
from wellspent.reach.powers import Powers, is_known
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleJudgement, RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.deal import DealOutcome
from wellspent.records.evidence import Evidence
from wellspent.records.heard import Heard, PowerKind, PowerStatement, Quote
from wellspent.records.source import RecordKind
from wellspent.store.bulk_roles import people_at, power_rows, titled_contacts, won_deals
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.objections import all_who_objected
from wellspent.store.role_corrections import standing_role_corrections
from wellspent.store.rows import StoredRow


def power_table(store: Store, now: datetime) -> Any:
    """Return every contact's role and power as an Arrow table.

    Its columns are `contact_id` (the number), `role`, `power` (0 to 1) and `known`, which is False
    where two fifths or more of what they might be is *unknown*. Who objected to being contacted
    isn't in it.
    """
    numbers: list[int] = []
    roles: list[str] = []
    powers: list[float] = []
    known: list[bool] = []
    for number, judgement in roles_of_all(store, now):
        numbers.append(number)
        roles.append(judgement.role.value)
        powers.append(judgement.power)
        known.append(is_known(judgement))
    return pa.table(
        {
            "contact_id": pa.array(numbers, pa.int64()),
            "role": pa.array(roles, pa.string()),
            "power": pa.array(powers, pa.float64()),
            "known": pa.array(known, pa.bool_()),
        }
    )


def roles_of_all(store: Store, now: datetime) -> Iterator[tuple[int, RoleJudgement]]:
    """Yield the number and the judgement of every contact; of those alike it is the same one.

    Of who objected to being contacted nothing is concluded: they are left out.
    """
    powers = Powers(role_weights_in_use(store, now=now), now)
    corrections = {
        number_of(RecordKind.CONTACT, contact_id): said
        for contact_id, said in standing_role_corrections(store).items()
        if said.at <= now
    }
    signs, objected = _signs(store), all_who_objected(store)
    for one in titled_contacts(store):
        if one.number in objected:
            continue
        contact = Contact(
            id=record_id(RecordKind.CONTACT, one.number),
            title=one.title,
            account_id=record_id(RecordKind.ACCOUNT, one.account),
        )
        judgement = powers.of(
            contact, one.employees, signs.get(one.number, ()), corrections.get(one.number)
        )
        yield one.number, judgement


def _signs(store: Store) -> Mapping[int, Sequence[RoleSign]]:
    found: dict[int, list[RoleSign]] = {}
    for number, moments in won_deals(store).items():
        found.setdefault(number, []).extend(_signed(number, moment) for moment in moments)
    for sign in _said(store):
        if sign.contact_id:
            number = number_of(RecordKind.CONTACT, sign.contact_id)
            found.setdefault(number, []).append(sign)
    return found


def _signed(number: int, moment: datetime | None) -> RoleSign:
    won = DealOutcome.WON.value
    return RoleSign(
        kind=SignOfRole.SIGNED_BEFORE,
        contact_id=record_id(RecordKind.CONTACT, number),
        evidence=Evidence(RecordKind.DEAL, "", "outcome", won, moment),
    )


def _said(store: Store) -> Iterator[RoleSign]:
    """Yield the signs in what people said of who decides, account by account."""
    by_account: dict[int | None, list[StoredRow]] = {}
    for row in power_rows(store):
        by_account.setdefault(row["contact_account"], []).append(row)
    people = people_at(store, [number for number in by_account if number is not None])
    for account, rows in by_account.items():
        contacts = tuple(_contact(each) for each in people.get(account or 0, ()))
        talks = tuple(
            _talk(number, list(of_talk))
            for number, of_talk in groupby(rows, key=lambda row: row["conversation_number"])
        )
        yield from signs_of(AccountHistory(contacts=contacts, conversations=talks))


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
