from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.listen.side_guess import read_signs
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn

ADA = Speaker(name="Ada Lovelace", email="ada@sales.pumps.example")
BEN = Speaker(name="Ben Kunde", email="ben@customer.example")
EVE = Speaker(name="Eve")
NOBODY = Speaker()


def _talk(*speakers: Speaker, said: tuple[str, ...] = ()) -> Conversation:
    turns = tuple(Turn(speaker=place, text=text) for place, text in enumerate(said))
    return Conversation(kind=ActivityKind.MEETING, speakers=speakers, turns=turns)


def _sides(conversation: Conversation) -> list[Side]:
    return [one.side for one in conversation.speakers]


@pytest.mark.parametrize(
    "rule",
    [
        OurSide(names=("Ada Lovelace",)),
        OurSide(names=("ada",)),
        OurSide(names=("LOVELACE, Ada",)),
        OurSide(domains=("pumps.example",)),
        OurSide(domains=("@Sales.Pumps.example",)),
        OurSide(addresses=("ADA@sales.pumps.example",)),
    ],
)
def test_rule_tells_us_and_the_others_are_customers(rule: OurSide) -> None:
    told = with_sides(_talk(ADA, BEN, EVE, NOBODY), our_side=rule)
    assert _sides(told) == [Side.OURS, Side.CUSTOMER, Side.CUSTOMER, Side.UNKNOWN]
    assert not any(one.side_guessed for one in told.speakers)


@pytest.mark.parametrize(
    "rule",
    [
        OurSide(names=("Adam",)),
        OurSide(domains=("umps.example",)),
        OurSide(addresses=("a@sales.pumps.example",)),
        OurSide(names=("",), domains=("",), addresses=("",)),
    ],
)
def test_rule_that_only_looks_alike_tells_nothing_of_ours(rule: OurSide) -> None:
    assert Side.OURS not in _sides(with_sides(_talk(ADA, EVE), our_side=rule))


def test_company_beside_the_name_is_a_name() -> None:
    ada = Speaker(name="Ada", company="Pumps GmbH")
    told = with_sides(_talk(ada, EVE), our_side=OurSide(names=("Pumps GmbH",)))
    assert _sides(told) == [Side.OURS, Side.CUSTOMER]


def test_address_of_another_domain_is_a_customers() -> None:
    told = with_sides(_talk(BEN), our_side=OurSide(domains=("pumps.example",)))
    assert _sides(told) == [Side.CUSTOMER]


def test_known_sides_and_linked_people_stay() -> None:
    linked = (replace(EVE, contact_id="c1"), replace(BEN, rep="Ben"))
    assert _sides(with_sides(_talk(*linked), our_side=OurSide())) == [Side.CUSTOMER, Side.OURS]
    known = (replace(EVE, side=Side.OURS), replace(BEN, side=Side.CUSTOMER))
    assert _sides(with_sides(_talk(*known), our_side=OurSide(names=("Somebody",)))) == [
        Side.OURS,
        Side.CUSTOMER,
    ]


SELLER = (
    "Hi Ben, would you like me to show you your dashboard? I'll send you the offer, and if you "
    "like we can set up a trial for your team. Shall I?"
)
BUYER = (
    "Thanks, but I don't know. We have our own tool and our budget is small. How much is it, and "
    "can it read our files?"
)


def test_without_a_rule_sides_are_guessed_and_marked() -> None:
    told = with_sides(_talk(EVE, BEN, said=(SELLER, BUYER)), our_side=OurSide())
    assert _sides(told) == [Side.OURS, Side.CUSTOMER]
    assert all(one.side_guessed for one in told.speakers)
    turned = with_sides(_talk(EVE, BEN, said=(BUYER, SELLER)), our_side=OurSide())
    assert _sides(turned) == [Side.CUSTOMER, Side.OURS]


def test_too_little_is_left_unknown() -> None:
    told = with_sides(_talk(EVE, BEN), our_side=OurSide())
    assert _sides(told) == [Side.UNKNOWN, Side.UNKNOWN]


def test_one_speaker_alone_is_not_guessed() -> None:
    assert _sides(with_sides(_talk(EVE, said=(SELLER,)), our_side=OurSide())) == [Side.UNKNOWN]


def test_colleagues_of_one_domain_are_on_one_side() -> None:
    nora = Speaker(name="Nora", email="nora@customer.example")
    told = with_sides(_talk(ADA, BEN, nora, said=(SELLER, BUYER)), our_side=OurSide())
    assert _sides(told) == [Side.OURS, Side.CUSTOMER, Side.CUSTOMER]


def test_those_of_a_mail_provider_are_not_of_one_company() -> None:
    ada = Speaker(name="Ada", email="ada@gmail.com")
    ben = Speaker(name="Ben", email="ben@gmail.com")
    told = with_sides(_talk(ada, ben, said=(SELLER, BUYER)), our_side=OurSide())
    assert _sides(told) == [Side.OURS, Side.CUSTOMER]


def test_signs_are_read_from_the_file() -> None:
    signs = read_signs()
    assert signs["thanks"].weight < 0 < signs["offer"].weight
    assert "would you like" in signs["offer"].words


@given(st.lists(st.text(max_size=60), min_size=2, max_size=5))
@settings(max_examples=100, deadline=None)
def test_guess_never_has_only_one_side(said: list[str]) -> None:
    people = tuple(Speaker(name=f"Person {number}") for number in range(len(said)))
    sides = set(_sides(with_sides(_talk(*people, said=tuple(said)), our_side=OurSide())))
    assert (Side.OURS in sides) == (Side.CUSTOMER in sides)


@given(st.permutations([ADA, BEN, EVE, NOBODY]))
@settings(max_examples=24, deadline=None)
def test_rule_does_not_depend_on_the_order_of_speakers(people: list[Speaker]) -> None:
    told = with_sides(_talk(*people), our_side=OurSide(domains=("pumps.example",)))
    assert {one.label: one.side for one in told.speakers} == {
        ADA.label: Side.OURS,
        BEN.label: Side.CUSTOMER,
        EVE.label: Side.CUSTOMER,
        NOBODY.label: Side.UNKNOWN,
    }
