import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reach.made_signs import NOW, history, person, talk
from wellspent.reach.role_phrases import role_phrases
from wellspent.reach.seen import Seen
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.evidence import OwnRecord
from wellspent.records.heard import CommitmentStatus
from wellspent.records.source import RecordKind

CASES = tomllib.loads(Path("tests/cases/reach/role_signs.toml").read_text("utf-8"))["case"]
ADA = person(1, "Ada Muster", "CFO")
BEN = person(2, "Ben Beispiel", "Operator")
TWO = (ADA, BEN)


def kinds(found: tuple[RoleSign, ...], contact: str = "C1") -> set[str]:
    return {one.kind.value for one in found if one.contact_id == contact}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_words_show_the_signs_that_they_are(case: dict[str, Any]) -> None:
    said = talk(("C1", case["text"]), people=(ADA,), language=case.get("language", "en"))
    assert {one.kind.value for one in signs_of(history(said, people=(ADA,)))} == set(case["expect"])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_our_own_words_are_never_signs(case: dict[str, Any]) -> None:
    said = talk(("us", case["text"]), people=(ADA,), language=case.get("language", "en"))
    assert signs_of(history(said, people=(ADA,))) == ()


def test_sign_of_one_who_was_named_is_theirs_by_name_or_by_title() -> None:
    by_name = talk(("C2", "Ada Muster decides on machines."), people=TWO)
    by_title = talk(("C2", "Our CFO signs off on machines."), people=TWO)
    for said in (by_name, by_title):
        found = signs_of(history(said, people=TWO))
        assert kinds(found, "C1") == {"named as the one who decides"}
        assert kinds(found, "C2") == {"says that somebody else decides"}
        assert {one.by for one in found if one.contact_id == "C1"} == {"C2"}


def test_one_whom_nobody_knows_is_named_and_not_guessed() -> None:
    twins = (person(1, "Ada Muster", "CFO"), BEN, person(3, "Cy Beispiel", "CFO"))
    said = talk(("C2", "Our CFO signs off on machines."), people=twins)
    found = signs_of(history(said, people=twins))
    named = [one for one in found if one.kind is SignOfRole.NAMED_AS_DECIDER]
    assert [(one.contact_id, one.about) for one in named] == [("", "Our CFO")]


def test_who_joins_a_thread_with_the_price_was_copied_in_for_it() -> None:
    said = talk(
        ("us", "Here are the drawings.", ["C2"]),
        ("C2", "Thanks. What would it be?", ["us"]),
        ("us", "Our price is nine thousand a year.", ["C2", "C1"]),
        people=TWO,
    )
    found = signs_of(history(said, people=TWO))
    copied = [one for one in found if one.kind is SignOfRole.COPIED_AT_PRICE]
    assert [(one.contact_id, one.evidence.field, one.evidence.quote) for one in copied] == [
        ("C1", "turn 2", "Our price is nine thousand a year.")
    ]


def test_who_adds_a_colleague_brought_others() -> None:
    said = talk(
        ("us", "Here are the drawings.", ["C2"]),
        ("C2", "Fine so far.", ["us", "C1"]),
        people=TWO,
    )
    brought = [
        one for one in signs_of(history(said, people=TWO)) if one.kind is SignOfRole.BROUGHT_OTHERS
    ]
    assert [(one.contact_id, one.evidence.field, one.evidence.quote) for one in brought] == [
        ("C2", "turn 1 to", "Ada Muster")
    ]


def test_signed_deal_is_a_sign_with_its_record() -> None:
    won = Deal(
        id="D7", contact_id="C1", account_id="A1", outcome=DealOutcome.WON,
        closed_at=NOW - timedelta(days=100),
    )  # fmt: skip
    lost = replace(won, id="D8", outcome=DealOutcome.LOST)
    found = signs_of(history(people=TWO, deals=(won, lost)))
    assert [(one.kind, one.evidence.record_kind, one.evidence.record_id) for one in found] == [
        (SignOfRole.SIGNED_BEFORE, RecordKind.DEAL, "D7")
    ]


def test_who_only_ever_chats_shows_from_four_talks_on() -> None:
    talks = [
        talk(
            ("us", "Did you have a good holiday?"),
            ("C1", "Lovely weather, the fish were biting."),
            people=(ADA,),
            key=f"K{number}",
            days_ago=10 * number + 5,
            kind=ActivityKind.CALL,
        )
        for number in range(4)
    ]
    assert signs_of(history(*talks[:3], people=(ADA,))) == ()
    found = signs_of(history(*talks, people=(ADA,)))
    assert [(one.kind, one.conversation_id) for one in found] == [(SignOfRole.ONLY_CHATS, "K0")]
    business = talk(("C1", "What is the price of the new pump?"), people=(ADA,), key="K9")
    assert kinds(signs_of(history(*talks, business, people=(ADA,)))) == set()


def test_kept_date_is_a_sign() -> None:
    said = talk(("C1", "I will send you the drawing by Friday."), people=(ADA,))
    made = history(said, people=(ADA,))
    heard = made.conversations[0]
    kept = tuple(replace(one, status=CommitmentStatus.KEPT) for one in heard.commitments)
    assert kept
    with_kept = replace(made, conversations=(replace(heard, commitments=kept),))
    assert kinds(signs_of(made)) == set()
    assert kinds(signs_of(with_kept)) == {"sets dates that hold"}


@given(st.lists(st.sampled_from([case["text"] for case in CASES]), max_size=5))
def test_every_quote_stands_in_the_field_that_it_cites(texts: list[str]) -> None:
    said = talk(*(("C1", text, ["us", "C2"]) for text in texts), people=TWO)
    made = history(said, people=TWO)
    for one in signs_of(made):
        assert one.evidence.record_kind is OwnRecord.CONVERSATION
        assert one.evidence.record_id == said.id
        assert one.evidence.quote in (said.field(one.evidence.field) or "")
        assert one.evidence.quote


def test_names_of_people_change_no_sign_but_whom_they_are_said_of() -> None:
    def of(first: str, second: str) -> list[tuple[str, str, str]]:
        people = (person(1, first, "CFO"), person(2, second, "Operator"))
        said = talk(
            ("C2", f"Our CFO signs off. I'll introduce you to {first}.", ["us"]),
            ("C1", "It comes out of my budget.", ["us", "C2"]),
            people=people,
        )
        found = signs_of(history(said, people=people))
        return sorted((one.kind.value, one.contact_id, one.by) for one in found)

    assert of("Ada Muster", "Ben Beispiel") == of("Oluwaseun Adeyemi", "Nguyen Thi Hoa")
    assert of("Ada Muster", "Ben Beispiel") == of("Maria Lopez", "Ivan Petrov")


def test_history_without_conversations_has_no_signs() -> None:
    assert signs_of(AccountHistory()) == ()


def test_hostile_text_is_read_in_linear_time() -> None:
    book = role_phrases()
    for text in ("i decide " * 100_000, "(" * 500_000, "my budget is the " * 50_000):
        book.find(book.split(text), "en")


def test_seen_reads_each_conversation_once() -> None:
    said = talk(("C1", "I decide on that alone."), people=(ADA,))
    seen = Seen(history(said, people=(ADA,)))
    assert seen.sentences is seen.sentences
