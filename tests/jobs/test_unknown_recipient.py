from dataclasses import replace

import pytest

from tests.jobs.test_review_draft import DRAFT, NOW
from tests.store.made_records import import_records
from wellspent.errors import InputError
from wellspent.jobs.review_draft import review_draft
from wellspent.jobs.unknown_recipient import did_you_mean, refuse_unknown
from wellspent.records.contact import Contact
from wellspent.records.finding import RECIPIENT
from wellspent.review.engine import prepare
from wellspent.store.connect import Store


@pytest.fixture
def people(store: Store) -> Store:
    for number, (name, email) in enumerate(
        [
            ("Ada Lovell", "ada.lovell@acme.example"),
            ("Adam Lovejoy", "adam@other.example"),
            ("Grace Hopper", "grace@acme.example"),
        ]
    ):
        import_records(
            store,
            Contact(name=name, external_id=f"C-{number}", email=email),
            file=f"{number}.csv",
        )
    return store


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("ada.lovell@acme.exmaple", " Did you mean ada.lovell@acme.example (Ada Lovell)?"),
        ("ada.lovel@acme.example", " Did you mean ada.lovell@acme.example (Ada Lovell)?"),
        ("Grace Hoper", " Did you mean grace@acme.example (Grace Hopper)?"),
        ("ada lovell", " Did you mean ada.lovell@acme.example (Ada Lovell)?"),
        ("nobody@nowhere.test", ""),
        ("@", ""),
        ("x" * 100_000, ""),
        ("%_\x00", ""),
    ],
)
def test_mistyped_names_are_understood_and_others_left_alone(
    people: Store, named: str, said: str
) -> None:
    assert did_you_mean(people, named) == said


def test_unknown_recipient_is_refused_where_it_was_asked_for(people: Store) -> None:
    refuse_unknown(people, "C-0", where="--to")
    refuse_unknown(people, "Ada.Lovell@acme.example", where="--to")
    for unknown in ("", " ", "nobody@nowhere.test", "Ada Lovell"):
        with pytest.raises(InputError):
            refuse_unknown(people, unknown, where="--to")


def test_draft_for_nobody_we_know_says_so(people: Store) -> None:
    draft = replace(DRAFT, recipient="grace@acme.exmaple")
    told = review_draft(people, draft, ruleset=prepare([]), now=NOW).unchecked
    assert [(one.code, one.failed) for one in told] == [(RECIPIENT, False)]
    assert told[0].why.endswith("Did you mean grace@acme.example (Grace Hopper)?")
    known = replace(DRAFT, recipient="grace@acme.example")
    assert not review_draft(people, known, ruleset=prepare([]), now=NOW).unchecked
