from datetime import UTC, datetime, timedelta

from tests.review.test_company_file import CASE
from tests.store.made_records import import_records
from wellspent.jobs.company_file import read_company_file, save_company_text
from wellspent.jobs.note_consent import note_consent
from wellspent.jobs.review_draft import reader_of_draft, review_draft
from wellspent.records.account import Account
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.review.engine import prepare
from wellspent.review.registry import own_rules
from wellspent.store.connect import Store

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
DRAFT = Draft(
    id="one",
    channel=DraftChannel.EMAIL,
    type=DraftType.FOLLOW_UP,
    sender="tom.baker@aster.example",
    recipient="ada@acme.example",
    send_at=NOW,
    body="Hi Ada,\n\nBergmann Foods halved its downtime. Would that help in Leeds?",
)


def test_draft_is_compared_with_the_store(store: Store) -> None:
    import_records(store, Contact(name="Ada", external_id="C-1", email="ada@acme.example"))
    import_records(store, Account(name="Bergmann Foods"), file="accounts.csv")
    save_company_text(store, read_company_file(CASE), based_on=None, now=NOW)
    note_consent(
        store,
        "C-1",
        kind=ConsentKind.WITHDRAWN,
        channel=ActivityKind.EMAIL,
        source="by telephone",
        now=NOW - timedelta(days=9),
    )
    reviewed = review_draft(store, DRAFT, ruleset=prepare(own_rules()), now=NOW)
    (found,) = [one for one in reviewed.findings if one.code == "TIM007"]
    assert found.evidence[0].record_id == "N1"
    assert "by telephone" in found.evidence[0].quote
    reader = reader_of_draft(store, DRAFT)
    assert reader is not None
    assert [one.name for one in reader.mentioned_accounts] == ["Bergmann Foods"]


def test_without_a_store_only_the_words_are_read() -> None:
    reviewed = review_draft(None, DRAFT, ruleset=prepare(own_rules()), now=NOW)
    assert {"TIM007", "TIM008", "TIM009"} <= {one.code for one in reviewed.unchecked}
    assert not [one for one in reviewed.findings if one.evidence]
