"""Random accounts for the brief: people, talks, mails, deals, wishes, from a seed.

Everything is made up. The talks are heard by the room that hears real ones, so that quotes,
promises and reactions lie where they do in practice.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, LinkedBy, Presence, Side, Speaker, Turn
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.heard import CommitmentStatus, Heard
from wellspent.records.lead import Lead
from wellspent.records.ledger import Debt, DebtKind
from wellspent.records.money import Money
from wellspent.records.referral import Referral

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

NAMES = [
    "Ada Example", "Ömer Örnek", "Zofia Przykład", "Jean-Luc O’Exemple", "Ng", "李 Muster",
    "Dr. María del Ejemplo y Prueba", "Sam (Procurement) Sample", "Ελένη Δείγμα", "",
    "Lars “Lasse” Eksempel", "Two  Spaces", "Anna and Bert Muster", "J. P. Sample, Jr.",
]  # fmt: skip
TITLES = [
    "Managing Director", "Head of Production", "Shift Lead", "CFO", "", "Leiter Einkauf",
    "Assistant to the CEO", "VP Operations & Quality", "Owner.", "Hygiene, Safety and Environment",
]  # fmt: skip
COMPANIES = [
    "Paper Boat Foods B.V.", "Example Dairy GmbH & Co. KG", "Sample, Sons and Daughters Ltd",
    "Muster (Nord) AG", "„Zitat“ Backwaren", "Specimen 24/7 Inc.",
]  # fmt: skip
INDUSTRIES = ["Bakery", "Dairy products", "Meat processing", "", "IT", "Beverages"]
THEIRS = [
    "We lose about twenty minutes every day, and last month somebody slipped there.",
    "I'm not convinced about the edges. Somebody has to go after it with a brush.",
    "Could you come next week and show it on our own floor?",
    "What would the side brush cost?",
    "That was a good use of my time. Thanks a lot.",
    "Interesting, I did not know that about the charger.",
    "I can't sign for anything above five thousand. Our managing director decides that.",
    "Honestly, the price is too high for us this year.",
    "This is a waste of my time, please stop sending me this.",
    "Does the Otter 200 fit through our 75 cm doors? What is the warranty of the Otter 200?",
    "Vielen Dank, das wusste ich nicht. Gilt das auch für EPDM?",
    "Ok.",
    "Let's meet in January, I would like my shift lead to join.",
    "Wow. {quote} and <b>bold</b> & “quotes” in “quotes”, 3 % of 1,400 crates!",
    "The drying time at the change of shifts is what hurts, wet floors everywhere.\nNew line here.",
    "x" * 400 + " what about a very long word?",
    "I'd have to ask our CFO. Ms Example signs everything.",
]
OURS = [
    "Thank you for taking the time. Where does it happen most?",
    "I'll send you both measurement sheets tomorrow.",
    "Two plants with the same floor changed the order: squeegee first, then the scrubber.",
    "There is a side brush, I'll bring one next Thursday and you tell me whether it is enough.",
    "Just following up on my mail below. When would be a good time?",
    "As promised, what to look at: pump hours, the frame, the charger.",
]
MESSAGES = [
    "Hello,\n\nwe need advice on wet floors. Can you show the machine here?\n\nBest regards\nAda",
    "Guten Tag,\n\nwelche Maschine würden Sie empfehlen?\n\nMit freundlichen Grüßen\nÖmer",
    "quote pls", "",
    "Hi Ingrid, does it work on stairs? We clean 15.2 hours a week.",
]  # fmt: skip
EVENTS = [("speaker", "Gave the talk; said that rinsing is what takes the time."), ("visitor", ""),
          ("exhibitor", "Stand next to ours."), ("", "")]  # fmt: skip


def simulated_account(seed: int) -> AccountHistory:
    """Return an account with one to five people and up to six talks, the same for a seed."""
    random = Random(seed)
    account = _account(random) if random.random() < 0.9 else None
    contacts = tuple(_contact(random, place, account) for place in range(random.randint(1, 5)))
    talks = tuple(_talk(random, place, contacts) for place in range(random.randint(0, 6)))
    talks = tuple(sorted(talks, key=lambda one: one.conversation.started_at or NOW, reverse=True))
    activities = [*_activities(random, contacts), *(_of_talk(one) for one in talks)]
    activities.sort(key=lambda one: one.happened_at or NOW, reverse=True)
    return AccountHistory(
        account=account,
        contacts=contacts,
        activities=tuple(activities),
        conversations=talks,
        deals=tuple(_deal(random, place) for place in range(random.randint(0, 4))),
        leads=tuple(_lead(random, place, contacts) for place in range(random.randint(0, 2))),
        referrals=(Referral(id="R1", giver_key="A-9", giver_id="A9", receiver_id="A1"),)
        if account and random.random() < 0.3
        else (),
        debts=tuple(debt for talk in talks for debt in _debts(talk)),
        consents=tuple(_consents(random, contacts)),
        read_at=NOW,
    )


def _past(random: Random, days: int = 900) -> datetime:
    return NOW - timedelta(days=random.random() * days, minutes=random.randint(0, 59))


def _account(random: Random) -> Account:
    return Account(
        name=random.choice(COMPANIES),
        id="A1",
        industry=random.choice(INDUSTRIES),
        employees=random.choice([None, 8.0, 70.0, 1400.0, 12.5]),
        country=random.choice(["", "Germany", "United Kingdom"]),
        city=random.choice(["", "Musterstadt", "Sankt-Nirgend am See"]),
        customer_since=random.choice([None, _past(random)]),
        created_at=random.choice([None, _past(random, 2000)]),
        attributes=random.choice(
            [{}, {"plants": 3.0, "three_shifts": True, "line type": "dry, wet"}]
        ),
    )


def _contact(random: Random, place: int, account: Account | None) -> Contact:
    return Contact(
        name=random.choice(NAMES),
        id=f"C{place + 1}",
        email=f"person.{place}@example.com",
        phone=random.choice(["", "+493023125000"]),
        title=random.choice(TITLES),
        account_id=account.id if account else "",
        created_at=random.choice([None, _past(random, 1500)]),
        owner=random.choice(["", "Wilma Sample"]),
    )


def _talk(random: Random, place: int, contacts: tuple[Contact, ...]) -> Heard:
    began = _past(random, 400)
    people = random.sample(contacts, random.randint(1, len(contacts)))
    speakers = (
        Speaker(name="Paolo Esempio", email="p@ours.example", side=Side.OURS, rep="Paolo Esempio"),
        *(
            Speaker(name=one.name, email=one.email, side=Side.CUSTOMER, contact_id=one.id,
                    presence=Presence.CAME, linked_by=LinkedBy.ADDRESS)
            for one in people
        ),
    )  # fmt: skip
    turns = [_turn(random, number, len(people), began) for number in range(random.randint(0, 9))]
    talk = Conversation(
        kind=random.choice([ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.MEETING]),
        speakers=speakers,
        turns=tuple(replace(turn, activity_id=f"V{place + 1}") for turn in turns),
        id=f"K{place + 1}",
        title=random.choice(["", "Wet floors at the change of shifts", "Budget of next year"]),
        started_at=began,
        language="en",
        account_id="A1",
        activity_id=f"V{place + 1}",
    )
    return hear(talk, ear=_ear(), now=NOW)


@cache
def _ear() -> Ear:
    return prepare_ear()


def _turn(random: Random, number: int, people: int, began: datetime) -> Turn:
    speaker = random.randint(0, people)
    text = random.choice(OURS if speaker == 0 else THEIRS)
    if random.random() < 0.4:
        text += " " + random.choice(OURS if speaker == 0 else THEIRS)
    at = random.choice([None, began + timedelta(hours=number)])
    return Turn(speaker=speaker, text=text, at=at)


def _of_talk(heard: Heard) -> Activity:
    talk = heard.conversation
    return Activity(
        kind=talk.kind,
        id=talk.activity_id,
        subject=talk.title,
        happened_at=talk.started_at,
        contact_id=talk.speakers[1].contact_id,
        rep="Paolo Esempio",
        participants=tuple(one.email for one in talk.speakers),
    )


def _activities(random: Random, contacts: tuple[Contact, ...]) -> list[Activity]:
    found: list[Activity] = []
    for number in range(random.randint(0, 12)):
        kind = random.choice(list(ActivityKind))
        role, note = random.choice(EVENTS) if kind is ActivityKind.EVENT else ("", "")
        found.append(
            Activity(
                kind=kind,
                id=f"V{100 + number}",
                direction=random.choice(list(Direction)),
                subject=random.choice(
                    ["", "Cold rooms without ice", "Hygiene Forum", "A (last) try."]
                ),
                body=note or random.choice(MESSAGES),
                happened_at=random.choice([None, _past(random), _past(random, 3)]),
                minutes=random.choice([None, 1.0, 30.0]),
                contact_id=random.choice([*(one.id for one in contacts), ""]),
                rep=random.choice(["", "Wilma Sample"]),
                attributes={"role": role} if role else random.choice([{}, {"pages": "24"}]),
            )
        )
    return found


def _deal(random: Random, place: int) -> Deal:
    outcome = random.choice(list(DealOutcome))
    return Deal(
        name=random.choice(["", "Otter 200 scrubber for Example"]),
        id=f"D{place + 1}",
        amount=random.choice([None, Money(Decimal("18200.50"), "EUR")]),
        stage=random.choice(["", "Offer sent"]),
        outcome=outcome,
        products=random.choice([(), ("Otter 200 scrubber",), ("Otter 900", "Service")]),
        created_at=random.choice([None, _past(random)]),
        closed_at=None if outcome is DealOutcome.OPEN else _past(random),
    )


def _lead(random: Random, place: int, contacts: tuple[Contact, ...]) -> Lead:
    return Lead(
        id=f"L{place + 1}",
        name=contacts[0].name,
        email=contacts[0].email,
        message=random.choice(MESSAGES),
        arrived_at=random.choice([None, _past(random)]),
        contact_id=contacts[0].id,
    )


def _debts(heard: Heard) -> list[Debt]:
    talk = heard.conversation
    theirs = talk.speakers[1]
    asked = [
        Debt(
            kind=DebtKind.QUESTION,
            quote=one.quote.text,
            since=talk.turns[one.quote.turn].at or talk.started_at or NOW,
            conversation_id=talk.id,
            turn=one.quote.turn,
            contact_id=talk.speakers[talk.turns[one.quote.turn].speaker].contact_id,
            rep="Paolo Esempio",
        )
        for one in heard.questions
        if one.asked_by is Side.CUSTOMER and one.answered_in is None
    ]
    promised = [
        Debt(
            kind=DebtKind.PROMISE,
            quote=one.quote.text,
            since=talk.turns[one.quote.turn].at or talk.started_at or NOW,
            conversation_id=talk.id,
            turn=one.quote.turn,
            due=one.due,
            is_overdue=one.due is not None and one.due < NOW.date(),
            contact_id=theirs.contact_id,
            rep="Paolo Esempio",
        )
        for one in heard.commitments
        if one.side is Side.OURS and one.status is not CommitmentStatus.KEPT
    ]
    return [*asked, *promised]


def _consents(random: Random, contacts: tuple[Contact, ...]) -> list[ConsentEntry]:
    return [
        ConsentEntry(
            kind=random.choice(list(ConsentKind)),
            said_at=_past(random),
            channel=random.choice([None, ActivityKind.EMAIL, ActivityKind.CALL]),
            id=f"Y{number}",
            email=one.email,
            contact_id=one.id,
        )
        for number, one in enumerate(contacts)
        if random.random() < 0.15
    ]
