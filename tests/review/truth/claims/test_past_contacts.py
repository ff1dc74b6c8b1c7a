"""What drafts say of past talks, events and downloads, in many wordings, compared with records."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimVerdict
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import prepare, review

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parents[3] / "cases" / "review" / "past_contacts.toml").read_text("utf-8")
)
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
RULES = prepare(())


def _activity(
    day: date, kind: ActivityKind, subject: str, body: str = "", *,
    direction: Direction = Direction.OUTBOUND, rep: str = "Tom Reed", minutes: float | None = None,
    contact: str = "c1", **attributes: str,
) -> Activity:  # fmt: skip
    return Activity(
        id=f"{kind.value} {day:%d %b}", kind=kind, direction=direction, subject=subject, body=body,
        happened_at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
        minutes=minutes, rep=rep, contact_id=contact,
        attributes=attributes,
    )  # fmt: skip


IN = Direction.INBOUND
ACTIVITIES = (
    _activity(
        date(2026, 3, 3), ActivityKind.CALL, "Call about AquaLine",
        "She said the budget is frozen until Q3. Wants a reference from dairy.", minutes=12,
    ),
    _activity(date(2026, 2, 26), ActivityKind.CALL, "Voicemail", "No answer.", minutes=1),
    _activity(
        date(2026, 2, 24), ActivityKind.DOWNLOAD, "Hygienic pump design guide", direction=IN,
        rep="", title="Hygienic pump design guide",
    ),
    _activity(
        date(2026, 2, 23), ActivityKind.EMAIL, "Re: Question on seals",
        "Hello Maria, at 90 degrees the seals last 18 months.",
    ),
    _activity(
        date(2026, 2, 20), ActivityKind.EMAIL, "Question on seals",
        "Hello Tom, how long do the seals last at 90 degrees?", direction=IN,
    ),
    _activity(
        date(2026, 2, 12), ActivityKind.EVENT, "PackTech 2026",
        "Gave a talk on hygienic design.", event="PackTech 2026", role="speaker",
    ),
    _activity(
        date(2026, 2, 5), ActivityKind.MEETING, "Site visit",
        "In Leeds. Walked the filling hall with Maria.", minutes=90, rep="Julia Holm",
    ),
    _activity(
        date(2026, 1, 28), ActivityKind.EVENT, "Webinar: Pumps without downtime",
        "Joined for the whole hour.", event="Webinar: Pumps without downtime", role="attended",
    ),
    _activity(
        date(2026, 1, 20), ActivityKind.MEETING, "Demo on Teams",
        "Video demo of the AquaLine.", minutes=30,
    ),
    _activity(
        date(2026, 1, 12), ActivityKind.DOWNLOAD, "Seal life checklist", direction=IN, rep="",
        title="Seal life checklist",
    ),
    _activity(
        date(2026, 1, 9), ActivityKind.SOCIAL_MESSAGE, "LinkedIn",
        "Hi Tom, do you have a checklist for seals?", direction=IN,
    ),
    _activity(
        date(2025, 11, 18), ActivityKind.EVENT, "Dairy Forum 2025",
        "Visited our booth, asked about seals.", event="Dairy Forum 2025", role="visitor",
    ),
    _activity(
        date(2025, 10, 12), ActivityKind.EVENT, "Food Days 2025",
        event="Food Days 2025", role="registered, did not come",
    ),
)  # fmt: skip
AHEAD = _activity(
    date(2026, 3, 24), ActivityKind.EVENT, "FoodTec 2026", event="FoodTec 2026",
    role="registered",
)  # fmt: skip
READER = Reader(
    contact=Contact(id="c1", name="Maria López", title="Head of Purchasing", account_id="a1"),
    account=Account(id="a1", name="Bergmann Foods GmbH", industry="Dairy", city="Leeds"),
    activities=(AHEAD, *ACTIVITIES),
    colleagues=(Contact(id="c2", name="Peter Stein", title="CFO", account_id="a1"),),
    account_activities=(
        _activity(
            date(2026, 3, 5), ActivityKind.CALL, "Prices", "Peter wants a price list.",
            minutes=8, rep="Julia Holm", contact="c2",
        ),
        _activity(
            date(2026, 3, 2), ActivityKind.DOWNLOAD, "Mixer brochure", rep="", contact="c2",
            title="Mixer brochure",
        ),
    ),
)  # fmt: skip
COMPANY = Company(
    name="Aster Pumps",
    complete=frozenset(
        {
            ActivityKind.EVENT,
            ActivityKind.DOWNLOAD,
            ActivityKind.CALL,
            ActivityKind.MEETING,
            ActivityKind.EMAIL,
        }
    ),
)


def claims(body: str) -> tuple[Claim, ...]:
    draft = Draft(body=f"Hi Maria,\n\n{body}", send_at=NOW, sender="Tom Reed")
    return review(draft, RULES, now=NOW, reader=READER, company=COMPANY).claims


def _cases(*verdicts: str) -> list[str]:
    return [body for kinds in CASES.values() for name in verdicts for body in kinds.get(name, ())]


@pytest.mark.parametrize("body", _cases("contradicted"))
def test_what_the_records_contradict_is_found(body: str) -> None:
    found = [each for each in claims(body) if each.verdict is ClaimVerdict.CONTRADICTED]
    assert found
    assert all(each.evidence for each in found)


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize("body", _cases("missed"))
def test_what_is_not_found_yet(body: str) -> None:
    assert [each for each in claims(body) if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.parametrize("body", _cases("supported", "unsupported", "none", "harmless"))
def test_what_the_records_do_not_contradict_is_never_accused(body: str) -> None:
    assert not [each for each in claims(body) if each.verdict is ClaimVerdict.CONTRADICTED]


@pytest.mark.parametrize("body", _cases("none"))
def test_what_states_nothing_of_the_past_is_no_claim(body: str) -> None:
    kinds = {"conversation", "event", "download"}
    assert not [each for each in claims(body) if each.kind.value in kinds]
