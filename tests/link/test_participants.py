"""Whom the speakers of a conversation are: by hand, address, number, then name and company."""

from dataclasses import replace

import pytest

from wellspent.link.participants import (
    KnownContact,
    KnownContacts,
    NamedByHand,
    match_speakers,
    name_key,
    same_speaker,
)
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, LinkedBy, Side, Speaker

ADA = KnownContact(
    id="C1", name_key="ada kunde", email="ada@kunde.example", phone="+49301234567",
    account_id="A1", company="kunde",
)  # fmt: skip
NAMESAKE = replace(ADA, id="C2", email="ada@other.example", account_id="A2", company="other")
REPS = {"wilma sample": "Wilma Sample", "paolo@otter.example": "Paolo Esempio"}


def known(*contacts: KnownContact, **more: object) -> KnownContacts:
    """Return these contacts, by all that they are found by."""
    by_email = {one.email: [one] for one in contacts if one.email}
    by_phone = {one.phone: [one] for one in contacts if one.phone}
    by_name = {"ada kunde": list(contacts)}
    return KnownContacts(by_email=by_email, by_phone=by_phone, by_name=by_name, **more)


def matched(*speakers: Speaker, contacts: KnownContacts) -> Conversation:
    """Return a talk of these speakers, matched."""
    talk = Conversation(kind=ActivityKind.CALL, speakers=speakers)
    return match_speakers(talk, contacts, REPS)


@pytest.mark.parametrize(
    ("speaker", "way"),
    [
        (Speaker(email="Ada@Kunde.example"), LinkedBy.ADDRESS),
        (Speaker(phone="+49 30 1234567"), LinkedBy.PHONE),
        (Speaker(name="Kunde, Ada", company="Kunde GmbH"), LinkedBy.NAME_AND_COMPANY),
        (Speaker(name="Ada Kunde (Kunde GmbH)"), LinkedBy.NAME_AND_COMPANY),
        (Speaker(name="ADA KUNDE"), LinkedBy.NAME_ALONE),
    ],
)
def test_speaker_is_found(speaker: Speaker, way: LinkedBy) -> None:
    talk = matched(speaker, contacts=known(ADA))
    assert (talk.speakers[0].contact_id, talk.speakers[0].linked_by) == ("C1", way)
    assert (talk.speakers[0].side, talk.account_id) == (Side.CUSTOMER, "A1")


@pytest.mark.parametrize(
    "speaker",
    [
        Speaker(name="Ada"),
        Speaker(name="Ada Kunde", company="Somebody Else Ltd"),
        Speaker(name="Ada Kunde", email="ada.kunde@gmail.com"),
        Speaker(name="Ada Kunde", side=Side.OURS),
        Speaker(),
    ],
)
def test_speaker_whom_something_speaks_against_is_not_linked(speaker: Speaker) -> None:
    talk = matched(speaker, contacts=known(ADA))
    assert (talk.speakers[0].contact_id, talk.account_id) == ("", "")


def test_namesakes_are_told_apart_by_who_else_is_there() -> None:
    two = known(ADA, NAMESAKE)
    assert matched(Speaker(name="Ada Kunde"), contacts=two).speakers[0].contact_id == ""
    boss = KnownContact(id="C9", name_key="bo", email="bo@other.example", account_id="A2")
    two.by_email["bo@other.example"] = [boss]  # pyright: ignore[reportIndexIssue]
    talk = matched(Speaker(name="Ada Kunde"), Speaker(email="bo@other.example"), contacts=two)
    assert [one.contact_id for one in talk.speakers] == ["C2", "C9"]


def test_domain_tells_the_account_and_free_mail_none() -> None:
    there = KnownContacts(accounts={"kunde.example": "A1"})
    assert matched(Speaker(email="new@mail.kunde.example"), contacts=there).account_id == "A1"
    free = KnownContacts(accounts={"gmail.com": "A1"})
    assert matched(Speaker(email="new@gmail.com"), contacts=free).account_id == ""


def test_what_somebody_said_by_hand_counts_more_than_an_address() -> None:
    hand = {"ada@kunde.example": NamedByHand(contact_id="C7", account_id="A7", side=Side.CUSTOMER)}
    talk = matched(Speaker(email="ada@kunde.example"), contacts=known(ADA, by_hand=hand))
    assert (talk.speakers[0].contact_id, talk.speakers[0].linked_by, talk.account_id) == (
        "C7",
        LinkedBy.HAND,
        "A7",
    )


def test_our_people_get_the_names_that_the_records_have() -> None:
    ours = [
        Speaker(name="SAMPLE, Wilma", side=Side.OURS),
        Speaker(email="paolo@otter.example", side=Side.OURS),
        Speaker(name="Zoë Neu", side=Side.OURS),
    ]
    talk = matched(*ours, contacts=KnownContacts())
    assert [one.rep for one in talk.speakers] == ["Wilma Sample", "Paolo Esempio", "Zoë Neu"]


def test_account_of_two_companies_that_are_even_is_none() -> None:
    both = known(ADA, replace(NAMESAKE, phone=""))
    talk = matched(
        Speaker(email="ada@kunde.example"), Speaker(email="ada@other.example"), contacts=both
    )
    assert talk.account_id == ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Müller, Jürgen", "jurgen muller"),
        ("Jürgen Müller | Example GmbH", "jurgen muller"),
        ("  Ada   Kunde ", "ada kunde"),
        ("", ""),
    ],
)
def test_names_are_compared_without_what_stands_beside_them(name: str, key: str) -> None:
    assert name_key(name) == key


def test_same_speaker_is_told_by_address_before_name() -> None:
    others = [Speaker(name="Ada Kunde", email="ada@kunde.example"), Speaker(name="Bo")]
    assert same_speaker(Speaker(name="Ada Kunde"), others) == 0
    assert same_speaker(Speaker(name="Ada Kunde", email="x@kunde.example"), others) is None
    assert same_speaker(Speaker(name="bo", email="bo@kunde.example"), others) == 1
    assert same_speaker(Speaker(), others) is None
