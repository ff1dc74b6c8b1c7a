import numpy as np
import pytest

from tests.profile.table import columns
from wellspent.errors import MappingError
from wellspent.profile.outcome import find_outcome, outcome_of

STAGES = ["Won", "Lost", "Engaging", "Won", "Lost", "Prospecting"] * 5


def outcome(table: dict[str, list[object]], **named: str) -> list[float]:
    read = columns(table)
    return outcome_of(read, find_outcome(read, **named))[:6].tolist()


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("Converted", ["1", "0", "0", "1"], [1, 0, 0, 1]),
        ("y", ["no", "yes", "no", "no"], [0, 1, 0, 0]),
        ("is_won", ["true", "false", "true", ""], [1, 0, 1, None]),
        ("Deal Stage", ["closedwon", "closedlost", "contractsent", "closedlost"], [1, 0, None, 0]),
        (
            "Stage",
            ["Closed Won", "Closed Lost - price", "Negotiation/Review", "Closed Lost"],
            [1, 0, None, 0],
        ),
        (
            "Lead Status",
            ["Closed - Converted", "Closed - Not Converted", "Working - Contacted", "Unqualified"],
            [1, 0, None, 0],
        ),
        ("Verkaufsphase", ["Gewonnen", "Verloren", "Angebot", "Offen"], [1, 0, None, None]),
        (
            "Phase",
            ["Abgeschlossen - gewonnen", "abgeschlossen – verloren", "Verhandlung", "Neu"],
            [1, 0, None, None],
        ),
        ("Étape", ["Gagné", "Perdue", "Négociation", "en cours"], [1, 0, None, None]),
        ("Estado", ["Ganado", "Perdido", "En proceso", "Cerrado perdido"], [1, 0, None, 0]),
        ("gewonnen", ["ja", "nein", "ja", "nein"], [1, 0, 1, 0]),
    ],
)
def test_outcome_is_found_in_many_words(
    header: str, values: list[str], expected: list[float | None]
) -> None:
    rows = {"Size": list(range(12)), header: values * 3, "Newsletter": ["yes", "no"] * 6}
    found = [None if np.isnan(each) else each for each in outcome(rows)[:4]]
    assert found == expected


def test_named_value_makes_the_others_lost_but_open_stages_open() -> None:
    table = {"Standing": ["Deal", "No deal", "New", "Deal", "No deal", "New"] * 3}
    assert outcome(table, named="standing", won_value="deal") == pytest.approx(
        [1, 0, np.nan, 1, 0, np.nan], nan_ok=True
    )


def test_named_lifecycle_without_a_lost_value_counts_all_others_as_lost() -> None:
    table = {"Lifecycle Stage": ["Customer", "Lead", "Opportunity"] * 4}
    assert outcome(table, named="Lifecycle Stage", won_value="Customer") == [1, 0, 0, 1, 0, 0]


def test_named_date_means_won_where_it_is_filled() -> None:
    table = {"Became a customer": ["2024-01-02", "", "2024-02-03", "", "", "2024-05-06"] * 3}
    assert outcome(table, named="Became a customer") == [1, 0, 1, 0, 0, 1]


def test_stage_is_taken_where_a_flag_says_the_same_with_less() -> None:
    won = ["true" if stage == "Won" else "false" for stage in STAGES]
    found = find_outcome(columns({"IsWon": won, "deal_stage": STAGES}))
    assert (found.name, found.won, found.lost) == ("deal_stage", ("Won",), ("Lost",))
    assert set(found.open) == {"Engaging", "Prospecting"}


def test_flags_that_disagree_are_asked_about_with_the_flags_to_give() -> None:
    table = {"Purchased": ["yes", "no"] * 10, "Converted": ["no", "yes", "yes", "no"] * 5}
    with pytest.raises(MappingError) as caught:
        find_outcome(columns(table))
    assert caught.value.next_step == (
        "Say which one is meant: --outcome Purchased=yes  or  --outcome Converted=yes"
    )


def test_nothing_like_an_outcome_lists_candidates_and_the_flag() -> None:
    table = {"Colour of folder": ["red", "blue"] * 10, "Size": list(range(20))}
    with pytest.raises(MappingError) as caught:
        find_outcome(columns(table))
    assert caught.value.tried == "Columns with few values: Colour of folder (red, blue)"
    assert caught.value.next_step.endswith("--outcome COLUMN=WON_VALUE")


@pytest.mark.parametrize(
    ("value", "said"),
    [("won", "'Outcome' is 'won' on every row"), ("", "'Outcome' is empty on every row")],
)
def test_outcome_that_never_differs_is_named(value: str, said: str) -> None:
    with pytest.raises(MappingError) as raised:
        outcome({"Industry": ["Hotel", "Cafe"] * 5, "Outcome": [value] * 10})
    assert raised.value.tried == said


def test_value_asked_of_an_empty_column_says_that_it_is_empty() -> None:
    with pytest.raises(MappingError) as raised:
        outcome({"Outcome": [""] * 10}, named="Outcome", won_value="won")
    assert "empty on every row" in str(raised.value.tried)


def test_value_that_is_not_there_is_answered_with_the_one_that_means_won() -> None:
    read = columns({"status": ["Lost", "Lost", "Won"] * 10, "folder": ["red", "blue", "red"] * 10})
    with pytest.raises(MappingError) as caught:
        find_outcome(read, named="status", won_value="Gewonnen")
    assert caught.value.next_step.endswith("--outcome status=Won")
    with pytest.raises(MappingError) as caught:
        find_outcome(read, named="folder", won_value="green")
    assert caught.value.next_step.endswith("--outcome folder=WON_VALUE")


def test_unknown_value_names_the_values_there_are() -> None:
    with pytest.raises(MappingError) as caught:
        find_outcome(columns({"deal_stage": STAGES}), named="deal_stage", won_value="Victory")
    assert caught.value.tried == (
        "Its values, most frequent first: 'Won', 'Lost', 'Engaging', 'Prospecting'"
    )


def test_unknown_column_names_the_columns_there_are() -> None:
    with pytest.raises(MappingError) as caught:
        find_outcome(columns({"deal_stage": STAGES}), named="phase")
    assert caught.value.tried == "Columns of the file: deal_stage"


def test_open_stages_count_as_lost_only_where_the_user_named_the_won_value() -> None:
    table = {"deal_stage": ["Won", "Prospecting"] * 10}
    with pytest.raises(MappingError):
        find_outcome(columns(table))
    assert outcome(table, named="deal_stage", won_value="Won") == [1, 0, 1, 0, 1, 0]


def test_column_where_nothing_is_lost_is_refused() -> None:
    with pytest.raises(MappingError) as caught:
        find_outcome(columns({"deal_stage": ["Won"] * 20}), named="deal_stage")
    assert caught.value.what == "In 'deal_stage' no row is lost"


@pytest.mark.parametrize(
    "header", ["Previous outcome", "Last result", "Email converted", "Default"]
)
def test_earlier_or_partial_outcomes_are_no_outcome(header: str) -> None:
    with pytest.raises(MappingError):
        find_outcome(columns({header: ["yes", "no"] * 10}))
