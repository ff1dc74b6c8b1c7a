"""The corpus keeps what it claims: counts, halves alike, nobody real in it."""

import re
from collections import Counter

import pytest
from benchmarks.enquiry_corpus import CORPUS, LANGUAGES, Half, WrittenEnquiry, read_corpus

from wellspent.records.authenticity import EnquiryKind

RESERVED = re.compile(r"(?:^|\.)(?:example|test|example\.(?:com|net|org))$")
PROVIDERS = """
    10minutemail.com 163.com aol.com aon.at bluewin.ch btinternet.com free.fr freenet.de gmail.com
    gmx.at gmx.de gmx.net guerrillamail.com hotmail.co.uk hotmail.com hotmail.es hotmail.fr
    icloud.com laposte.net mail.ru mailinator.com orange.fr outlook.com outlook.de outlook.es
    outlook.fr posteo.de proton.me protonmail.com qq.com rambler.ru rediffmail.com sfr.fr
    sharklasers.com t-online.de telefonica.net trashmail.com ukr.net wanadoo.fr web.de wp.pl
    yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yandex.ru yopmail.com
"""
MAIL_PROVIDERS = frozenset(PROVIDERS.split())
LINK = re.compile(r"(?:https?:)?//([\w.-]+)")
SHARED_WORDS = 6


@pytest.fixture(scope="module")
def halves() -> dict[Half, list[WrittenEnquiry]]:
    return {half: read_corpus(half) for half in Half}


@pytest.fixture(scope="module")
def written(halves: dict[Half, list[WrittenEnquiry]]) -> list[WrittenEnquiry]:
    return [one for half in halves.values() for one in half]


def test_corpus_has_the_counts_that_its_page_claims(
    halves: dict[Half, list[WrittenEnquiry]],
) -> None:
    kinds = [kind for kind in EnquiryKind if kind is not EnquiryKind.UNSURE]
    order = [kinds[0], EnquiryKind.SUPPORT, *(kind for kind in kinds[1:] if kind != "support")]
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    for half, some in halves.items():
        counts = Counter(one.kind for one in some)
        line = " | ".join(str(counts[kind]) for kind in order)
        assert f"| {half} | {line} |" in page
        assert f"{len(some)} in each half" in page


def test_corpus_has_many_of_each_kind_in_each_language(written: list[WrittenEnquiry]) -> None:
    counts = Counter((one.language, one.kind) for one in written)
    kinds = [kind for kind in EnquiryKind if kind is not EnquiryKind.UNSURE]
    assert min(counts[language, kind] for language in LANGUAGES for kind in kinds) >= 7


def test_halves_are_alike(halves: dict[Half, list[WrittenEnquiry]]) -> None:
    counts = {
        half: Counter((one.language, one.kind, one.hard) for one in some)
        for half, some in halves.items()
    }
    groups = {group for some in counts.values() for group in some}
    apart = {g: abs(counts[Half.DEVELOP][g] - counts[Half.SEALED][g]) for g in groups}
    assert max(apart.values()) <= 1


def test_a_third_of_the_genuine_ones_are_hard_at_least(written: list[WrittenEnquiry]) -> None:
    genuine = [one for one in written if one.kind is EnquiryKind.GENUINE]
    assert sum(one.hard for one in genuine) * 3 >= len(genuine)


def test_each_enquiry_says_why_and_has_an_id_of_its_own(written: list[WrittenEnquiry]) -> None:
    assert [one.id for one in written if not one.why.strip()] == []
    assert len({one.id for one in written}) == len(written)


def test_no_two_messages_share_more_than_a_few_words(written: list[WrittenEnquiry]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    shared = set()
    for one in written:
        words = re.findall(r"\w+", one.enquiry.lead.message.casefold())
        for start in range(len(words) - SHARED_WORDS + 1):
            run = tuple(words[start : start + SHARED_WORDS])
            if seen.setdefault(run, one.id) != one.id:
                shared.add((seen[run], one.id))
    assert shared == set()


def test_addresses_and_links_belong_to_nobody(written: list[WrittenEnquiry]) -> None:
    for one in written:
        lead = one.enquiry.lead
        mail = lead.email.rpartition("@")[2].lower()
        assert not mail or mail in MAIL_PROVIDERS or RESERVED.search(mail), one.id
        linked = LINK.findall(f"{lead.message} {lead.website} {lead.name}")
        assert [host for host in linked if not RESERVED.search(host)] == [], one.id


def test_every_arrival_has_a_zone(written: list[WrittenEnquiry]) -> None:
    arrivals = [one.enquiry.lead.arrived_at for one in written]
    assert all(arrival and arrival.tzinfo for arrival in arrivals)
