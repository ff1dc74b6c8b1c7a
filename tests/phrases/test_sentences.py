"""Sentences end at a point, but not at that of a German date, of a list's entry or of *No. 5*."""

import pytest

from wellspent.phrases.sentences import sentence_spans

CASES = [
    ("That was amazing, number 20. How much is it?", 2),
    ("I need 3. Send them.", 2),
    ("Es sind 20. Wie viel kostet es?", 2),
    ("Nous en avons 12. Combien pour dix ?", 2),
    ("Call me at 5. Thanks!", 2),
    ("Wir treffen uns am 3. Mai um zehn. Passt das?", 2),
    ("Am Freitag, 20. November ginge es. Passt das?", 2),
    ("Vom 3. bis 5. Mai ist zu. Danke.", 2),
    ("Das war im 3. Quartal besser. Ja.", 2),
    ("Der 20. geht. Gut.", 2),
    ("1. First of all\n2. Second of all", 2),
    ("See No. 5 there. It fits.", 2),
    ("Ask Mr. Sample. He knows.", 2),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_text_has_so_many_sentences(text: str, sentences: int) -> None:
    assert len(sentence_spans(text)) == sentences


@pytest.mark.parametrize("hostile", ["1. " * 100_000, "am 1." * 100_000, " " * 300_000 + "1. A"])
def test_hostile_text_is_read(hostile: str) -> None:
    spans = sentence_spans(hostile)
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans] == sorted({start for start, _ in spans})
