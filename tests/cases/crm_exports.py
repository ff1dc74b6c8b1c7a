"""Made-up CRM exports with planted leaks, honest look-alikes and columns about persons.

Everything is drawn here with a fixed seed, in the headers of the systems that people export from;
no company or person in it exists. Cells are text, as in a file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from wellspent.clean.columns import columns_from_batches
from wellspent.profile.outcome import find_outcome, outcome_of
from wellspent.profile.when import find_when, when_of
from wellspent.records.cases import Cases, Column
from wellspent.records.raw import RawBatch

Draw = np.random.Generator
FIRST_DAY = date(2023, 1, 2)


@dataclass(frozen=True)
class Export:
    """An export, with the truth about its columns by header.

    `leaks` know the outcome; `arguable` ones may be set aside, asked about or neither; `personal`
    are about a person; everything else but the outcome is known on arrival.
    """

    name: str
    header: tuple[str, ...]
    rows: list[list[str]]
    outcome: str
    leaks: frozenset[str] = frozenset()
    arguable: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    structural: frozenset[str] = frozenset()


@dataclass
class Dealings:
    """What happened to each enquiry, before it is written in the words of one system."""

    draw: Draw
    count: int
    employees: np.ndarray = field(init=False)
    source: np.ndarray = field(init=False)
    demo: np.ndarray = field(init=False)
    day: np.ndarray = field(init=False)
    won: np.ndarray = field(init=False)
    open: np.ndarray = field(init=False)
    days_taken: np.ndarray = field(init=False)
    effort: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        draw, count = self.draw, self.count
        self.employees = np.round(np.exp(draw.normal(4, 1.2, count))).astype(int) + 1
        self.source = draw.choice(
            ["Search", "Referral", "Fair", "Direct"], count, p=[0.45, 0.1, 0.2, 0.25]
        )
        self.demo = draw.random(count) < 0.3
        self.day = np.sort(draw.integers(0, 700, count))
        score = (
            -1.3
            + 0.5 * np.log(self.employees / 55)
            + 1.2 * (self.source == "Referral")
            + 1.1 * self.demo
        )
        self.won = draw.random(count) < 1 / (1 + np.exp(-score))
        self.open = draw.random(count) < np.where(self.day > 620, 0.75, 0.02)
        self.days_taken = (
            np.where(self.won, draw.gamma(4, 12, count), draw.gamma(2, 18, count)).astype(int) + 1
        )
        self.effort = draw.poisson(np.where(self.open, 1.5, np.where(self.won, 6, 2)))

    def created(self) -> list[str]:
        return [(FIRST_DAY + timedelta(days=int(day))).isoformat() for day in self.day]

    def closed(self) -> list[str]:
        ends = zip(self.day, self.days_taken, self.open, strict=True)
        return [
            "" if still_open else (FIRST_DAY + timedelta(days=int(day + taken))).isoformat()
            for day, taken, still_open in ends
        ]

    def pick(self, won: Sequence[str], lost: Sequence[str], still_open: Sequence[str]) -> list[str]:
        """One value per enquiry from the list that fits its ending."""
        lists = zip(self.won, self.open, strict=True)
        return [
            str(self.draw.choice(still_open if is_open else won if is_won else lost))
            for is_won, is_open in lists
        ]

    def any_of(self, values: Sequence[str], shares: Sequence[float] | None = None) -> list[str]:
        return [str(value) for value in self.draw.choice(values, self.count, p=shares)]

    def where(self, rows: np.ndarray, value: Callable[[int], str]) -> list[str]:
        return [value(place) if rows[place] else "" for place in range(self.count)]

    def filled_mostly(self, values: Sequence[str], share: float) -> list[str]:
        kept = self.draw.random(self.count) < share
        return [value if keep else "" for value, keep in zip(values, kept, strict=True)]


def all_exports(count: int = 1500, seed: int = 7) -> list[Export]:
    """Every export, each of `count` rows."""
    makers = (
        hubspot_contacts,
        salesforce_opportunities,
        salesforce_leads,
        german_export,
        french_export,
        spanish_export,
        look_alikes,
        nameless_leaks,
    )
    return [make(Dealings(np.random.default_rng(seed), count)) for make in makers]


def hubspot_contacts(d: Dealings) -> Export:
    customers = d.won & ~d.open
    ended = ~d.open
    return _export(
        "HubSpot contacts",
        {
            "Record ID": [str(90_000 + 7 * place) for place in range(d.count)],
            "First Name": d.any_of(["Ada", "Ben", "Cleo", "Dan"]),
            "Create Date": d.created(),
            "Original Source": list(d.source),
            "Number of Employees": [str(size) for size in d.employees],
            "Country/Region": d.any_of(["Germany", "France", "Spain"]),
            "Number of Pageviews": [str(views) for views in d.draw.poisson(5 + 3 * d.demo)],
            "Requested Demo": ["Yes" if asked else "No" for asked in d.demo],
            "Deal Stage": d.pick(
                ["Closed won"], ["Closed lost"], ["Appointment scheduled", "Contract sent"]
            ),
            "Lifecycle Stage": d.pick(
                ["Customer"], ["Lead", "Marketing Qualified Lead"], ["Lead", "Opportunity"]
            ),
            "Lead Status": d.pick(
                ["Connected", "Open deal"],
                ["Unqualified", "Attempted to contact"],
                ["New", "In progress"],
            ),
            "Number of Sales Activities": [str(effort) for effort in d.effort],
            "Number of times contacted": [str(effort + 1) for effort in d.effort],
            "Last Contacted": d.filled_mostly(d.closed(), 0.9),
            "Close Date": d.closed(),
            "Days to Close": d.where(ended, lambda place: str(d.days_taken[place])),
            "Recent Deal Amount": d.where(
                customers, lambda place: str(1000 + 10 * int(d.employees[place]))
            ),
            "Became a Customer Date": d.where(
                customers, lambda place: d.closed()[0] or "2024-01-05"
            ),
            "HubSpot Score": [
                str(int(10 * effort + noise))
                for effort, noise in zip(d.effort, d.draw.normal(0, 9, d.count), strict=True)
            ],
        },
        outcome="Deal Stage",
        leaks={
            "Lifecycle Stage",
            "Lead Status",
            "Number of Sales Activities",
            "Number of times contacted",
            "Close Date",
            "Days to Close",
            "Recent Deal Amount",
            "Became a Customer Date",
        },
        arguable={"HubSpot Score", "Last Contacted"},
        personal={"First Name"},
        structural={"Record ID", "Create Date"},
    )


def salesforce_opportunities(d: Dealings) -> Export:
    ended, customers = ~d.open, d.won & ~d.open
    amount = 500 + 40 * d.employees + d.draw.integers(0, 400, d.count)
    return _export(
        "Salesforce opportunities",
        {
            "Opportunity ID": [f"006AB{place:09d}" for place in range(d.count)],
            "Account Name": [f"Made-up Company {place % 700}" for place in range(d.count)],
            "Created Date": d.created(),
            "Stage": d.pick(
                ["Closed Won"],
                ["Closed Lost"],
                ["Prospecting", "Negotiation/Review", "Proposal/Price Quote"],
            ),
            "Amount": [str(value) for value in amount],
            "Probability (%)": d.pick(["100"], ["0"], ["10", "60", "75"]),
            "IsWon": ["true" if won else "false" for won in customers],
            "IsClosed": ["true" if closed else "false" for closed in ended],
            "Forecast Category": d.pick(["Closed"], ["Omitted"], ["Pipeline", "Best Case"]),
            "Last Activity Date": d.filled_mostly(d.closed(), 0.8),
            "Close Date": d.closed(),
            "Loss Reason": d.where(
                ended & ~d.won, lambda place: ["Price", "No budget", "Competitor"][place % 3]
            ),
            "Next Step": d.where(d.open, lambda place: ["Send quote", "Call again"][place % 2]),
            "Age": [str(taken) for taken in d.days_taken],
            "Lead Source": list(d.source),
            "Type": d.any_of(["New Business", "Existing Business"]),
            "Industry": d.any_of(["Banking", "Retail", "Technology"]),
            "Employees": [str(size) for size in d.employees],
        },
        outcome="Stage",
        leaks={
            "Probability (%)",
            "IsWon",
            "IsClosed",
            "Forecast Category",
            "Close Date",
            "Loss Reason",
            "Next Step",
        },
        arguable={"Age", "Last Activity Date"},
        structural={"Opportunity ID", "Account Name", "Created Date"},
    )


def salesforce_leads(d: Dealings) -> Export:
    converted = d.won & ~d.open
    return _export(
        "Salesforce leads",
        {
            "Lead ID": [f"00QAB{place:09d}" for place in range(d.count)],
            "Last Name": d.any_of(["Able", "Baker", "Cole"]),
            "Salutation": d.any_of(["Mr.", "Ms.", "Dr."], [0.5, 0.45, 0.05]),
            "Email": [f"person{place}@company{place % 400}.example" for place in range(d.count)],
            "Create Date": d.created(),
            "Lead Status": d.pick(
                ["Closed - Converted"],
                ["Closed - Not Converted"],
                ["Open - Not Contacted", "Working - Contacted"],
            ),
            "Converted": ["1" if each else "0" for each in converted],
            "Converted Date": d.where(converted, lambda place: "2024-03-04"),
            "Converted Account ID": d.where(converted, lambda place: f"001AB{place:09d}"),
            "Rating": d.pick(
                ["Hot", "Hot", "Warm"], ["Cold", "Cold", "Warm"], ["Warm", "Hot", "Cold"]
            ),
            "Lead Source": list(d.source),
            "No. of Employees": [str(size) for size in d.employees],
            "Industry": d.any_of(["Apparel", "Chemicals", "Energy", "Media"]),
            "State/Province": d.any_of(["North", "South", "West"]),
            "Product Interest": [
                "Demo" if asked else str(d.draw.choice(["GC1000", "GC5000"])) for asked in d.demo
            ],
        },
        outcome="Lead Status",
        leaks={"Converted", "Converted Date", "Converted Account ID", "Rating"},
        personal={"Last Name", "Salutation"},
        structural={"Lead ID", "Email", "Create Date"},
    )


def german_export(d: Dealings) -> Export:
    ended = ~d.open
    return _export(
        "German export",
        {
            "Anrede": d.any_of(["Herr", "Frau"]),
            "Geburtsdatum": [
                f"19{60 + place % 35}-04-0{1 + place % 9}" for place in range(d.count)
            ],
            "Erstellt am": d.created(),
            "Status": d.pick(["Gewonnen"], ["Verloren"], ["Offen", "In Bearbeitung"]),
            "Abschlussdatum": d.closed(),
            "Verlustgrund": d.where(
                ended & ~d.won, lambda place: ["Preis", "Kein Budget"][place % 2]
            ),
            "Anzahl Anrufe": [str(effort) for effort in d.effort],
            "Bewertung": d.pick(
                ["heiß", "heiß", "warm"], ["kalt", "kalt", "warm"], ["warm", "heiß", "kalt"]
            ),
            "Branche": d.any_of(["Maschinenbau", "Handel", "Chemie"]),
            "Mitarbeiterzahl": [str(size) for size in d.employees],
            "Herkunft": list(d.source),
            "Bundesland": d.any_of(["Bayern", "Hessen", "Berlin"]),
            "Vorführung gewünscht": ["ja" if asked else "nein" for asked in d.demo],
            "Kampagnenname": [f"Kampagne {day // 100}" for day in d.day],
        },
        outcome="Status",
        leaks={"Abschlussdatum", "Verlustgrund", "Anzahl Anrufe", "Bewertung"},
        personal={"Anrede", "Geburtsdatum"},
        structural={"Erstellt am"},
    )


def french_export(d: Dealings) -> Export:
    ended = ~d.open
    return _export(
        "French export",
        {
            "Civilité": d.any_of(["M.", "Mme"]),
            "Date de création": d.created(),
            "Étape": d.pick(["Gagnée"], ["Perdue"], ["En cours", "Devis"]),
            "Date de clôture": d.closed(),
            "Raison de perte": d.where(
                ended & ~d.won, lambda place: ["Prix", "Concurrent"][place % 2]
            ),
            "Nombre d'appels": [str(effort) for effort in d.effort],
            "Secteur d'activité": d.any_of(["Agroalimentaire", "Bâtiment", "Banque"]),
            "Effectif": [str(size) for size in d.employees],
            "Source": list(d.source),
            "Démonstration demandée": ["oui" if asked else "non" for asked in d.demo],
            "Nom du produit": d.any_of(["Alpha", "Beta"]),
        },
        outcome="Étape",
        leaks={"Date de clôture", "Raison de perte", "Nombre d'appels"},
        personal={"Civilité"},
        structural={"Date de création"},
    )


def spanish_export(d: Dealings) -> Export:
    ended = ~d.open
    return _export(
        "Spanish export",
        {
            "Apellidos": d.any_of(["Uno", "Dos", "Tres"]),
            "Fecha de creación": d.created(),
            "Estado": d.pick(["Ganado"], ["Perdido"], ["Abierto", "En proceso"]),
            "Fecha de cierre": d.closed(),
            "Motivo de pérdida": d.where(
                ended & ~d.won, lambda place: ["Precio", "Competencia"][place % 2]
            ),
            "Probabilidad": d.pick(["100"], ["0"], ["20", "50"]),
            "Sector": d.any_of(["Alimentación", "Construcción", "Banca"]),
            "Empleados": [str(size) for size in d.employees],
            "Origen": list(d.source),
            "Solicitó demostración": ["sí" if asked else "no" for asked in d.demo],
        },
        outcome="Estado",
        leaks={"Fecha de cierre", "Motivo de pérdida", "Probabilidad"},
        personal={"Apellidos"},
        structural={"Fecha de creación"},
    )


def look_alikes(d: Dealings) -> Export:
    """Columns that are all known on arrival, however good they are or suspicious they sound."""
    strong = np.where(d.draw.random(d.count) < 0.9, d.won, ~d.won)
    late = d.day > 350
    budget = d.draw.random(d.count) < np.where(d.won, 0.8, 0.5)
    return _export(
        "Honest look-alikes",
        {
            "Created": d.created(),
            "Outcome": d.pick(["won"], ["lost"], ["open"]),
            "Wants a trial now": ["yes" if each else "no" for each in strong],
            "Lead Origin": list(d.source),
            "Last year revenue": [str(1000 * int(size)) for size in d.employees],
            "Quality management certified": d.any_of(["yes", "no"]),
            "Activity sector": d.any_of(["Food", "Chemicals", "Retail"]),
            "Company age": [str(age) for age in d.draw.integers(1, 90, d.count)],
            "Consumer price index": [f"{100 + day / 90:.2f}" for day in d.day],
            "Reason for enquiry": [
                "Demo" if asked else str(d.draw.choice(["Prices", "Support"])) for asked in d.demo
            ],
            "New form field": d.where(
                late, lambda place: ["small", "large"][int(d.employees[place] > 60)]
            ),
            "Stated budget": d.where(budget, lambda place: str(100 * int(d.employees[place]))),
            "Campaign name": [f"Spring {day // 90}" for day in d.day],
            "Product name": d.any_of(["Press", "Pump", "Valve"]),
            "Referral partner": d.where(
                d.source == "Referral", lambda place: ["North", "South"][place % 2]
            ),
            "Do not email": ["yes" if rare else "no" for rare in d.draw.random(d.count) < 0.06],
            "Total time spent on website": [
                str(int(seconds)) for seconds in d.draw.gamma(2, 200 + 250 * d.won)
            ],
            "State": d.any_of(["Ohio", "Texas", "Utah"]),
            "Legal status": d.any_of(["Ltd", "Inc", "Sole trader"]),
            "Source name": list(d.source),
        },
        outcome="Outcome",
        structural={"Created"},
        arguable=frozenset(),
    )


def nameless_leaks(d: Dealings) -> Export:
    """Leaks under headers that say nothing."""
    ended, customers = ~d.open, d.won & ~d.open
    return _export(
        "Leaks without a telling name",
        {
            "Created": d.created(),
            "Result": d.pick(["won"], ["lost"], ["open"]),
            "Field 17": d.pick(["A"] * 60 + ["B"], ["B"] * 60 + ["A"], ["C"]),
            "Contract ref": d.where(
                customers & (d.draw.random(d.count) < 0.7), lambda place: f"C-{place:05d}"
            ),
            "Onboarding team": d.where(customers, lambda place: ["Red", "Blue"][place % 2]),
            "Total price": [
                str(100 * int(size)) if won or rare else "0"
                for size, won, rare in zip(
                    d.employees, d.won, d.draw.random(d.count) < 0.3, strict=True
                )
            ],
            "X1": d.where(ended, lambda place: ["p", "q"][place % 2]),
            "Source": list(d.source),
            "Employees": [str(size) for size in d.employees],
            "Demo": ["yes" if asked else "no" for asked in d.demo],
        },
        outcome="Result",
        leaks={"Field 17", "Contract ref", "Onboarding team", "Total price", "X1"},
        structural={"Created"},
    )


def columns_of(export: Export) -> tuple[Column, ...]:
    """The export's columns as the product reads them from a file."""
    return columns_from_batches([RawBatch(export.name, export.header, 2, export.rows)])


def cases_of(columns: Sequence[Column]) -> Cases:
    """The columns as cases, with the outcome and the arrival that the product finds itself."""
    ended, arrived = find_outcome(columns), find_when(columns)
    return Cases(
        columns=tuple(column for column in columns if column.name != ended.name),
        rows=len(columns[0].values),
        outcome=outcome_of(columns, ended),
        when=None if arrived is None else when_of(columns, arrived),
    )


def _export(
    name: str,
    columns: dict[str, list[str]],
    *,
    outcome: str,
    leaks: set[str] | frozenset[str] = frozenset(),
    arguable: set[str] | frozenset[str] = frozenset(),
    personal: set[str] | frozenset[str] = frozenset(),
    structural: set[str] | frozenset[str] = frozenset(),
) -> Export:
    return Export(
        name=name,
        header=tuple(columns),
        rows=[list(row) for row in zip(*columns.values(), strict=True)],
        outcome=outcome,
        leaks=frozenset(leaks),
        arguable=frozenset(arguable),
        personal=frozenset(personal),
        structural=frozenset(structural),
    )
