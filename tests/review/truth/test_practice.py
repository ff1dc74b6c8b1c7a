"""Drafts by many people to five readers, and what the records say of them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.truth.practice_records import NOW, WORLDS
from wellspent.records.draft import Draft
from wellspent.records.finding import Claim, ClaimVerdict
from wellspent.review.engine import prepare, review

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases" / "review" / "practice.toml").read_text("utf-8")
)
RULES = prepare(())


def cases(part: str) -> Iterator[tuple[str, str, str]]:
    """Yield readers, kinds of claims and texts."""
    for reader, parts in CASES.items():
        for kind, texts in parts[part].items():
            for text in texts:
                yield reader, kind, text


def claims(name: str, text: str) -> tuple[Claim, ...]:
    company, reader, sender = WORLDS[name]
    draft = Draft(body=text, sender=sender, send_at=NOW)
    return review(draft, RULES, now=NOW, reader=reader, company=company).claims


def kinds(name: str, text: str, verdict: ClaimVerdict) -> set[str]:
    return {one.kind.value for one in claims(name, text) if one.verdict is verdict}


@pytest.mark.parametrize(("name", "kind", "text"), list(cases("contradicted")))
def test_statement_that_the_records_contradict_is_found(name: str, kind: str, text: str) -> None:
    assert kind in kinds(name, text, ClaimVerdict.CONTRADICTED)


@pytest.mark.parametrize(("name", "kind", "text"), list(cases("supported")))
def test_statement_that_the_records_support_is_found(name: str, kind: str, text: str) -> None:
    assert kind in kinds(name, text, ClaimVerdict.SUPPORTED)
    assert not kinds(name, text, ClaimVerdict.CONTRADICTED)


@pytest.mark.parametrize(("name", "kind", "text"), list(cases("nothing")))
def test_what_no_record_speaks_against_is_not_contradicted(name: str, kind: str, text: str) -> None:
    assert kind == "texts"
    assert not kinds(name, text, ClaimVerdict.CONTRADICTED)


@pytest.mark.xfail(reason="these wordings aren't read yet", strict=True)
@pytest.mark.parametrize(("name", "kind", "text"), list(cases("missed")))
def test_statement_that_is_not_found_yet(name: str, kind: str, text: str) -> None:
    assert kind in kinds(name, text, ClaimVerdict.CONTRADICTED)
