from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from wellspent.errors import SettingsError
from wellspent.reach.hour_rules import hour_rules, hour_rules_from_toml
from wellspent.reach.hour_worth import NO_RATES, HourRates, worth_of_deal
from wellspent.reach.learn_reach import learn_reach
from wellspent.reach.next_hour import HourMatter, suggestions
from wellspent.reach.reachable import reachability
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.buying_role import BuyingRole, RoleJudgement
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.heard import Heard, Quote, Reaction, ReactionKind
from wellspent.records.ledger import Debt, DebtKind
from wellspent.records.money import Money

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
RATES = HourRates(won=12, lost=18, hours=150, won_with_power=10, lost_with_power=6, currency="EUR")
EUR_1000 = Money(Decimal(1000), "EUR")
OPEN = Deal(id="D1", name="Floors", amount=EUR_1000, stage="offer", outcome=DealOutcome.OPEN)
WON = Deal(id="D2", name="Roof", amount=Money(Decimal(5000), "EUR"), outcome=DealOutcome.WON)


def power(contact_id: str, share: float) -> RoleJudgement:
    shares = {BuyingRole.DECISION_MAKER: share, BuyingRole.NO_POWER: 1 - share}
    return RoleJudgement(
        contact_id=contact_id,
        shares=shares,
        base={},
        power=share,
        low=share / 2,
        high=min(1.0, share * 1.3),
        as_of=NOW,
    )


def wrote(number: int, days_ago: float, contact: str = "C1") -> Activity:
    return Activity(
        id=f"V{number}",
        kind=ActivityKind.EMAIL,
        direction=Direction.INBOUND,
        contact_id=contact,
        account_id="A1",
        subject="Floors",
        happened_at=NOW - timedelta(days=days_ago),
    )


def history(*, account: str = "A1", **known) -> AccountHistory:
    given = {
        "account": Account(name=f"Kunde {account}", id=account),
        "contacts": (
            Contact(id="C1", name="Ada Example", email="ada@kunde.example"),
            Contact(id="C2", name="Bo Example", email="bo@kunde.example"),
        ),
        **known,
    }
    return AccountHistory(**given)


def matter(of: AccountHistory, *, rates: HourRates = RATES, rep: str = "", **shares) -> HourMatter:
    roles = {name: power(name, share) for name, share in (shares or {"C1": 0.7, "C2": 0.1}).items()}
    habits = learn_reach([], now=NOW)

    def reach(contact_id: str):
        said = [each for each in of.consents if each.contact_id == contact_id]
        return reachability(contact_id, (), habits, zone="", consents=said, now=NOW)

    return HourMatter(history=of, roles=roles, reach=reach, rates=rates, now=NOW, rep=rep)


def owed(**more) -> Debt:
    given = {
        "kind": DebtKind.QUESTION,
        "quote": "When can you come?",
        "since": NOW - timedelta(days=3),
        "conversation_id": "K1",
        "turn": 2,
        "contact_id": "C1",
        "contact_name": "Ada Example",
        "rep": "Mia",
        **more,
    }
    return Debt(**given)


def annoyed(days_ago: float, *, later: ReactionKind | None = None) -> tuple[Heard, ...]:
    said = NOW - timedelta(days=days_ago)
    talks = []
    for number, (kind, at) in enumerate(
        [(ReactionKind.ANNOYANCE, said), *([(later, said + timedelta(days=1))] if later else [])]
    ):
        text = "Stop calling me every day."
        talk = Conversation(
            id=f"K{number}",
            kind=ActivityKind.EMAIL,
            speakers=(Speaker(name="Ada", side=Side.CUSTOMER, contact_id="C1"),),
            turns=(Turn(speaker=0, text=text, at=at),),
        )
        quote = Quote(turn=0, start=0, end=len(text), text=text)
        talks.append(
            Heard(conversation=talk, reactions=(Reaction(kind=kind, quote=quote, certainty=0.9),))
        )
    return tuple(talks)


def test_what_protects_a_customer_comes_before_a_bigger_deal():
    customer = matter(history(account="A2", deals=(WON,), debts=(owed(),)))
    chance = matter(history(deals=(OPEN,)))
    found = suggestions([chance, customer], limit=5)
    assert [one.protects for one in found] == [True, False]
    assert found[0].act == "settle what we owe Ada Example"
    assert found[0].evidence[0].quote == "When can you come?"
    assert "a customer worth 5,000 EUR so far" in found[0].reasons


def test_deal_without_power_leads_to_who_can_say_yes():
    (one,) = suggestions([matter(history(deals=(OPEN,)))], limit=5)
    assert one.act == "reach Ada Example about Floors"
    assert "nobody who can say yes was in touch for 30 days" in one.reasons
    assert "can say yes with 70% (35% to 91%)" in one.reasons
    assert any("10 of 16 were won, of the others 2 of 14" in reason for reason in one.reasons)
    assert one.evidence[-1].record_id == "D1"


def test_deal_with_power_engaged_goes_on():
    of = history(deals=(OPEN,), activities=(wrote(1, 4),))
    (one,) = suggestions([matter(of)], limit=5)
    assert one.act == "go on with Ada Example about Floors"


def test_alternatives_are_one_an_account_and_some_are_deals():
    customers = [
        matter(history(account=f"A{n}", deals=(WON, OPEN), debts=(owed(), owed(turn=3))))
        for n in range(2, 9)
    ]
    found = suggestions(customers, limit=6)
    assert [one.protects for one in found] == [True] * 4 + [False] * 2
    assert len({one.account_id for one in found if one.protects}) == 4


def test_worth_is_the_average_of_the_teams_own_deals_with_its_range():
    (one,) = suggestions([matter(history(deals=(OPEN,)))], limit=5)
    assert one.worth == pytest.approx(1000 * 12 / 30 / 5)
    assert one.low < one.worth < one.high
    assert one.currency == "EUR"


def test_too_few_closed_deals_no_worth():
    (one,) = suggestions([matter(history(deals=(OPEN,)), rates=NO_RATES)], limit=5)
    assert (one.worth, one.low, one.high, one.currency) == (None, None, None, "")


def test_money_of_another_currency_is_not_mixed():
    dollars = Deal(id="D1", name="Floors", amount=Money(Decimal(10), "USD"))
    assert worth_of_deal(dollars, RATES, deals_at_least=5) is None


def test_who_objected_is_never_suggested():
    said = ConsentEntry(kind=ConsentKind.OBJECTED, said_at=NOW - timedelta(days=1), contact_id="C1")
    of = history(deals=(OPEN, WON), debts=(owed(),), consents=(said,), conversations=annoyed(3))
    assert "C1" not in {one.contact_id for one in suggestions([matter(of)], limit=9)}


def test_customer_gone_quiet_is_named_with_the_usual_gap():
    activities = tuple(wrote(n, 100 + 10 * n) for n in range(6))
    (one,) = suggestions([matter(history(deals=(WON,), activities=activities))], limit=5)
    assert one.protects
    assert one.reasons[0] == "last contact 100 days ago; usually there is one every 10 days"
    assert one.evidence[0].record_id == "V0"


def test_customer_with_three_contacts_has_no_usual_gap():
    activities = tuple(wrote(n, 100 + 10 * n) for n in range(3))
    assert suggestions([matter(history(deals=(WON,), activities=activities))], limit=5) == []


def test_annoyance_is_made_good_unless_something_good_was_heard_since():
    of = history(deals=(WON,), conversations=annoyed(5))
    (one,) = suggestions([matter(of)], limit=5)
    assert one.act == "make good what annoyed Ada Example"
    assert one.evidence[0].quote == "Stop calling me every day."
    better = history(deals=(WON,), conversations=annoyed(5, later=ReactionKind.GRATITUDE))
    assert suggestions([matter(better)], limit=5) == []


def test_another_reps_debts_and_deals_are_not_this_ones():
    of = history(deals=(Deal(id="D1", name="Floors", owner="Ben"),), debts=(owed(rep="Ben"),))
    assert suggestions([matter(of, rep="Mia")], limit=5) == []
    assert len(suggestions([matter(of, rep="Ben")], limit=5)) == 1


def test_nobody_with_power_known_suggests_nothing_for_the_deal():
    assert suggestions([matter(history(deals=(OPEN,)), C1=0.1, C2=0.05)], limit=5) == []


def test_unknown_rule_is_refused():
    with pytest.raises(SettingsError, match="can't be used"):
        hour_rules_from_toml("lunch = 1", "here")
    assert hour_rules().engaged_days == 30
