from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from tests.store.made_records import import_records
from wellspent.jobs.note_consent import note_consent
from wellspent.jobs.review_mail import (
    MOST_RECIPIENTS,
    NOT_LOOKED_UP,
    is_by_words_alone,
    may_succeed_later,
    review_mail,
)
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.finding import RECIPIENT, Review
from wellspent.store.connect import Store

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
MAIL = b"From: tom@aster.example\nTo: team@acme.example\nSubject: News\n\nHello, here is our news."


def reviewed(
    store: Store | None,
    recipients: list[str],
    *,
    content: bytes = MAIL,
    deadline: float | None = None,
) -> Review:
    return review_mail(
        store,
        content,
        sender="tom@aster.example",
        recipients=recipients,
        ruleset=ruleset_in_use(),
        now=NOW,
        deadline=deadline,
    )


@pytest.mark.parametrize("others", [0, 3, 30])
def test_objection_of_the_last_recipient_counts(store: Store, others: int) -> None:
    import_records(store, Contact(name="Ada", external_id="C-1", email="ada@acme.example"))
    note_consent(
        store,
        "C-1",
        kind=ConsentKind.OBJECTED,
        channel=None,
        source="by telephone",
        now=NOW - timedelta(days=9),
    )
    recipients = [f"p{number}@acme.example" for number in range(others)]
    assert "TIM009" not in {one.code for one in reviewed(store, recipients).findings}
    found = reviewed(store, [*recipients, "ada@acme.example"]).findings
    (objected,) = [one for one in found if one.code == "TIM009"]
    assert "by telephone" in objected.evidence[0].quote


def test_recipients_whom_nobody_looks_up_are_said(store: Store) -> None:
    recipients = [f"p{number}@acme.example" for number in range(MOST_RECIPIENTS + 7)]
    left_out, unread = [
        one for one in reviewed(store, recipients).failed if one.code == NOT_LOOKED_UP
    ]
    assert left_out.why.startswith("7 of the recipients")
    assert unread.why == "with the records of recipients beyond the first 20"


def test_mail_to_strangers_is_read_by_its_words_alone(store: Store) -> None:
    import_records(store, Contact(name="Ada", external_id="C-1", email="ada@acme.example"))
    known, unknown = "ada@acme.example", "eve@acme.example"
    told = [reviewed(store, to) for to in ([unknown], [known, unknown], [known])]
    assert [is_by_words_alone(one) for one in told] == [True, False, False]
    assert [RECIPIENT in {one.code for one in each.unchecked} for each in told] == [
        True,
        True,
        False,
    ]
    assert not any(one.failed for one in told)


def test_nobody_is_looked_up_after_the_deadline(store: Store) -> None:
    recipients = [f"p{number}@acme.example" for number in range(40)]
    late = reviewed(store, recipients, deadline=monotonic() - 1)
    assert not late.findings
    assert may_succeed_later(replace(late, unchecked=late.failed[:1]))
    assert NOT_LOOKED_UP in {one.code for one in late.failed}


def test_text_too_long_to_be_read_is_not_checked_in_full() -> None:
    long = MAIL + b"\n" + b"We give three years of warranty on each. " * 40_000
    told = reviewed(None, ["ada@acme.example"], content=long)
    assert told.failed
    assert not may_succeed_later(told)


def test_mail_to_many_without_a_store_is_read_by_its_words() -> None:
    codes = {one.code for one in reviewed(None, [f"p{n}@acme.example" for n in range(30)]).findings}
    assert "LAW002" in codes
