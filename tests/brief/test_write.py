"""Every sentence of a brief resolves, over random accounts; what is planted falsely is found."""

from dataclasses import replace
from functools import cache

import pytest

from tests.brief.simulated_accounts import NOW, simulated_account
from wellspent.brief.field_read import reading
from wellspent.brief.matter import BriefMatter
from wellspent.brief.support import unsupported
from wellspent.brief.write import write_brief
from wellspent.jobs.review_text import review_text
from wellspent.reach.committee import committee
from wellspent.reach.judge import judge
from wellspent.reach.role_weights import stated_weights
from wellspent.reach.signs_of import signs_of
from wellspent.reach.titles.read_title import read_title
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import (
    JUDGED,
    Brief,
    BriefLine,
    BriefPart,
    Insight,
    NearCustomer,
    Standing,
)
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.draft import Draft, DraftChannel
from wellspent.records.finding import ClaimVerdict
from wellspent.records.heard import Heard
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.company_file import parse_company
from wellspent.review.engine import Ruleset, prepare
from wellspent.review.registry import own_rules
from wellspent.sample.drafts import sample_company


@cache
def company() -> Company:
    return parse_company(sample_company())


@cache
def rules() -> Ruleset:
    return prepare(own_rules())


def matter_of(seed: int, contact: int | None = 0) -> BriefMatter:
    history = simulated_account(seed)
    signs = signs_of(history)
    roles = {
        one.id: judge(
            one,
            signs,
            weights=stated_weights(),
            title=read_title(one.title) if one.title.strip() else None,
            employees=history.account.employees if history.account else None,
            now=NOW,
        )
        for one in history.contacts
    }
    near = NearCustomer(account=Account(name="Likewise Foods", id="A8", industry="Bakery"))
    return BriefMatter(
        history=history,
        now=NOW,
        contact=None if contact is None else history.contacts[contact % len(history.contacts)],
        company=company(),
        roles=roles,
        committee=committee(history, roles, now=NOW),
        near=(near,),
        rep="Paolo Esempio",
        givers=(Account(name="Giving Foods B.V.", id="A9"),),
    )


def everybody(seed: int) -> list[BriefMatter]:
    people = len(simulated_account(seed).contacts)
    return [matter_of(seed, None), *(matter_of(seed, place) for place in range(people))]


def nothing_found(_: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_every_sentence_of_random_accounts_is_borne_by_its_records(first: int) -> None:
    wrong = [
        (seed, matter.contact_id, one.part, one.line.text, one.why)
        for seed in range(first, first + 20)
        for matter in everybody(seed)
        for one in unsupported(
            write_brief(matter, passes=nothing_found, everything=True), reading(matter)
        )
    ]
    assert not wrong


def cited_lines(brief: Brief) -> list[BriefLine]:
    every = [line for section in brief.sections for line in section.lines]
    return [line for line in every if line.evidence and line.says and line.sentence]


def with_first_line(brief: Brief, line: BriefLine) -> Brief:
    return replace(brief, first=(line,), sections=())


def falsified(line: BriefLine) -> dict[str, BriefLine]:
    """Return a true line made false in each way that a citation can be."""
    first, *others = line.evidence
    words = next(iter(line.says))
    elsewhere = replace(first, record_id="C999999")
    misquoted = replace(first, quote=f"{first.quote} and more")
    misplaced = replace(first, field="no such field")
    misdated = replace(first, date=NOW.replace(year=1999))
    return {
        "a record that isn't there": replace(line, evidence=(elsewhere, *others)),
        "a quote that doesn't stand there": replace(line, evidence=(misquoted, *others)),
        "a field that isn't there": replace(line, evidence=(misplaced, *others)),
        "a wrong date": replace(line, evidence=(misdated, *others)),
        "no citation": replace(line, evidence=(), standing=Standing.CITED),
        "a word that nothing bears": replace(
            line,
            text=line.text.replace(words, "Nobody Ever"),
            says={("Nobody Ever" if one == words else one): at for one, at in line.says.items()},
        ),
        "an invented end": replace(line, text=f"{line.text} They will buy."),
        "an invented middle": replace(line, text=line.text.replace(words, f"{words} surely")),
        "words that stand nowhere": replace(line, says={**line.says, "Nobody Ever": 0}),
        "a citation too far": replace(line, says={**line.says, words: 99}),
        "a judgement that poses as a fact": replace(
            line, says={**line.says, words: JUDGED}, standing=Standing.CITED
        ),
    }


@pytest.mark.parametrize("seed", range(0, 200, 25))
def test_a_planted_false_citation_is_found(seed: int) -> None:
    matter = matter_of(seed)
    brief = write_brief(matter, passes=nothing_found, everything=True)
    read = reading(matter)
    lines = cited_lines(brief)
    assert lines
    for line in lines:
        assert not unsupported(with_first_line(brief, line), read)
        for how, false in falsified(line).items():
            assert unsupported(with_first_line(brief, false), read), (how, line.text)


def test_a_hypothesis_says_from_what() -> None:
    for seed in range(40):
        for section in write_brief(matter_of(seed), passes=nothing_found).sections:
            for line in section.lines:
                assert line.why or line.standing is not Standing.HYPOTHESIS


def test_nothing_in_an_opening_is_contradicted_by_the_records() -> None:
    for seed in range(60):
        matter = matter_of(seed)
        reader = Reader(
            contact=matter.contact,
            account=matter.history.account,
            activities=matter.history.activities,
            deals=matter.history.deals,
            leads=matter.history.leads,
        )

        def claims(text: str, reader: Reader = reader) -> list[str]:
            draft = Draft(channel=DraftChannel.EMAIL, body=text)
            found = review_text(draft, ruleset=rules(), now=NOW, reader=reader, company=company())
            return [one.reason for one in found.claims if one.verdict is ClaimVerdict.CONTRADICTED]

        brief = write_brief(matter, passes=lambda text: tuple(claims(text)))
        for section in brief.sections:
            if section.part is BriefPart.OPENINGS:
                assert all(not claims(line.text) for line in section.lines)


def test_an_opening_with_findings_is_withheld_and_the_reason_is_told() -> None:
    brief = write_brief(matter_of(3), passes=lambda _: ("MAN001, it makes them feel guilty",))
    assert all(section.part is not BriefPart.OPENINGS for section in brief.sections)
    assert any("it makes them feel guilty" in why for why in brief.withheld)


def test_a_brief_is_short_and_everything_is_there_on_demand() -> None:
    short = write_brief(matter_of(4), passes=nothing_found)
    whole = write_brief(matter_of(4), passes=nothing_found, everything=True)
    assert all(len(section.lines) <= 5 for section in short.sections)
    assert sum(len(one.lines) for one in whole.sections) > sum(
        len(one.lines) for one in short.sections
    )


def test_an_objection_ends_what_is_concluded_about_somebody() -> None:
    matter = matter_of(5)
    assert matter.contact is not None
    objection = ConsentEntry(
        kind=ConsentKind.OBJECTED, said_at=NOW, id="Y99", contact_id=matter.contact.id
    )
    history = replace(matter.history, consents=(objection,))
    brief = write_brief(replace(matter, history=history), passes=nothing_found)
    parts = {section.part for section in brief.sections}
    assert parts <= {BriefPart.WHO, BriefPart.WE_OWE, BriefPart.NOT_TO_SAY}
    assert "they asked us not to" in " ".join(line.text for line in brief.first)
    for section in brief.sections:
        assert all(line.standing is not Standing.HYPOTHESIS for line in section.lines)


def test_an_insight_that_was_told_them_already_is_not_new() -> None:
    told = "Floors dry slowest where two shifts clean them twice."
    insight = Insight(text=told, name="twice", for_whom=("bakery",))
    matter = replace(
        matter_of(0),
        history=AccountHistory(
            account=Account(name="Example", id="A1", industry="Bakery"),
            contacts=(Contact(name="Ada Example", id="C1"),),
        ),
        contact=Contact(name="Ada Example", id="C1"),
        company=replace(company(), insights=(insight,)),
    )
    assert told in _texts(matter, BriefPart.NEW_TO_THEM)
    talk = Conversation(
        kind=ActivityKind.CALL,
        id="K1",
        started_at=NOW,
        speakers=(Speaker(name="Us", side=Side.OURS),),
        turns=(Turn(speaker=0, text=told),),
    )
    known = replace(matter.history, conversations=(Heard(conversation=talk),))
    assert told not in _texts(replace(matter, history=known), BriefPart.NEW_TO_THEM)


def _texts(matter: BriefMatter, part: BriefPart) -> list[str]:
    brief = write_brief(matter, passes=nothing_found)
    return [line.text for one in brief.sections if one.part is part for line in one.lines]
