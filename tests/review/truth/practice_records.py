"""The records of five readers, for the practice of `tests/cases/review/practice.toml`."""

from datetime import UTC, datetime
from pathlib import Path

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.product import Company, Product, ProductFact
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.review.company_file import read_company

NOW = datetime(2026, 5, 14, 10, tzinfo=UTC)


def t(month: int, day: int, hour: int = 10, y: int = 2026) -> datetime:
    return datetime(y, month, day, hour, tzinfo=UTC)


ALL = frozenset(
    {
        ActivityKind.EVENT,
        ActivityKind.DOWNLOAD,
        ActivityKind.CALL,
        ActivityKind.MEETING,
        ActivityKind.EMAIL,
    }
)
HALDEN = Company(
    name="Halden Cooling",
    references=("Moorland Dairy", "Fisk & Sons"),
    certifications=("ISO 9001", "CE"),
    complete=ALL,
    products=(
        Product(
            name="FrostBox 40",
            names=("FrostBox",),
            facts=(
                ProductFact(name="warranty", value=3.0, unit="years", names=("guarantee",)),
                ProductFact(name="weight", value=42.0, unit="kg"),
                ProductFact(name="lowest temperature", value=-25.0, unit="°C"),
                ProductFact(name="noise level", value=38.0, unit="dB"),
                ProductFact(name="battery life", value=11.0, unit="hours"),
                ProductFact(name="price", value=1450.0, unit="GBP"),
                ProductFact(name="delivery time", value=10.0, unit="working days"),
                ProductFact(name="works with solar panels", value=True),
                ProductFact(name="works offline", value=True),
                ProductFact(name="width", value=68.0, unit="cm"),
                ProductFact(
                    name="available in", value=("United Kingdom", "Ireland", "Netherlands")
                ),
            ),
        ),
    ),
)
W1 = Reader(
    contact=Contact(
        id="c1",
        name="Sinead Doyle",
        title="Operations Director",
        account_id="a1",
        email="sinead@galway.example",
    ),
    account=Account(id="a1", name="Galway Oysters Ltd", industry="Fish processing", city="Galway"),
    colleagues=(
        Contact(id="c2", name="Declan Doyle", title="Managing Director", account_id="a1"),
        Contact(id="c3", name="Niamh Power", title="Van fleet manager", account_id="a1"),
    ),
    mentioned_accounts=(
        Account(id="a7", name="Aran Seaweed Co"),
        Account(id="a8", name="Moorland Dairy"),
        Account(id="a9", name="Burren Smokehouse"),
    ),
    mentioned_contacts=(Contact(id="c7", name="Tom Burke", account_id="a7"),),
    referrals=(
        Referral(id="r1", giver_id="a7", giver_key="c7", receiver_id="a1", receiver_key="c1"),
    ),
    activities=(
        Activity(
            id="call",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            happened_at=t(5, 11, 14),
            minutes=14,
            rep="Mark Teal",
            subject="Call on vans",
            body=(
                "She said the van budget is approved for June. They run six vans. Worried "
                "about weight. Asked for a demo in Galway."
            ),
        ),
        Activity(
            id="dl",
            kind=ActivityKind.DOWNLOAD,
            direction=Direction.INBOUND,
            happened_at=t(5, 6),
            subject="Ice-free transport: a buyer's guide",
            attributes={"title": "Ice-free transport: a buyer's guide"},
        ),
        Activity(
            id="mail",
            kind=ActivityKind.EMAIL,
            direction=Direction.INBOUND,
            happened_at=t(5, 4),
            rep="Mark Teal",
            subject="Noise",
            body="Hello Mark,\nis it quieter than 45 dB? We park near houses at night.\nSinead",
        ),
        Activity(
            id="meet",
            kind=ActivityKind.MEETING,
            direction=Direction.OUTBOUND,
            happened_at=t(4, 29, 15),
            minutes=40,
            rep="Laura Finch",
            subject="Video meeting on Teams",
            body="Decision by the end of June together with her brother. Current boxes leak.",
        ),
        Activity(
            id="ev",
            kind=ActivityKind.EVENT,
            happened_at=t(4, 22),
            subject="SeaExpo 2026",
            attributes={"event": "SeaExpo 2026", "role": "speaker"},
            body="Talk: Cold chains on small boats",
        ),
        Activity(
            id="web",
            kind=ActivityKind.EVENT,
            happened_at=t(3, 18),
            subject="Webinar: Cooling without diesel",
            attributes={
                "event": "Webinar: Cooling without diesel",
                "role": "registered, did not attend",
            },
        ),
    ),
)
LEDGERLY = Company(
    name="Ledgerly",
    references=("Kontor Nord",),
    certifications=("ISO 27001",),
    complete=frozenset(
        {ActivityKind.EVENT, ActivityKind.DOWNLOAD, ActivityKind.CALL, ActivityKind.MEETING}
    ),
    products=(
        Product(
            name="Ledgerly Flow",
            names=("Flow",),
            facts=(
                ProductFact(name="price", value=29.0, unit="EUR per user per month"),
                ProductFact(
                    name="free trial", value=30.0, unit="days", names=("trial", "Testphase")
                ),
                ProductFact(
                    name="notice period", value=1.0, unit="month", names=("Kündigungsfrist",)
                ),
                ProductFact(
                    name="server location",
                    value="Germany",
                    names=("servers", "data centre", "Server"),
                ),
                ProductFact(
                    name="set-up time", value=2.0, unit="weeks", names=("onboarding", "Einrichtung")
                ),
                ProductFact(name="maximum users", value=250.0, unit="users"),
                ProductFact(name="support hours", value="weekdays 8 to 18"),
                ProductFact(name="SAP interface", value=True),
                ProductFact(name="available in", value=("Germany", "Austria", "Switzerland")),
            ),
        ),
    ),
)
W2 = Reader(
    contact=Contact(
        id="d1",
        name="Jens Albrecht",
        title="Leiter Controlling",
        account_id="b1",
        email="j.albrecht@nordlicht.example",
    ),
    account=Account(id="b1", name="Nordlicht Reederei GmbH", industry="Shipping", city="Hamburg"),
    colleagues=(Contact(id="d2", name="Karin Voss", title="CFO", account_id="b1"),),
    mentioned_accounts=(
        Account(id="b7", name="Hansa Feinkost AG"),
        Account(id="b8", name="Kontor Nord"),
    ),
    activities=(
        Activity(
            id="att",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            happened_at=t(5, 12),
            minutes=1,
            rep="Eva Lindt",
            subject="Voicemail",
            body="No answer, left a voicemail.",
        ),
        Activity(
            id="out",
            kind=ActivityKind.EMAIL,
            direction=Direction.OUTBOUND,
            happened_at=t(5, 8),
            rep="Eva Lindt",
            subject="Monatsabschluss",
            body="Guten Tag Herr Albrecht, ...",
        ),
        Activity(
            id="li",
            kind=ActivityKind.SOCIAL_MESSAGE,
            direction=Direction.INBOUND,
            happened_at=t(5, 2),
            rep="Eva Lindt",
            subject="",
            body=(
                "We have 12 subsidiaries and the month-end close takes eight days. Not before "
                "October though."
            ),
        ),
        Activity(
            id="fair",
            kind=ActivityKind.EVENT,
            happened_at=t(2, 25),
            subject="Finance Forum Hamburg",
            attributes={"event": "Finance Forum Hamburg", "role": "visitor"},
            body="Came to our booth.",
        ),
        Activity(
            id="met",
            kind=ActivityKind.MEETING,
            direction=Direction.OUTBOUND,
            happened_at=t(3, 10),
            minutes=60,
            rep="Eva Lindt",
            subject="Vor-Ort-Termin in Hamburg",
            body="On-site at their office. Interested in the SAP interface, IT is against it.",
        ),
    ),
)
ROBOTA = Company(
    name="Robota Ibérica",
    references=("Aceites Luna",),
    certifications=("CE", "ISO 9001"),
    complete=frozenset(
        {
            ActivityKind.EVENT,
            ActivityKind.DOWNLOAD,
            ActivityKind.CALL,
            ActivityKind.MEETING,
            ActivityKind.EMAIL,
        }
    ),
    products=(
        Product(
            name="PackBot 3",
            names=("PackBot",),
            facts=(
                ProductFact(name="payload", value=12.0, unit="kg"),
                ProductFact(
                    name="warranty",
                    value=24.0,
                    unit="months",
                    names=("garantía", "garantie", "guarantee"),
                ),
                ProductFact(name="price", value=38000.0, unit="EUR"),
                ProductFact(
                    name="lead time",
                    value=8.0,
                    unit="weeks",
                    names=("delivery time", "plazo de entrega", "délai de livraison"),
                ),
                ProductFact(name="cycle rate", value=40.0, unit="per minute", names=("cycles",)),
                ProductFact(name="floor space", value=2.5, unit="m²"),
                ProductFact(name="available from", value="2026-03-01"),
                ProductFact(name="needs compressed air", value=False),
            ),
        ),
    ),
)
W3 = Reader(
    contact=Contact(
        id="e1",
        name="Lucía Ortega",
        title="Jefa de compras",
        account_id="f1",
        email="lucia@almar.example",
    ),
    account=Account(id="f1", name="Viñedos Almar S.L.", industry="Winery", city="Logroño"),
    colleagues=(
        Contact(id="e2", name="Andrés Gil", title="Director de producción", account_id="f1"),
    ),
    mentioned_accounts=(
        Account(id="f7", name="Bodegas Serrat"),
        Account(id="f8", name="Aceites Luna"),
    ),
    activities=(
        Activity(
            id="dl",
            kind=ActivityKind.DOWNLOAD,
            direction=Direction.INBOUND,
            happened_at=t(5, 9),
            subject="Guía de robots colaborativos",
            attributes={"title": "Guía de robots colaborativos"},
        ),
        Activity(
            id="call",
            kind=ActivityKind.CALL,
            direction=Direction.INBOUND,
            happened_at=t(5, 5, 11),
            minutes=9,
            rep="Pablo Ruiz",
            subject="Llamada",
            body=(
                "She asked for two references in wine. They work two shifts and pack 1,200 "
                "boxes a day."
            ),
        ),
        Activity(
            id="mail",
            kind=ActivityKind.EMAIL,
            direction=Direction.INBOUND,
            happened_at=t(4, 20),
            rep="Pablo Ruiz",
            subject="Plazos",
            body="Hola Pablo, la decisión será en septiembre. Un saludo, Lucía",
        ),
        Activity(
            id="ev",
            kind=ActivityKind.EVENT,
            happened_at=t(11, 26, y=2025),
            subject="Empack Madrid 2025",
            attributes={"event": "Empack Madrid 2025", "role": "visitor"},
            body="Visited our stand.",
        ),
    ),
)
W4 = Reader(
    contact=Contact(
        id="g1",
        name="Camille Fournier",
        title="Responsable qualité",
        account_id="h1",
        email="camille@dulac.example",
    ),
    account=Account(id="h1", name="Fromagerie du Lac", industry="Dairy", city="Annecy"),
    colleagues=(Contact(id="g2", name="Hugo Blanc", title="Directeur technique", account_id="h1"),),
    mentioned_accounts=(Account(id="h7", name="Charcuterie Morel"),),
    activities=(
        Activity(
            id="v",
            kind=ActivityKind.MEETING,
            direction=Direction.OUTBOUND,
            happened_at=t(5, 7, 9),
            minutes=90,
            rep="Nadia Perrin",
            subject="Visite sur site",
            body=(
                "On-site visit at their dairy. Two production lines, cleaning takes 50 "
                "minutes each evening. Hugo decides."
            ),
        ),
        Activity(
            id="dl",
            kind=ActivityKind.DOWNLOAD,
            direction=Direction.INBOUND,
            happened_at=t(4, 30),
            subject="Checklist: 10 points on cold storage",
            attributes={"title": "Checklist: 10 points on cold storage"},
        ),
        Activity(
            id="ev",
            kind=ActivityKind.EVENT,
            happened_at=t(3, 26),
            subject="CFIA Rennes 2026",
            attributes={"event": "CFIA Rennes 2026", "role": "exhibitor"},
        ),
    ),
)
WORLDS = {
    "oysters": (HALDEN, W1, "Mark Teal"),
    "shipping": (LEDGERLY, W2, "Eva Lindt"),
    "wine": (ROBOTA, W3, "Pablo Ruiz"),
    "cheese": (HALDEN, W4, "Nadia Perrin"),
}
TARN = read_company(
    Path(__file__).parents[3] / "benchmarks" / "outreach" / "develop" / "company.toml"
)
W5 = Reader(
    contact=Contact(
        id="k1",
        name="Graham Pike",
        title="Reliability Engineer",
        account_id="l1",
        email="g.pike@fellgate.example",
    ),
    account=Account(id="l1", name="Fellgate Quarries", industry="Quarrying", city="Buxton"),
    colleagues=(Contact(id="k2", name="Hannah Stott", title="Plant Manager", account_id="l1"),),
    mentioned_accounts=(
        Account(id="l7", name="Northrigg Aggregates"),
        Account(id="l8", name="Skarvik Paper"),
    ),
    activities=(
        Activity(
            id="call",
            kind=ActivityKind.CALL,
            direction=Direction.OUTBOUND,
            happened_at=t(5, 12, 11),
            minutes=18,
            rep="Priya Nair",
            subject="Crusher bearings",
            body=(
                "They lost two bearings since January, each cost 9 hours. 14 conveyors. He "
                "wants a trial on crusher 2 in June. Budget sits with Hannah."
            ),
        ),
        Activity(
            id="mail",
            kind=ActivityKind.EMAIL,
            direction=Direction.INBOUND,
            happened_at=t(5, 7),
            rep="Owen Hartley",
            subject="Dust",
            body=(
                "Owen, does the dust bother the sensors? We hose everything down on "
                "Fridays.\nGraham"
            ),
        ),
        Activity(
            id="dl",
            kind=ActivityKind.DOWNLOAD,
            direction=Direction.INBOUND,
            happened_at=t(5, 5),
            subject="Bearing wear in stone crushers",
            attributes={"title": "Bearing wear in stone crushers"},
        ),
        Activity(
            id="ev",
            kind=ActivityKind.EVENT,
            happened_at=t(3, 24),
            subject="Maintec 2026",
            attributes={"event": "Maintec 2026", "role": "visitor"},
        ),
    ),
)
WORLDS["quarry"] = (TARN, W5, "Priya Nair")
