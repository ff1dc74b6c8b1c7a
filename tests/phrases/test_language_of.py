"""Which language a text is in, or that it can't be told."""

import pytest

from wellspent.phrases.language_of import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We would like to know if you can deliver to our site", "en"),
        ("Wir hätten gerne gewusst, ob Sie auch nach Graz liefern", "de"),
        ("Nous souhaitons savoir si vous livrez en Suisse", "fr"),
        ("Quisiéramos saber si ustedes entregan en Lima", "es"),
        ("Vorremmo sapere se potete consegnare anche da noi, grazie", "other"),
        ("Graag willen wij weten of u ook in België kunt leveren, met vriendelijke groet", "other"),
        ("Gostaríamos de saber se vocês entregam em Lisboa, obrigado", "other"),
        ("Proszę o ofertę na pompy dla naszej firmy, czy jest to możliwe?", "other"),
        ("Скажите, пожалуйста, сколько стоит насос", "other"),
        ("pump 4410", ""),
        ("", ""),
        ("12345 !!!", ""),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str) -> None:
    assert language_of(text) == language
