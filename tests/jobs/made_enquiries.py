"""A small fictitious store of enquiries: won ones on which a promise rests, and open ones."""

from datetime import UTC, datetime, timedelta

from tests.store.made_records import import_records
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadQuery
from wellspent.store.connect import Store
from wellspent.store.leads import list_leads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENOUGH = 120
GENUINE = "genuine"
BOT = "bot"
STUDENT = "student"
TERSE = "terse"


def genuine_lead(place: int, **more: object) -> Lead:
    fields: dict[str, object] = {
        "external_id": f"E{place}",
        "name": f"Ann Sample {place}",
        "email": f"ann{place}@dairy{place}-nowhere.example",
        "company": f"Dairy{place} Nowhere",
        "phone": "+12025550100",
        "country": ("Germany", "France")[place % 2],
        "source": ("web form", "trade fair")[place % 2],
        "message": f"We need a quote for {place + 2} floor scrubbers for our plant in Nowhere "
        f"{place}. We clean 10 hours a week and decide this quarter.",
        "arrived_at": NOW - timedelta(days=200, hours=place),
    }
    return Lead(**(fields | more))  # pyright: ignore[reportArgumentType]


def won_leads(count: int) -> list[Lead]:
    closed = {"outcome": LeadOutcome.WON, "closed_at": NOW - timedelta(days=30)}
    return [genuine_lead(place, **closed) for place in range(count)]


def open_leads() -> list[Lead]:
    return [
        genuine_lead(900, external_id=GENUINE, arrived_at=NOW - timedelta(hours=2)),
        Lead(
            external_id=BOT,
            name="xkqjwv Zrtplkq",
            email="qzxvkj8841@example.com",
            company="wqrtzpsdf",
            phone="11111111",
            message="ghjkqw zxcvprt lkjhgq wrtpsd fghjkl qzwxrv bnmtrp",
            arrived_at=NOW - timedelta(hours=3),
        ),
        Lead(
            external_id=STUDENT,
            name="Ida Sample",
            email="ida@example.com",
            message="I am a student and write my thesis on hygiene. Could you answer a survey?",
            arrived_at=NOW - timedelta(hours=4),
        ),
        Lead(
            external_id=TERSE,
            name="Bo Sample",
            email="bo@example.com",
            message="price?",
            arrived_at=NOW - timedelta(hours=5),
        ),
    ]


def fill_store(store: Store, *, won: int = ENOUGH) -> dict[str, str]:
    """Import won leads and four open ones; return the ids of the open ones by what they are."""
    import_records(store, *won_leads(won), *open_leads())
    rows = list_leads(store, LeadQuery(outcome=LeadOutcome.OPEN)).rows
    return {row.lead.external_id: row.lead.id for row in rows}
