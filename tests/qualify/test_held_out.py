from datetime import UTC, datetime, timedelta

from wellspent.qualify.authenticity import authenticity_of, prior_scorecard
from wellspent.qualify.held_out import judge_held_out, those_that_teach
from wellspent.qualify.learn_authenticity import learn_authenticity
from wellspent.records.authenticity import LabelledEnquiry
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def labelled(number: int, *, genuine: bool, known_from: str) -> LabelledEnquiry:
    lead = Lead(
        id=f"L{number}",
        name="Ann Sample",
        email="ann@sample-dairy.example",
        company="Sample Dairy" if genuine else "xkqjwvz",
        message="Please send us a quote for two scrubbers." if genuine else "asdf qwrtz",
        arrived_at=NOW - timedelta(days=number),
    )
    return LabelledEnquiry(enquiry=Enquiry(lead=lead), genuine=genuine, known_from=known_from)


def won(count: int, start: int = 100) -> list[LabelledEnquiry]:
    return [labelled(start + n, genuine=True, known_from="won") for n in range(count)]


def marked(count: int, *, genuine: bool, start: int) -> list[LabelledEnquiry]:
    return [labelled(start + n, genuine=genuine, known_from="mark") for n in range(count)]


def test_won_deals_alone_teach_nothing() -> None:
    assert those_that_teach(won(50), won="won", genuine_share=0.85) == []


def test_as_many_won_ones_teach_as_keep_the_declared_share() -> None:
    all_of_them = [
        *marked(3, genuine=False, start=1),
        *marked(2, genuine=True, start=10),
        *won(50),
    ]
    chosen = those_that_teach(all_of_them, won="won", genuine_share=0.85)
    assert sum(one.genuine for one in chosen) == 17
    assert len(chosen) == 20
    latest = [one.enquiry.lead.id for one in chosen if one.known_from == "won"]
    assert latest == [f"L{100 + n}" for n in range(15)]


def test_each_genuine_one_is_judged_by_a_scorecard_that_it_did_not_teach() -> None:
    prior = prior_scorecard()
    known = [*marked(10, genuine=False, start=1), *won(100)]
    teaching = those_that_teach(known, won="won", genuine_share=0.85)
    learned = learn_authenticity(prior, teaching, now=NOW)
    judged = judge_held_out(prior, known, teaching, learned, now=NOW)
    assert {one.enquiry.lead.id for one, _ in judged} == {
        one.enquiry.lead.id for one in known if one.genuine
    }
    taught = {one.enquiry.lead.id for one in teaching}
    by_learned = {
        one.enquiry.lead.id: authenticity_of(learned, one.enquiry).probability for one, _ in judged
    }
    for one, judgement in judged:
        same = judgement.probability == by_learned[one.enquiry.lead.id]
        assert same == (one.enquiry.lead.id not in taught)


def test_without_any_learning_the_declared_scorecard_judges_all() -> None:
    prior = prior_scorecard()
    judged = judge_held_out(prior, won(5), (), prior, now=NOW)
    assert len(judged) == 5
