from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.qualify.made_judgements import NO_PROMISE, PROMISE_HOLDS, authenticity
from wellspent.qualify.costs import default_rules
from wellspent.qualify.decide import Loads, ToDecide, decide
from wellspent.records.authenticity import EnquiryKind, SignalReading
from wellspent.records.lead import Lead
from wellspent.records.route import Promise, Route, RoutedLead

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RULES = replace(default_rules(), reps=("Ann", "Ben"))


def one(lead_id: str = "L1", probability: float = 0.9, **extra: object) -> ToDecide:
    lead = Lead(id=lead_id, arrived_at=NOW - timedelta(hours=1), message="A quote, please")
    return ToDecide(lead=lead, authenticity=authenticity(probability), fit=0.3, **extra)  # pyright: ignore


def decided(*made: ToDecide, promise: Promise = PROMISE_HOLDS, **busy: int) -> list[RoutedLead]:
    return decide(made, RULES, promise, Loads(lambda: busy), now=NOW)


def test_nothing_is_decided_about_nobody() -> None:
    assert decided() == []


def test_load_is_counted_on_as_enquiries_are_given_out() -> None:
    routed = decided(*[one(f"L{n}") for n in range(1, 5)], Ann=1, Ben=3)
    assert [each.owner for each in routed] == ["Ann", "Ann", "Ann", "Ben"]


def test_routing_again_shuffles_nobody() -> None:
    first = decided(*[one(f"L{n}") for n in range(1, 5)])
    again = decided(*[one(f"L{n}", before=routed) for n, routed in enumerate(first, 1)], Ann=99)
    assert again == first


def test_what_a_person_chose_stays_with_fresh_evidence_and_price() -> None:
    (first,) = decided(one())
    moved = replace(first, route=Route.ASK, decided_by="Ann", reason="Ann chose ask.", due_at=NOW)
    (again,) = decided(one(probability=0.7, before=moved))
    assert (again.route, again.decided_by, again.reason, again.due_at) == (
        Route.ASK, "Ann", "Ann chose ask.", NOW,
    )  # fmt: skip
    assert again.authenticity == 0.7
    assert again.price is not None
    assert again.next_price is not None
    assert again.next_price < again.price


def test_what_was_acted_on_and_released_stays_so() -> None:
    (first,) = decided(one())
    before = replace(first, acted_at=NOW, released_at=NOW)
    (again,) = decided(one(before=before))
    assert (again.acted_at, again.released_at) == (NOW, NOW)


def test_answer_starts_the_clock_anew() -> None:
    arrived = ToDecide(
        lead=Lead(id="L1", arrived_at=NOW - timedelta(days=5)),
        authenticity=authenticity(0.9),
        fit=0.3,
        since=NOW,
    )
    assert decided(arrived)[0].due_at == NOW + timedelta(minutes=30)


def test_reasons_are_what_the_signals_said() -> None:
    readings = tuple(
        SignalReading(signal=str(n), label="x", value="x" if n else "", evidence=f"Sentence {n}.")
        for n in range(7)
    )
    made = ToDecide(lead=Lead(id="L1"), authenticity=authenticity(0.9, readings=readings), fit=None)
    assert decided(made)[0].reasons == tuple(f"Sentence {n}." for n in range(1, 5))


def test_without_a_promise_a_bot_goes_to_a_person() -> None:
    bot = ToDecide(
        lead=Lead(id="L1"), authenticity=authenticity(0.01, EnquiryKind.BOT, 0.99), fit=0.1
    )
    assert decided(bot, promise=NO_PROMISE)[0].route is Route.PERSON_DECIDES
    (held,) = decided(bot)
    assert (held.route, held.owner) == (Route.QUARANTINE, "")
