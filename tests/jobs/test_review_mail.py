from datetime import UTC, datetime, timedelta

import pytest

from tests.store.made_records import import_records
from wellspent.jobs.note_consent import note_consent
from wellspent.jobs.review_mail import MOST_RECIPIENTS, NOT_LOOKED_UP, review_mail
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.finding import Review
from wellspent.store.connect import Store

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
MAIL = b"From: tom@aster.example\nTo: team@acme.example\nSubject: News\n\nHello, here is our news."


def reviewed(store: Store | None, recipients: list[str]) -> Review:
    return review_mail(
        store,
        MAIL,
        sender="tom@aster.example",
        recipients=recipients,
        ruleset=ruleset_in_use(),
        now=NOW,
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
    (left_out,) = [
        one for one in reviewed(store, recipients).unchecked if one.code == NOT_LOOKED_UP
    ]
    assert left_out.why.startswith("7 of the recipients")


def test_mail_to_many_without_a_store_is_read_by_its_words() -> None:
    codes = {one.code for one in reviewed(None, [f"p{n}@acme.example" for n in range(30)]).findings}
    assert "LAW002" in codes
