import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.jobs.made_store import NOW, fill_store, made_lead
from tests.store.made_records import import_records
from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.declare_profile import (
    declare_profile,
    declared_profile,
    forget_word_on_column,
    overrule_column,
    set_value_weights,
    value_weights,
)
from wellspent.jobs.edit_points import edit_attribute, edit_points
from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.learn_profile import LEARN_AGAIN, current_profile, learn_profile
from wellspent.jobs.qualify_leads import FEW_NEW, qualify_leads
from wellspent.jobs.todays_queue import todays_queue
from wellspent.records.declared import DeclaredProfile, Statement, Strength, ValueWeights
from wellspent.records.honesty import SetAsideReason
from wellspent.records.lead import LeadOutcome
from wellspent.records.verdict import Verdict
from wellspent.store.connect import Store, open_store
from wellspent.store.leads import get_lead_row

FOOD_IS_GOOD = DeclaredProfile(
    statements=(Statement(attribute="industry", strength=Strength.STRONGLY_FOR, values=("Food",)),),
    base_rate=0.2,
)


@pytest.fixture(scope="module")
def learned_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("learned") / "store.db"
    shutil.copyfile(sqlite_template, path)
    store = open_store(f"sqlite:///{path}")
    fill_store(store, past=240)
    learn_profile(store, now=NOW)
    with store.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def learned_store(learned_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "learned.db"
    shutil.copyfile(learned_file, path)
    store = open_store(f"sqlite:///{path}")
    yield store
    store.close()


def queue_order(store: Store) -> list[str]:
    return [row.lead.external_id for row in todays_queue(store, now=NOW).rows]


def test_learning_keeps_a_profile_and_rescores_open_leads(store: Store):
    fill_store(store, past=240)
    profile = learn_profile(store, now=NOW)
    assert profile.honesty.verdict in {Verdict.READY, Verdict.WEAK}
    assert profile.scorecard.version == 1
    assert current_profile(store) == profile
    assert queue_order(store)[0] == "good"
    assert queue_order(store)[-1] == "poor"
    assert [value.account_name for value in profile.customers[:1]] == ["Fictitious Foods 7"]


def test_learning_again_from_the_same_changes_nothing(learned_store: Store):
    again = learn_profile(learned_store, now=NOW)
    assert again.scorecard.version == 1


def test_learning_from_more_makes_a_new_version(learned_store: Store):
    more = made_lead(5000, "Shop", outcome=LeadOutcome.LOST, arrived_at=NOW)
    import_records(learned_store, more, file="more.csv")
    assert learn_profile(learned_store, now=NOW).scorecard.version == 2


def test_too_few_cases_leave_the_declared_profile_alone(sqlite_store: Store):
    fill_store(sqlite_store, past=20)
    declare_profile(sqlite_store, FOOD_IS_GOOD, now=NOW)
    profile = learn_profile(sqlite_store, now=NOW)
    assert profile.honesty.verdict is Verdict.RULES_ONLY
    rows = todays_queue(sqlite_store, now=NOW).rows
    assert rows[0].lead.external_id == "good"
    assert rows[0].fit is not None
    assert rows[0].fit.reasons == ("Industry Food: your declared profile counts this for it",)


def test_nothing_learned_and_nothing_declared_gives_everyone_an_assumed_share(
    sqlite_store: Store,
):
    fill_store(sqlite_store, past=0)
    queue = todays_queue(sqlite_store, now=NOW)
    assert queue.verdict == "rules only"
    assert queue.verdict_reason.startswith(
        "Nothing was learned yet: every enquiry gets an assumed 10 in 100: your team has declared "
    )
    explained = explain_lead(sqlite_store, queue.rows[0].lead.id)
    assert explained.base_label == "An assumed 10 in 100: your team has declared no share yet"
    assert {round(row.fit.probability, 6) for row in queue.rows if row.fit} == {0.1}
    assert queue_order(sqlite_store) == ["unknown", "poor", "good"]
    assert current_profile(sqlite_store) is None


def test_declaring_before_learning_rescores_at_once(sqlite_store: Store):
    fill_store(sqlite_store, past=0)
    qualify_leads(sqlite_store, now=NOW)
    declare_profile(sqlite_store, FOOD_IS_GOOD, now=NOW)
    assert declared_profile(sqlite_store) == FOOD_IS_GOOD
    assert queue_order(sqlite_store)[0] == "good"
    queue = todays_queue(sqlite_store, now=NOW)
    assert queue.verdict_reason == "Nothing was learned yet: fits follow what your team declared."
    explained = explain_lead(sqlite_store, queue.rows[0].lead.id)
    assert explained.base_label == "The share that your team expects"


def test_declaring_after_learning_says_that_learning_again_puts_it_in_force(learned_store: Store):
    declare_profile(learned_store, FOOD_IS_GOOD, now=NOW)
    waiting = current_profile(learned_store)
    assert waiting is not None
    assert waiting.notes[-1] == LEARN_AGAIN
    learn_profile(learned_store, now=NOW)
    in_force = current_profile(learned_store)
    assert in_force is not None
    assert LEARN_AGAIN not in in_force.notes


def points_of(store: Store, attribute: str, label: str) -> tuple[float, float | None, bool]:
    profile = current_profile(store)
    assert profile is not None
    found = next(one for one in profile.scorecard.attributes if one.name == attribute)
    band = next(each for each in found.bands if each.label == label)
    return band.points, band.learned_points, band.edited


def test_edited_points_are_in_force_at_once_and_survive_learning(learned_store: Store):
    learned = points_of(learned_store, "industry", "Food")[0]
    edit_points(learned_store, "industry", "Food", -5.0, now=NOW)
    assert points_of(learned_store, "industry", "Food") == (-5.0, learned, True)
    assert queue_order(learned_store)[-1] == "good"
    more = made_lead(5000, "Shop", outcome=LeadOutcome.LOST, arrived_at=NOW)
    import_records(learned_store, more, file="more.csv")
    learn_profile(learned_store, now=NOW)
    points, learned_again, edited = points_of(learned_store, "industry", "Food")
    assert (points, edited) == (-5.0, True)
    assert learned_again == pytest.approx(learned, abs=0.2)
    good = next(
        row for row in todays_queue(learned_store, now=NOW).rows if row.lead.external_id == "good"
    )
    assert good.fit is not None
    assert "Industry Food: your team set this to count against it" in good.fit.reasons


def test_edit_taken_back_returns_to_what_was_learned(learned_store: Store):
    before = points_of(learned_store, "industry", "Food")
    edit_points(learned_store, "industry", "Food", -5.0, now=NOW)
    edit_points(learned_store, "industry", "Food", None, now=NOW)
    assert points_of(learned_store, "industry", "Food") == before


@pytest.mark.parametrize("points", [float("nan"), float("inf"), 11.0, -11.0])
def test_points_without_sense_are_refused(learned_store: Store, points: float):
    with pytest.raises(InputError, match="make no sense"):
        edit_points(learned_store, "industry", "Food", points, now=NOW)


def test_edit_over_what_another_person_changed_is_refused_with_what_changed(learned_store: Store):
    seen = current_profile(learned_store).scorecard.version
    edit_attribute(learned_store, "industry", {"Food": 2.0}, seen_version=seen, now=NOW)
    with pytest.raises(Conflict) as refused:
        edit_attribute(learned_store, "industry", {"Food": -1.0}, seen_version=seen, now=NOW)
    assert refused.value.tried == "comparing: Food: as learned before, +2 now"
    assert points_of(learned_store, "industry", "Food")[0] == 2.0


def test_edit_beside_an_edit_of_another_attribute_is_no_conflict(learned_store: Store):
    seen = current_profile(learned_store).scorecard.version
    other = next(
        one for one in current_profile(learned_store).scorecard.attributes if one.name != "industry"
    )
    edit_points(learned_store, other.name, other.bands[0].label, 1.0, now=NOW)
    edit_attribute(learned_store, "industry", {"Food": 2.0}, seen_version=seen, now=NOW)
    assert points_of(learned_store, "industry", "Food")[0] == 2.0


def test_edit_of_an_unknown_version_is_refused(learned_store: Store):
    with pytest.raises(Conflict):
        edit_attribute(learned_store, "industry", {"Food": 2.0}, seen_version=999, now=NOW)


def test_word_on_a_column_is_taken_back(learned_store: Store):
    overrule_column(learned_store, "industry", keep=False, now=NOW)
    forget_word_on_column(learned_store, "industry", now=NOW)
    names = {one.name for one in learn_profile(learned_store, now=NOW).scorecard.attributes}
    assert "industry" in names
    with pytest.raises(NotFound):
        forget_word_on_column(learned_store, "industry", now=NOW)


def test_edit_of_an_unknown_band_is_not_found(learned_store: Store):
    with pytest.raises(NotFound, match="no band 'Moon' of 'industry'"):
        edit_points(learned_store, "industry", "Moon", 1.0, now=NOW)


def test_edit_before_learning_is_not_found(sqlite_store: Store):
    with pytest.raises(NotFound, match="Nothing was learned yet"):
        edit_points(sqlite_store, "industry", "Food", 1.0, now=NOW)


def test_column_left_out_by_the_team_carries_no_points(learned_store: Store):
    overrule_column(learned_store, "industry", keep=False, now=NOW)
    profile = learn_profile(learned_store, now=NOW)
    assert "industry" not in {attribute.name for attribute in profile.scorecard.attributes}
    requested = [
        one.column for one in profile.honesty.set_aside if one.reason is SetAsideReason.REQUESTED
    ]
    assert requested == ["industry"]
    overrule_column(learned_store, "industry", keep=True, now=NOW)
    back = learn_profile(learned_store, now=NOW)
    assert "industry" in {attribute.name for attribute in back.scorecard.attributes}


@pytest.mark.parametrize("column", ["gender", "date_of_birth", "first name"])
def test_column_about_a_person_is_never_kept(sqlite_store: Store, column: str):
    with pytest.raises(InputError, match="is about a person"):
        overrule_column(sqlite_store, column, keep=True, now=NOW)


def test_value_weights_change_who_is_most_valuable(learned_store: Store):
    assert value_weights(learned_store) == ValueWeights()
    only_referrals = ValueWeights(
        spend=0, recurring_revenue=0, tenure=0, growth=0, referrals=1, champions=0, reputation=0
    )
    set_value_weights(learned_store, only_referrals, now=NOW)
    assert value_weights(learned_store) == only_referrals
    profile = current_profile(learned_store)
    assert profile is not None
    assert profile.scorecard.version == 2
    assert profile.customers[0].account_name == "Fictitious Foods 7"
    assert [part.name for part in profile.customers[0].components if part.weight] == ["referrals"]


@pytest.mark.parametrize(
    "weights",
    [
        ValueWeights(spend=-1),
        ValueWeights(spend=float("nan")),
        ValueWeights(best_share=0),
        ValueWeights(best_share=1),
        ValueWeights(
            spend=0, recurring_revenue=0, tenure=0, growth=0, referrals=0, champions=0, reputation=0
        ),
    ],
)
def test_weights_without_sense_are_refused(sqlite_store: Store, weights: ValueWeights):
    with pytest.raises(InputError):
        set_value_weights(sqlite_store, weights, now=NOW)


def statement(**more: object) -> DeclaredProfile:
    fields: dict[str, object] = {"attribute": "employees", "strength": Strength.FOR}
    return DeclaredProfile(statements=(Statement(**(fields | more)),))  # pyright: ignore


@pytest.mark.parametrize(
    "declared",
    [
        DeclaredProfile(base_rate=0.0),
        DeclaredProfile(base_rate=1.0),
        DeclaredProfile(counts_as_cases=0.0),
        statement(),
        statement(values=("a",), low=1.0),
        statement(low=5.0, high=5.0),
        statement(low=float("nan")),
        statement(attribute=" ", values=("a",)),
        statement(attribute="gender", values=("female",)),
        statement(attribute="address", values=("Mr", "Mrs")),
        replace(statement(low=1.0), statements=statement(low=1.0).statements * 201),
    ],
)
def test_declaration_without_sense_is_refused_and_not_kept(
    sqlite_store: Store, declared: DeclaredProfile
):
    with pytest.raises(InputError):
        declare_profile(sqlite_store, declared, now=NOW)
    assert declared_profile(sqlite_store) == DeclaredProfile()


def test_lead_that_has_just_arrived_gets_its_fit_in_the_queue(learned_store: Store):
    import_records(
        learned_store, made_lead(7000, "Food", external_id="new", arrived_at=NOW), file="new.csv"
    )
    rows = {row.lead.external_id: row for row in todays_queue(learned_store, now=NOW).rows}
    assert rows["new"].fit is not None
    assert rows["new"].fit.scorecard_version == 1


def test_all_leads_of_an_import_get_their_fit_in_the_queue(learned_store: Store):
    many = [
        made_lead(8000 + place, "Food", external_id=f"many {place}", arrived_at=NOW)
        for place in range(FEW_NEW + 50)
    ]
    import_records(learned_store, *many, file="many.csv")
    rows = todays_queue(learned_store, now=NOW, limit=400).rows
    assert len(rows) == FEW_NEW + 50 + 3
    assert all(row.fit is not None for row in rows)


def test_equal_fits_stand_latest_first(learned_store: Store):
    twins = [
        made_lead(
            900, "Food", external_id=f"twin {days}", company=f"Twin {days}",
            arrived_at=NOW - timedelta(days=days),
        )
        for days in (9, 1, 5)
    ]  # fmt: skip
    import_records(learned_store, *twins, file="twins.csv")
    order = [name for name in queue_order(learned_store) if name.startswith("twin")]
    assert order == ["twin 1", "twin 5", "twin 9"]


def test_queue_counts_all_open_leads_and_shows_so_many(learned_store: Store):
    queue = todays_queue(learned_store, now=NOW, limit=2)
    assert (len(queue.rows), queue.open_leads, queue.sample) == (2, 3, False)
    assert queue.as_of == NOW


def test_explanation_agrees_with_the_stored_fit(learned_store: Store):
    for row in todays_queue(learned_store, now=NOW).rows:
        assert row.fit is not None
        explained = explain_lead(learned_store, row.lead.id)
        assert explained.fit.probability == pytest.approx(row.fit.probability, abs=1e-9)
        assert explained.fit.low == pytest.approx(row.fit.low, abs=1e-9)
        assert explained.fit.reasons == row.fit.reasons
        added = explained.fit.average_log_odds + sum(
            one.points for one in explained.fit.contributions
        )
        assert added == pytest.approx(explained.fit.log_odds, abs=1e-9)


def test_explanation_cites_records_and_past_cases(learned_store: Store):
    good = todays_queue(learned_store, now=NOW).rows[0].lead
    explained = explain_lead(learned_store, good.id)
    assert {(one.field, one.quote) for one in explained.evidence} >= {("industry", "Food")}
    assert all(one.record_id == good.id for one in explained.evidence)
    assert [case.won for case in explained.similar] == [True] * 3 + [False] * 2
    assert all(case.name and case.in_common for case in explained.similar)
    assert good.id not in {case.record_id for case in explained.similar}
    assert explained.base_label == "The average of 240 closed enquiries and deals"


def test_explanation_of_a_closed_lead_leaves_itself_out(learned_store: Store):
    first = get_lead_row(learned_store, "L1").lead
    explained = explain_lead(learned_store, first.id)
    assert first.id not in {case.record_id for case in explained.similar}


def test_explanation_of_an_unknown_lead_is_not_found(sqlite_store: Store):
    with pytest.raises(NotFound):
        explain_lead(sqlite_store, "L99")


def test_qualifying_twice_gives_the_same_fits(learned_store: Store):
    before = [row.fit for row in todays_queue(learned_store, now=NOW).rows]
    assert qualify_leads(learned_store, now=NOW) == 3
    assert [row.fit for row in todays_queue(learned_store, now=NOW).rows] == before


def test_qualifying_reports_progress(learned_store: Store):
    seen = []
    qualify_leads(learned_store, now=NOW, on_progress=seen.append)
    assert [(progress.rows, progress.share) for progress in seen] == [(3, 1.0)]


def test_qualifying_an_empty_store_is_nothing(sqlite_store: Store):
    assert qualify_leads(sqlite_store, now=NOW) == 0
    assert todays_queue(sqlite_store, now=NOW).rows == []
