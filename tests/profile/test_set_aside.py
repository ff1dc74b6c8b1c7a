import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from tests.cases.crm_exports import Export, all_exports, cases_of, columns_of
from tests.profile.table import columns
from wellspent.profile.set_aside import find_set_aside, without_set_aside
from wellspent.profile.word_lists import plain_words
from wellspent.records.cases import Cases
from wellspent.records.honesty import SetAside, SetAsideReason

EXPORTS = {export.name: export for export in all_exports()}


@cache
def found_in(name: str) -> dict[str, SetAside]:
    """What is set aside in a made-up export, by header."""
    read = columns_of(EXPORTS[name])
    headers = {column.name: column.label or column.name for column in read}
    return {headers[entry.column]: entry for entry in find_set_aside(cases_of(read))}


def used(found: dict[str, SetAside], header: str) -> bool:
    return header not in found or found[header].question


@pytest.mark.parametrize("name", EXPORTS)
def test_every_planted_leak_is_set_aside(name: str) -> None:
    found = found_in(name)
    assert [leak for leak in sorted(EXPORTS[name].leaks) if used(found, leak)] == []


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_known_on_arrival_is_set_aside(name: str) -> None:
    export, found = EXPORTS[name], found_in(name)
    assert [header for header in sorted(honest(export)) if not used(found, header)] == []


@pytest.mark.parametrize("name", EXPORTS)
def test_only_the_all_too_good_honest_column_is_asked_about(name: str) -> None:
    export, found = EXPORTS[name], found_in(name)
    asked = [header for header in sorted(honest(export)) if header in found]
    assert asked == (["Wants a trial now"] if "look-alikes" in name else [])


@pytest.mark.parametrize("name", EXPORTS)
def test_columns_about_a_person_are_refused(name: str) -> None:
    found = found_in(name)
    reasons = {header: found[header].reason for header in EXPORTS[name].personal}
    assert set(reasons.values()) <= {SetAsideReason.PERSONAL}


def honest(export: Export) -> set[str]:
    other = export.leaks | export.arguable | export.personal | export.structural
    return set(export.header) - other - {export.outcome}


def table_of(outcome: list[float], **table: list[object]) -> Cases:
    read = columns({name.replace("_", " "): cells for name, cells in table.items()})
    return Cases(columns=read, rows=len(outcome), outcome=np.array(outcome))


ENDS = (np.random.default_rng(11).random(200) < 0.5).astype(float).tolist()


PERSONAL = (
    "First Name, Contact: Last Name, Gender, Age group, Date of Birth, Nationality, Religion",
    "Mother tongue, Marital status, Ethnic origin, ContactName, Name",
    "Vorname, Nachname, Geschlecht, Anrede, Altersgruppe, Staatsangehörigkeit, Konfession",
    "Muttersprache, Familienstand",
    "Prénom, Sexe, Civilité, Nationalité, Langue maternelle, État civil",
    "Apellidos, Género, Nacionalidad, Lengua materna, Estado civil",
)
BUSINESS = (
    "Lead Origin, Country, Company age, Campaign name, Product name, Source name, Title, Genre",
    "Package, Manager, Average order, Language of website, Stage name of fair",
    "Unternehmensalter, Herkunft, Nom du produit, Nombre de empleados",
)


@pytest.mark.parametrize(
    "header",
    [header for headers in PERSONAL for header in headers.split(", ")],
)
def test_personal_header_is_refused_and_cannot_be_kept(header: str) -> None:
    cases = table_of(ENDS, **{header: ["a", "b", "c", "d"] * 50})
    found = find_set_aside(cases, keep=[header])
    assert [(entry.reason, entry.kept) for entry in found] == [(SetAsideReason.PERSONAL, False)]


@pytest.mark.parametrize(
    "header",
    [header for headers in BUSINESS for header in headers.split(", ")],
)
def test_business_header_is_not_personal(header: str) -> None:
    cases = table_of(ENDS, **{header: ["a", "b", "c", "d"] * 50})
    assert [e for e in find_set_aside(cases) if e.reason is SetAsideReason.PERSONAL] == []


def test_values_give_gender_away_under_any_header() -> None:
    cases = table_of(ENDS, Form=["Mr", "Mrs", "Ms", "Dr"] * 50)
    assert find_set_aside(cases)[0].evidence == (
        "The values give away a person's gender (Mr, Mrs, Ms)."
    )


@pytest.mark.parametrize(
    ("years", "reason"),
    [([19, 34, 55, 61], SetAsideReason.PERSONAL), ([0, 3, 200, 410], None)],
)
def test_lone_age_is_personal_only_with_years_of_life(
    years: list[int], reason: SetAsideReason | None
) -> None:
    found = find_set_aside(table_of(ENDS, Age=years * 50))
    assert [entry.reason for entry in found] == ([reason] if reason else [])


def test_keep_overrules_by_header() -> None:
    leak = ["A" if end else "B" for end in ENDS]
    cases = table_of(ENDS, Field_9=leak, Source=["x", "y", "z", "w"] * 50)
    found = find_set_aside(cases, keep=["Field 9"])
    assert [(entry.column, entry.kept, entry.question) for entry in found] == [
        ("field_9", True, False)
    ]
    assert len(without_set_aside(cases, found).columns) == 2


def test_structure_is_set_aside_with_its_reason() -> None:
    words = "this customer wrote a rather long and quite unique message number"
    cases = table_of(
        ENDS,
        Empty=[""] * 200,
        Same=["No"] * 200,
        Code=[f"K{place}" for place in range(200)],
        Message=[f"{words} {place}" for place in range(200)],
        Row_number=list(range(200)),
        Visited=["2024-01-01", "2024-02-01"] * 100,
        Source=["Web", "Fair", "Call", "Mail"] * 50,
    )
    assert {entry.column: entry.reason for entry in find_set_aside(cases)} == {
        "empty": SetAsideReason.EMPTY,
        "same": SetAsideReason.CONSTANT,
        "code": SetAsideReason.IDENTIFIER,
        "message": SetAsideReason.FREE_TEXT,
        "row_number": SetAsideReason.IDENTIFIER,
        "visited": SetAsideReason.DATE,
    }


def test_column_introduced_lately_does_not_know_the_outcome() -> None:
    draw = np.random.default_rng(3)
    rows = 1200
    late = np.arange(rows) > 800
    won = draw.random(rows) < np.where(late, 0.7, 0.1)
    cases = table_of(won.astype(float).tolist(), Plan=["big" if new else "" for new in late])
    assert find_set_aside(cases) == ()


def test_cases_without_outcomes_are_looked_at_by_shape_alone() -> None:
    read = columns({"Tags": ["a", "b"] * 50, "Record ID": list(range(100))})
    found = find_set_aside(Cases(columns=read, rows=100))
    assert [(entry.column, entry.reason) for entry in found] == [
        ("record_id", SetAsideReason.IDENTIFIER)
    ]


def test_evidence_is_in_words_with_figures() -> None:
    assert found_in("Salesforce opportunities")["Loss Reason"].evidence.startswith(
        "It is filled on 0% of won but 100% of lost cases. Alone it tells won from lost with an "
        "AUC of 1.00. Its header names what is known at the end ('loss reason')."
    )


def test_questions_can_be_left_out_too() -> None:
    read = columns_of(EXPORTS["Honest look-alikes"])
    cases = cases_of(read)
    found = find_set_aside(cases)
    without = {c.name for c in without_set_aside(cases, found, questions=True).columns}
    assert {c.name for c in without_set_aside(cases, found).columns} - without == {
        "wants_a_trial_now"
    }


@pytest.mark.parametrize(
    "header",
    [
        "Funding stage",
        "Facturación anual",
        "Billing country",
        "Rechnungsland",
        "Activité",
        "Secteur d'activité",
        "Höchster Abschluss",
        "Reason for enquiry",
        "Motif de la demande",
        "Paid media",
        "Price index",
        "Credit status",
        "Awards won",
    ],
)
def test_honest_header_with_a_suspicious_word_is_not_asked_about(header: str) -> None:
    draw = np.random.default_rng(2)
    won = draw.random(1000) < 0.4
    level = np.where(draw.random(1000) < 0.5 + 0.15 * won, "one", "other")
    other = draw.choice(["a", "b", "c"], 1000)
    cases = table_of(won.astype(float).tolist(), **{header: level.tolist(), "x": other.tolist()})
    assert find_set_aside(cases) == ()


def test_words_are_written_as_headers_are_read() -> None:
    folder = files("wellspent.profile").joinpath("words")
    for file in folder.iterdir():
        for phrases in tomllib.loads(file.read_text(encoding="utf-8")).values():
            wrong = [each for each in phrases if plain_words(each.rstrip("*")) != each.rstrip("*")]
            assert wrong == []


@pytest.mark.parametrize(
    "header",
    ["account", "Account name", "Company", "Firma", "Parent account", "Billing_company_name"],
)
def test_few_names_of_companies_carry_no_points(header: str) -> None:
    cases = table_of(ENDS, **{header: ["Acme", "Bolt", "Cask", "Dune"] * 50})
    [found] = find_set_aside(cases)
    assert found.reason is SetAsideReason.IDENTIFIER
    assert "names a company" in found.evidence


@pytest.mark.parametrize("header", ["Type of account", "Company size", "Account tier", "Customer"])
def test_kind_of_company_may_carry_points(header: str) -> None:
    assert find_set_aside(table_of(ENDS, **{header: ["A", "B", "C", "D"] * 50})) == ()


def test_figure_that_says_nothing_is_no_evidence() -> None:
    # Filled on closed cases only: that alone sets it aside, and its values tell nothing.
    outcome = [float("nan") if place % 2 else float(place // 2 % 2) for place in range(400)]
    filled = ["" if place % 2 else "ABCD"[place // 4 % 4] for place in range(400)]
    [found] = find_set_aside(table_of(outcome, Zone=filled))
    assert found.reason is SetAsideReason.KNOWS_OUTCOME
    assert found.evidence.startswith("It is filled on 100% of closed but 0% of open cases.")
    assert "AUC" not in found.evidence
