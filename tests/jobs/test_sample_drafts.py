from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from wellspent.collect.draft_json import draft_from_json
from wellspent.jobs.company_in_use import company_in_use
from wellspent.jobs.make_demo import make_demo
from wellspent.jobs.review_draft import reader_of_draft, review_draft
from wellspent.jobs.sample_drafts import sample_drafts, sample_drafts_file
from wellspent.records.activity import Activity
from wellspent.records.finding import Review
from wellspent.review.engine import prepare
from wellspent.review.registry import own_rules
from wellspent.store.connect import Store, open_store
from wellspent.store.records import get_record

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
"""A Thursday."""


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    make_demo(store, now=NOW)
    yield store
    store.close()


@pytest.fixture(scope="module")
def reviews(demo_store: Store) -> dict[str, Review]:
    ruleset = prepare(own_rules())
    return {
        draft.id: review_draft(demo_store, draft, ruleset=ruleset, now=NOW)
        for draft in sample_drafts(demo_store)
    }


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        ("booth", {"TRU001"}),
        ("too-soon", {"TIM001"}),
        ("fifth-knock", {"TIM002", "MAN002", "MAN006"}),
        ("wrong-facts", {"TRU004", "TRU011"}),
        ("at-night", {"TIM004"}),
        ("opted-out", {"TIM007"}),
    ],
)
def test_review_finds_what_is_wrong_with_a_sample_draft(
    reviews: dict[str, Review], draft: str, codes: set[str]
) -> None:
    found = {finding.code for finding in reviews[draft].findings}
    assert codes <= found


def test_speaker_addressed_as_speaker_is_left_alone(reviews: dict[str, Review]) -> None:
    assert [(one.code, one.message) for one in reviews["speaker"].findings] == []


def test_evidence_of_a_false_premise_is_the_record_of_the_event(
    reviews: dict[str, Review], demo_store: Store
) -> None:
    first = next(one for one in reviews["booth"].findings if one.code == "TRU001")
    activity = get_record(demo_store, first.evidence[0].record_id)
    assert isinstance(activity, Activity)
    assert activity.attributes["role"] == "speaker"


def test_every_sample_draft_has_a_time_and_a_known_reader(demo_store: Store) -> None:
    for draft in sample_drafts(demo_store):
        reader = reader_of_draft(demo_store, draft)
        assert draft.send_at is not None
        assert reader is not None
        assert reader.contact is not None
        assert reader.contact.email == draft.recipient


def test_sample_company_has_its_own_facts(demo_store: Store) -> None:
    company = company_in_use(demo_store)
    assert company is not None
    assert company.name == "Spotless Otter Cleaning Machines"


def test_drafts_are_read_back_from_their_file(demo_store: Store) -> None:
    lines = sample_drafts_file(demo_store).splitlines()
    assert [draft_from_json(line) for line in lines] == sample_drafts(demo_store)


def test_drafts_have_no_time_where_no_demo_was_made(sqlite_store: Store) -> None:
    assert {draft.send_at for draft in sample_drafts(sqlite_store)} == {None}
