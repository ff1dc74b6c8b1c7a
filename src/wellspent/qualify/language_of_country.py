"""Which of our languages most people of a country read."""

from functools import cache

from wellspent.clean.country import country_code
from wellspent.phrases.language_of import OURS
from wellspent.qualify.word_files import read_word_file


def language_of_country(country: str) -> str:
    """Return the language of ours that most people of a country read; empty where there is none."""
    return _languages_of_countries().get(country_code(country), "")


@cache
def _languages_of_countries() -> dict[str, str]:
    countries = read_word_file("languages_of_countries", OURS)
    return {code.upper(): language for language, codes in countries.items() for code in codes}
