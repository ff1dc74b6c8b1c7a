"""Phrases in texts: what each sign of a phrase finds, and what it doesn't."""

import pytest

from wellspent.phrases.pattern import fold, parse
from wellspent.phrases.trie import PhraseTrie


def quotes(phrase: str, text: str, *, misspelt: bool = False) -> list[str]:
    trie = PhraseTrie([(0, parse(phrase))], misspelt={0} if misspelt else ())
    split = trie.vocabulary.split(text)
    hits = trie.find(split)
    return trie.vocabulary.quotes(split, [(hit.start, hit.end) for hit in hits])


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("price list", "Your PRICE  list, please", ["PRICE  list"]),
        ("price list", "the list price", []),
        ("(send|give) me", "give me a call", ["give me"]),
        ("(please)? call me", "call me", ["call me"]),
        ("(a (b|c))? d", "a c d", ["a c d", "d"]),
        ("send * brochure", "send me your new brochure", ["send me your new brochure"]),
        ("send * brochure", "send brochure", ["send brochure"]),
        ("send * brochure", "send it to us or the brochure", []),
        ("send * brochure", "please send. Your brochure", []),
        ("liefer*", "Lieferzeit?", ["Lieferzeit"]),
        ("*angebot", "ein Preisangebot", ["Preisangebot"]),
        ("# pieces", "20 pieces", ["20 pieces"]),
        ("# pcs", "20pcs", ["20pcs"]),
        ("don't call", "dont call", ["dont call"]),
        ("don't call", "don’t call", ["don’t call"]),
        ("e-mail", "email", ["email"]),
        ("für", "fuer uns", ["fuer"]),
        ("für", "FUR uns", ["FUR"]),
        ("straße", "Strasse", ["Strasse"]),
        ("prêt", "PRET", ["PRET"]),
        ("l'offre", "l'offre", ["l'offre"]),
        ("price list", "price\n\nlist", ["price\n\nlist"]),
        ("price list", "what price ? list it", []),
    ],
)
def test_phrase_finds_what_it_says(phrase: str, text: str, found: list[str]) -> None:
    assert quotes(phrase, text) == found


@pytest.mark.parametrize("written", ["quotaton", "qoutation", "quottation", "quatation"])
def test_one_typing_mistake_is_forgiven_where_asked(written: str) -> None:
    assert quotes("quotation", written, misspelt=True) == [written]
    assert quotes("quotation", written) == []


@pytest.mark.parametrize("written", ["rotation", "quotatn", "kuotation"])
def test_more_than_one_mistake_is_another_word(written: str) -> None:
    assert quotes("quotation", written, misspelt=True) == []


def test_fold_takes_case_and_accents_away() -> None:
    assert [fold(word) for word in ("Für", "ÉTÉ", "Straße", "señor")] == [
        "fur", "ete", "strasse", "senor",
    ]  # fmt: skip
