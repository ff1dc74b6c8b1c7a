"""Train the letter model of `qualify/gibberish.py` and write its tables to `qualify/letters/`.

Run with `uv run --with faker --with langdetect scripts/train_letters.py`. What it learns from is
permissively licensed: names of some eighty locales (Faker, MIT), and how often three letters follow
each other in some thirty languages (the profiles of langdetect, Apache-2.0). Neither is needed at
run time: only counts of letters are kept, no name is.
"""

import json
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from math import log
from pathlib import Path
from typing import Final

import langdetect
from faker.providers import company, person

from wellspent.qualify.gibberish import BORDER, FIRST_SIGN, SCRIPTS, STEPS, letters_of

TARGET = Path(__file__).parents[1] / "src/wellspent/qualify/letters"
LANGUAGES = {
    "latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw"
    " tl tr vi",
    "cyrillic": "bg mk ru uk",
}
MASS = 1_000_000.0
"""Every language counts as this many triples, however much was read of it; names as much again."""

OFTEN = {"en": 4.0, "de": 2.0, "fr": 2.0, "es": 2.0}


def main() -> None:
    """Train and write the table of each script."""
    TARGET.mkdir(exist_ok=True)
    for script, languages in LANGUAGES.items():
        counts = defaultdict[str, float](float)
        for language in languages.split():
            add(counts, triples_of_language(language, script), OFTEN.get(language, 1.0) * MASS)
        lists = list(names_of_locales(script))
        for names in lists:
            add(counts, triples_of_names(names, script), MASS)
        text = table_text(script, counts)
        (TARGET / f"{script}.txt").write_text(text, encoding="utf-8")
        print(
            f"{script}: {len(lists)} lists of names, {len(counts):,} triples, {len(text):,} bytes"
        )


def add(counts: dict[str, float], found: Counter[str], mass: float) -> None:
    """Add counts so that they weigh `mass` in all."""
    total = sum(found.values())
    for triple, count in found.items():
        counts[triple] += mass * count / total


def triples_of_language(language: str, script: str) -> Counter[str]:
    """Return how often triples occur; words end and begin at a space in these profiles."""
    path = Path(langdetect.detector_factory.__file__).parent / "profiles" / language
    found: Counter[str] = Counter()
    for gram, count in json.loads(path.read_text("utf-8"))["freq"].items():
        folded = "".join(
            BORDER if letter == " " else letters_of(letter, script) or "?" for letter in gram
        )
        if len(gram) == 3 and "?" not in folded and folded.strip(BORDER):
            # A folded letter may be two (ß, æ): keep the last three, whose last is what counts.
            found[folded[-3:]] += count
    return found


def triples_of_names(names: set[str], script: str) -> Counter[str]:
    """Return how often triples occur in names, each name counted once."""
    found: Counter[str] = Counter()
    for name in names:
        for word in name.split():
            letters = letters_of(word, script)
            if len(letters) > 1:
                marked = f"{BORDER}{BORDER}{letters}{BORDER}"
                found.update(marked[at : at + 3] for at in range(len(marked) - 2))
    return found


def names_of_locales(script: str) -> Iterator[set[str]]:
    """Give the distinct names of each locale that are written in the script."""
    for family in (person, company):
        for module in pkgutil.iter_modules(family.__path__):
            provider = import_module(f"{family.__name__}.{module.name}").Provider
            texts = {text for value in vars(provider).values() for text in strings_in(value)}
            names = {text for text in texts if is_written_in(text, script)}
            if len(names) >= 50:
                yield names


def strings_in(value: object) -> Iterator[str]:
    """Give the texts in nested lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, dict, set)):
        for one in value:
            yield from strings_in(one)


def is_written_in(text: str, script: str) -> bool:
    """Return whether all letters of a text belong to the script."""
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    known = [letter for letter in letters if letters_of(letter, script)]
    return "{" not in text and len(letters) > 1 and len(known) == len(letters)


def table_text(script: str, counts: Mapping[str, float]) -> str:
    """Return the table of a script from counts of triples, as it is kept in `letters/`."""
    signs = SCRIPTS[script] + BORDER
    pairs, singles = defaultdict[str, float](float), defaultdict[str, float](float)
    for triple, count in counts.items():
        pairs[triple[1:]] += count
        singles[triple[2]] += count
    single = _smoothed(singles, {sign: 1.0 / len(signs) for sign in signs}, signs)
    lines = [
        "# Cost of a letter (its column) after two others (its row): minus ten times the natural",
        f"# logarithm of its probability, plus 33, as a sign. Columns: {signs}",
    ]
    for second in signs:
        after_one = _smoothed(_following(pairs, second), single, signs)
        for first in signs:
            after_two = _smoothed(_following(counts, first + second), after_one, signs)
            costs = (min(93, round(-STEPS * log(after_two[sign]))) for sign in signs)
            lines.append(f"{first}{second} {''.join(chr(FIRST_SIGN + cost) for cost in costs)}")
    return "\n".join(lines) + "\n"


def _following(counts: Mapping[str, float], before: str) -> dict[str, float]:
    length = len(before)
    return {gram[length:]: count for gram, count in counts.items() if gram.startswith(before)}


EACH_KIND: Final = 300.0
"""What each kind of follower adds to the weight of the shorter context, in triples."""


def _smoothed(
    counts: Mapping[str, float], shorter: Mapping[str, float], signs: str
) -> dict[str, float]:
    total, kinds = sum(counts.values()), EACH_KIND * max(len(counts), 1)
    return {
        sign: (counts.get(sign, 0.0) + kinds * shorter[sign]) / (total + kinds) for sign in signs
    }


if __name__ == "__main__":
    assert set(LANGUAGES) == set(SCRIPTS)
    main()
