"""Learn `qualify/word_evidence.tsv` from the project's own examples of enquiries.

    uv run scripts/train_word_evidence.py            # learn, and write the table
    uv run scripts/train_word_evidence.py --try      # say what five-fold cross-validation finds

The examples are `qualify/intent_examples/*.toml` and those of the tests, `tests/cases/intent`.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from wellspent.qualify.intent import intent_of
from wellspent.qualify.word_evidence import (
    START,
    WordEvidence,
    features_of,
    parse_word_evidence,
    word_evidence_text,
)
from wellspent.records.authenticity import EnquiryKind

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "src/wellspent/qualify/intent_examples"
OF_TESTS = ROOT / "tests/cases/intent"
TABLE = ROOT / "src/wellspent/qualify/word_evidence.tsv"
KINDS = tuple(kind for kind in EnquiryKind if kind not in (EnquiryKind.UNSURE, EnquiryKind.BOT))
LEAST_OFTEN = 2
SHRINKAGE = 40.0
"""Variance of a word's log-odds before any example."""
LEAST_POINTS = 0.05

HELPED = (EnquiryKind.GENUINE, EnquiryKind.SUPPORT, EnquiryKind.UNSURE)

Example = tuple[EnquiryKind, str]


def read_examples() -> list[Example]:
    """Return all examples with their kinds; those without one of the kinds are left out."""
    found: list[Example] = []
    for path in sorted(EXAMPLES.glob("*.toml")):
        found += _of_table(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(OF_TESTS.glob("*.toml")):
        for part in tomllib.loads(path.read_text("utf-8")).values():
            found += _of_table(part)
    return found


def _of_table(table: dict[str, list[str]]) -> Iterable[Example]:
    for name, messages in table.items():
        if name in KINDS:
            for message in messages:
                yield EnquiryKind(name), message if isinstance(message, str) else message["message"]


def learn(examples: Sequence[Example]) -> WordEvidence:
    """Return what the words of these examples say."""
    features = [features_of(message) for _, message in examples]
    often = Counter(one for each in features for one in set(each))
    names = [name for name, times in often.items() if times >= LEAST_OFTEN]
    places = {name: place for place, name in enumerate(names)}
    table = _matrix(features, places)
    kinds = np.array([KINDS.index(kind) for kind, _ in examples])
    points, start = _fit(table, kinds)
    rows = [(name, points[place]) for name, place in places.items()
            if np.ptp(points[place]) >= LEAST_POINTS]  # fmt: skip
    return parse_word_evidence(word_evidence_text(KINDS, [*sorted(rows), (START, start)]))


def _matrix(features: Sequence[list[str]], places: dict[str, int]) -> csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, each in enumerate(features):
        known = [places[one] for one in each if one in places]
        rows += [row] * len(known)
        columns += known
        values += [1 / np.sqrt(max(len(known), 1))] * len(known)
    return csr_matrix((values, (rows, columns)), shape=(len(features), len(places)))


def _fit(table: csr_matrix, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, size, many = table.shape[0], table.shape[1], len(KINDS)
    share = np.bincount(kinds, minlength=many) / rows
    weights = (1 / (many * np.maximum(share, 1e-9)))[kinds] ** 0.5

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        points, start = flat[: size * many].reshape(size, many), flat[size * many :]
        log_odds = table @ points + start
        log_odds -= log_odds.max(axis=1, keepdims=True)
        shares = np.exp(log_odds)
        shares /= shares.sum(axis=1, keepdims=True)
        told = -(weights * np.log(shares[np.arange(rows), kinds] + 1e-12)).sum()
        slope = shares
        slope[np.arange(rows), kinds] -= 1
        slope *= weights[:, None]
        flat_slope = np.concatenate([(table.T @ slope + points / SHRINKAGE).ravel(), slope.sum(0)])
        return told + 0.5 / SHRINKAGE * (points**2).sum(), flat_slope

    best = minimize(loss, np.zeros(size * many + many), jac=True, method="L-BFGS-B",
                    options={"maxiter": 300})  # fmt: skip
    return best.x[: size * many].reshape(size, many), best.x[size * many :]


def try_out(examples: Sequence[Example], folds: int = 5) -> None:
    """Print what is found in examples that the words weren't learned from."""
    order = np.random.default_rng(20261122).permutation(len(examples))
    said: list[tuple[EnquiryKind, EnquiryKind]] = []
    for fold in range(folds):
        held = set(order[fold::folds].tolist())
        model = learn([one for place, one in enumerate(examples) if place not in held])
        for place in held:
            kind, message = examples[place]
            intent = intent_of(message, words=model)
            said.append((kind, intent.kind))
    genuine = [best for true, best in said if true is EnquiryKind.GENUINE]
    accused = sum(best not in HELPED for best in genuine)
    named = sum(best is EnquiryKind.GENUINE for best in genuine)
    print(f"{accused} of {len(genuine)} genuine accused, {named} named genuine")
    for kind in KINDS[1:]:
        theirs = [best for true, best in said if true is kind]
        print(f"{kind}: {sum(best is kind for best in theirs)} of {len(theirs)} found")


def main() -> None:
    """Learn and write, or try."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--try", dest="try_it", action="store_true")
    examples = read_examples()
    print(f"{len(examples):,} examples: "
          + ", ".join(f"{count} {kind}" for kind, count in
                      Counter(kind for kind, _ in examples).items()))  # fmt: skip
    if reader.parse_args().try_it:
        try_out(examples)
        return
    model = learn(examples)
    rows = list(zip(model.places, model.points[:-1].tolist(), strict=True))
    text = word_evidence_text(KINDS, [*rows, (START, model.points[-1].tolist())])
    TABLE.write_text(text, encoding="utf-8")
    print(f"{len(rows):,} words, {len(text):,} bytes: {list(islice(model.places, 5))}")


if __name__ == "__main__":
    main()
