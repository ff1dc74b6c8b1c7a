from dataclasses import replace

import pytest

from tests.qualify.made_judgements import NO_PROMISE, PROMISE_HOLDS, authenticity
from wellspent.qualify.choose_route import choose_route
from wellspent.qualify.costs import default_rules
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route, RouteChoice, RoutePrice

RULES = default_rules()


def price_of(choice: RouteChoice, route: Route) -> RoutePrice:
    return next(one for one in choice.prices if one.route is route)


@pytest.mark.parametrize(
    ("probability", "kind", "fit", "route"),
    [
        (0.9, EnquiryKind.GENUINE, 0.3, Route.CALL_NOW),
        (0.9, EnquiryKind.GENUINE, 0.01, Route.LIGHT_TOUCH),
        (0.6, EnquiryKind.FREE_INFORMATION, 0.2, Route.GIVE),
        (0.05, EnquiryKind.STUDENT, 0.1, Route.GIVE),
        (0.05, EnquiryKind.JOB_SEEKER, 0.1, Route.GIVE),
        (0.05, EnquiryKind.VENDOR, 0.1, Route.GIVE),
        (0.15, EnquiryKind.UNSURE, 0.1, Route.ASK),
        (0.35, EnquiryKind.UNSURE, 0.04, Route.LIGHT_TOUCH),
        (0.02, EnquiryKind.BOT, 0.1, Route.QUARANTINE),
        (0.02, EnquiryKind.SPAM, 0.1, Route.QUARANTINE),
        (0.95, EnquiryKind.SUPPORT, 0.05, Route.LIGHT_TOUCH),
        (0.95, EnquiryKind.SUPPORT, 0.5, Route.CALL_NOW),
        (0.05, EnquiryKind.SUPPORT, 0.05, Route.LIGHT_TOUCH),
    ],
)
def test_default_costs_send_each_kind_where_it_belongs(
    probability: float, kind: EnquiryKind, fit: float, route: Route
) -> None:
    choice = choose_route(authenticity(probability, kind), fit, RULES, PROMISE_HOLDS)
    assert choice.route is route, choice.reason


def test_plain_spam_is_held_back_rather_than_answered() -> None:
    spam = authenticity(0.25, EnquiryKind.SPAM, 0.955)
    assert choose_route(spam, 0.1, RULES, PROMISE_HOLDS).route is Route.QUARANTINE


def test_price_is_time_and_what_is_lost_of_the_stake() -> None:
    choice = choose_route(authenticity(0.5), 0.2, RULES, PROMISE_HOLDS)
    stake = 0.5 * 0.2 * 5000.0
    assert price_of(choice, Route.LIGHT_TOUCH).cost == pytest.approx(
        8.0 + stake * (1 - 0.85 * (1 - 0.02))
    )
    assert price_of(choice, Route.LIGHT_TOUCH).sentence == (
        "8 min of a rep = 8.00 USD; 2 of 100 genuine are put off and 85 % of the chance stays "
        "= 16.7 % lost of 500.00 USD at stake (50 % genuine x 20 % chance x 5,000 USD) "
        "= 83.50 USD."
    )


def test_prices_come_cheapest_first_and_each_route_has_one() -> None:
    prices = choose_route(authenticity(0.4), 0.2, RULES, PROMISE_HOLDS).prices
    assert [one.cost for one in prices] == sorted(one.cost for one in prices)
    assert {one.route for one in prices} == set(Route)


@pytest.mark.parametrize("kind", [EnquiryKind.UNSURE, EnquiryKind.VENDOR, EnquiryKind.STUDENT])
def test_low_authenticity_alone_never_leads_to_quarantine(kind: EnquiryKind) -> None:
    choice = choose_route(authenticity(0.0001, kind, 0.99), 0.1, RULES, PROMISE_HOLDS)
    quarantine = price_of(choice, Route.QUARANTINE)
    assert not quarantine.allowed
    assert "a person seems to have written" in quarantine.why_not


def test_weak_evidence_of_a_bot_is_no_reason_for_quarantine() -> None:
    choice = choose_route(authenticity(0.02, EnquiryKind.BOT, 0.6), 0.1, RULES, PROMISE_HOLDS)
    assert choice.route is not Route.QUARANTINE
    assert "60 %" in price_of(choice, Route.QUARANTINE).why_not


@pytest.mark.parametrize("kind", [EnquiryKind.BOT, EnquiryKind.UNSURE])
def test_without_a_promise_a_person_decides_where_a_slow_lane_were_cheapest(
    kind: EnquiryKind,
) -> None:
    choice = choose_route(authenticity(0.02, kind), 0.1, RULES, NO_PROMISE)
    assert choice.route is Route.PERSON_DECIDES
    assert "20 known to be genuine" in choice.reason
    assert price_of(choice, Route.ASK).why_not == NO_PROMISE.sentence


def test_without_a_promise_what_is_plainly_genuine_is_called() -> None:
    choice = choose_route(authenticity(0.95), 0.3, RULES, NO_PROMISE)
    assert choice.route is Route.CALL_NOW


def test_at_the_threshold_no_slow_lane_is_allowed() -> None:
    at = choose_route(authenticity(0.3), 0.02, RULES, PROMISE_HOLDS)
    below = choose_route(authenticity(0.2999), 0.02, RULES, PROMISE_HOLDS)
    assert (price_of(at, Route.ASK).allowed, price_of(below, Route.ASK).allowed) == (False, True)
    assert "would break the promise" in price_of(at, Route.ASK).why_not


def test_whoever_is_hardly_in_doubt_is_asked_nothing() -> None:
    promise = replace(PROMISE_HOLDS, threshold=0.95)
    choice = choose_route(authenticity(0.9), 0.003, RULES, promise)
    assert "isn't in doubt" in price_of(choice, Route.ASK).why_not


def test_support_is_welcomed_in_words() -> None:
    choice = choose_route(authenticity(0.9, EnquiryKind.SUPPORT), 0.1, RULES, PROMISE_HOLDS)
    assert choice.reason.startswith("Somebody asks for help, and a person answers.")
    assert {one.route for one in choice.prices if one.allowed} == {
        Route.CALL_NOW,
        Route.LIGHT_TOUCH,
    }


def test_without_a_profile_the_assumed_chance_is_taken_and_said() -> None:
    unknown = choose_route(authenticity(0.5), None, RULES, PROMISE_HOLDS)
    assumed = choose_route(authenticity(0.5), 0.1, RULES, PROMISE_HOLDS)
    assert [one.cost for one in unknown.prices] == [one.cost for one in assumed.prices]
    assert "assumed: there is no profile yet" in unknown.prices[0].sentence


def test_every_route_that_is_not_allowed_says_why() -> None:
    for kind in EnquiryKind:
        for promise in (PROMISE_HOLDS, NO_PROMISE):
            for probability in (0.01, 0.4, 0.99):
                choice = choose_route(authenticity(probability, kind), 0.1, RULES, promise)
                for price in choice.prices:
                    assert price.allowed == (price.why_not == ""), price
