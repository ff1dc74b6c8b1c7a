"""Signs and histories made for tests of buying roles, any at all for property tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from wellspent.listen.ear import prepare_ear
from wellspent.listen.hear import hear
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.evidence import Evidence, OwnRecord

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
REP = Speaker(name="Wilma Sample", side=Side.OURS, rep="wilma")

_EAR = prepare_ear()


def sign(kind: SignOfRole, *, days: float = 0, certainty: float = 0.8, place: int = 0) -> RoleSign:
    """Return a sign of contact C1, so many days old."""
    evidence = Evidence(
        OwnRecord.CONVERSATION, "K1", f"turn {place}", "words", NOW - timedelta(days=days)
    )
    return RoleSign(kind=kind, contact_id="C1", certainty=certainty, evidence=evidence, turn=place)


@st.composite
def signs(draw: st.DrawFn, most: int = 12) -> list[RoleSign]:
    """Give up to so many signs of one contact, of any kinds, ages and certainties."""
    kinds = st.sampled_from([kind for kind in SignOfRole if kind not in _FROM_TITLE])
    return [
        sign(
            draw(kinds),
            days=draw(st.floats(0, 4000)),
            certainty=draw(st.floats(0.01, 1)),
            place=place,
        )
        for place in range(draw(st.integers(0, most)))
    ]


_FROM_TITLE = frozenset({SignOfRole.TITLE, SignOfRole.COMPANY_SIZE})


def talk(
    *said: tuple[str, str] | tuple[str, str, Sequence[str]],
    people: Sequence[Contact],
    kind: ActivityKind = ActivityKind.EMAIL,
    key: str = "K1",
    language: str = "en",
    days_ago: float = 5,
) -> Conversation:
    """Return a conversation: who (a contact's id, or `us`), the words, to whom it went."""
    speakers = (
        REP,
        *(
            Speaker(name=one.name, side=Side.CUSTOMER, contact_id=one.id, email=one.email)
            for one in people
        ),
    )
    places = {"us": 0, **{one.id: number for number, one in enumerate(people, 1)}}
    began = NOW - timedelta(days=days_ago)
    turns = tuple(
        Turn(
            speaker=places[one[0]],
            text=one[1],
            at=began + timedelta(hours=number),
            to=tuple(places[who] for who in one[2]) if len(one) > 2 else (),
        )
        for number, one in enumerate(said)
    )
    return Conversation(
        kind=kind,
        id=key,
        account_id="A1",
        title="Wet floors",
        started_at=began,
        language=language,
        speakers=speakers,
        turns=turns,
    )


def history(*talks: Conversation, people: Sequence[Contact], **known: object) -> AccountHistory:
    """Return an account's history with what was heard in these conversations."""
    return AccountHistory(
        account=Account(id="A1", name="Kunde", employees=120),
        contacts=tuple(people),
        conversations=tuple(hear(one, ear=_EAR, now=NOW) for one in talks),
        **known,  # pyright: ignore[reportArgumentType]
    )


def person(number: int, name: str, title: str = "") -> Contact:
    """Return a contact of the account."""
    return Contact(
        id=f"C{number}",
        name=name,
        title=title,
        account_id="A1",
        email=f"c{number}@kunde.example",
    )
