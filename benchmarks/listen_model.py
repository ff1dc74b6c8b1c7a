"""Listen: learn the model of reactions, and see how far it carries from author to author.

    python -m benchmarks.listen_model            # transfer between authors, as Markdown
    python -m benchmarks.listen_model --write    # learn from all, write what the product goes by

Learned from four authors' sentences: the develop half, the practice turns, the cases of the tests
and `listen_sentences.toml`; never from the sealed conversations. Each author is judged by a model
that was learned from the other three only. What phrases say of the first three is
taken as it was at first sight, before they were mended by them (`listen_first_sight.json`):
else the model would trust them more than they deserve on words that nobody has read.

Two public sets (business mail of the Parakweet set, Apache-2.0, and the meetings of QMSum, MIT; in
the folder named by `WELLSPENT_DATA`) say what plain talk is: sentences of theirs that no phrase
takes for a reaction are learned from as such, their words aren't taken in. `--write` needs them.

`--write` writes `listen/reaction_model.json` and, from all four authors as judged by the others,
`listen/measured.toml`.
"""

import argparse
import json
import math
import os
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from benchmarks.listen_corpus import Labelled, labelled, practice
from benchmarks.listen_quality import expected
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from wellspent.listen import reaction_model
from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.reaction_model import ReactionModel, letter_signs, model_from, word_signs
from wellspent.listen.reactions import LEAST_LIKELY, by_phrases, claimed, own_words
from wellspent.listen.spoken import read_conversation
from wellspent.phrases.phrase_groups import GroupKey
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import ReactionKind

HERE: Final = Path(__file__).parent
LISTEN: Final = HERE.parent / "src" / "wellspent" / "listen"
CASES: Final = HERE.parent / "tests" / "cases" / "listen"
KINDS: Final = tuple(ReactionKind)
POSITIVE: Final = [place for place, kind in enumerate(KINDS) if kind.is_positive]
NEGATIVE: Final = [place for place, kind in enumerate(KINDS) if kind.is_negative]
SIGNS: Final = (POSITIVE, NEGATIVE)

DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
PLAIN: Final = 1_500
"""Sentences of plain talk that are taken from each public set."""

LOUDNESS: Final = 0.5
GROUPS: Final = 0.5
PHRASES: Final = 0.5
"""How loud words and letters, groups of phrases, and what phrases take a sentence for are: the
louder, the less a ridge holds them back. Chosen by the log loss between authors."""

FEWEST: Final = (2, 3)
"""Sentences that a word or pair, and a run of letters, must stand in."""

STEPS: Final = 2_000
"""The largest number of points in the file, which holds whole ones."""

EACH: Final = 300
"""So many reactions of an author count for how certain the model is; of one who wrote single plain
sentences, with few that only look like reactions, a third as many."""

JUDGED: Final = ("develop", "practice")
"""Authors whose turns are like talk, for the tables; the other two wrote single sentences."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A customer's sentence: what stands in it, what phrases take it for, what it shows."""

    author: str
    language: str
    text: str
    groups: tuple[GroupKey, ...]
    phrases: Mapping[ReactionKind, float]
    kinds: frozenset[ReactionKind]


def sentences() -> Iterator[Sentence]:
    """Yield the sentences of all four authors."""
    seen = json.loads((HERE / "listen_first_sight.json").read_text("utf-8"))
    ear = prepare_ear()
    yield from _of_conversations("develop", labelled("develop"), seen["develop"], ear)
    yield from _of_conversations("practice", practice("reactions"), seen["practice"], ear)
    cases = [CASES / "reactions.toml", CASES / "reactions_again.toml"]
    for author, files in (("cases", cases), ("sentences", [HERE / "listen_sentences.toml"])):
        for file in files:
            yield from _of_file(author, file, seen.get(author), ear)


def _of_conversations(
    author: str, conversations: Iterable[Labelled], seen: Mapping[str, Any], ear: Ear
) -> Iterator[Sentence]:
    for one in conversations:
        wanted = [label for label in expected(one) if label.kind in set(KINDS)]
        first = seen.get(one.conversation.external_id, {})
        for said in read_conversation(one.conversation, ear.book).of(Side.CUSTOMER):
            groups, claims = _seen(first.get(f"{said.turn}:{said.start}", ([], {})))
            kinds = frozenset(
                ReactionKind(label.kind)
                for label in wanted
                if label.turn == said.turn and label.start < said.end and said.start < label.end
            )
            yield Sentence(author, said.language, said.text, groups, claims, kinds)


def _seen(first: Sequence[Any]) -> tuple[tuple[GroupKey, ...], Mapping[ReactionKind, float]]:
    groups, phrases = first
    keys = tuple(_key(group) for group in groups)
    return keys, {ReactionKind(kind): certainty for kind, certainty in phrases.items()}


def _of_file(
    author: str, file: Path, seen: Mapping[str, Any] | None, ear: Ear
) -> Iterator[Sentence]:
    for kind, by_language in tomllib.loads(file.read_text("utf-8")).items():
        kinds = frozenset() if kind == "none" else frozenset({ReactionKind(kind)})
        for language, texts in by_language.items():
            for text in texts:
                spoken = read_conversation(_alone(text, language), ear.book)
                for said in spoken.of(Side.CUSTOMER):
                    heard = by_phrases(said, ear)
                    claims = {each: one.certainty for each, one in heard.items()}
                    groups = tuple(said.hits)
                    if seen is not None:
                        groups, claims = _seen(seen.get(said.text, ([], {})))
                    yield Sentence(author, language, said.text, groups, claims, kinds)


def plain_talk() -> list[Sentence]:
    """Return sentences of public mail and meetings that no phrase takes for a reaction."""
    mail, meetings = DATA / "mail" / "parakweet" / "train.txt", DATA / "meetings"
    if not mail.exists() or not meetings.exists():
        print("without plain talk: get the Parakweet set and QMSum, see WELLSPENT_DATA")
        return []
    lines = (line.partition("\t")[2] for line in mail.read_text("utf-8", "replace").splitlines())
    talks = (json.loads(file.read_text("utf-8")) for file in sorted(meetings.glob("*.json")))
    turns = (
        re.sub(r"\{.*?\}|<.*?>", "", turn["content"])
        for talk in talks
        for turn in talk["meeting_transcripts"]
    )
    ear = prepare_ear()
    return [*_silent(list(lines), ear), *_silent(list(turns), ear)]


def _silent(texts: Sequence[str], ear: Ear) -> Iterator[Sentence]:
    """Yield `PLAIN` sentences, evenly spread, that no phrase takes for a reaction."""
    found = list[Sentence]()
    for text in texts[:: max(1, len(texts) // (2 * PLAIN))]:
        for said in read_conversation(_alone(text, "en"), ear.book).of(Side.CUSTOMER):
            if not by_phrases(said, ear):
                none = frozenset[ReactionKind]()
                found.append(Sentence("plain", "en", said.text, tuple(said.hits), {}, none))
    yield from found[:: max(1, len(found) // PLAIN)][:PLAIN]


def _alone(text: str, language: str) -> Conversation:
    speaker = Speaker(side=Side.CUSTOMER)
    turn = Turn(speaker=0, text=text)
    return Conversation(
        kind=ActivityKind.CALL, speakers=(speaker,), turns=(turn,), language=language
    )


def _key(name: str) -> GroupKey:
    file, _, group = name.partition(".")
    return file, group


def learn(chosen: Sequence[Sentence], plain: Sequence[Sentence] = ()) -> dict[str, Any]:
    """Return a model, as its file holds it, learned from sentences; signs are those of `chosen`."""
    own = len(chosen)
    chosen = [*chosen, *plain]
    words = [reaction_model.words_of(own_words(one.text)) for one in chosen]
    tables = [
        _Table([word_signs(each) for each in words], own, FEWEST[0]),
        _Table([set[str]().union(*map(letter_signs, each)) for each in words], own, FEWEST[1]),
    ]
    groups = sorted({".".join(group) for one in chosen for group in one.groups})
    in_groups = [{".".join(group): 1.0 for group in one.groups} for one in chosen]
    in_phrases = [{str(kind): worth for kind, worth in one.phrases.items()} for one in chosen]
    names = [*(each.names for each in tables), groups, list(map(str, KINDS))]
    parts = [*(each.matrix() for each in tables), _plain(in_groups, groups) * GROUPS]
    matrix = csr_matrix(hstack([*parts, _plain(in_phrases, names[3]) * PHRASES]))
    shows = np.array([[kind in one.kinds for kind in KINDS] for one in chosen], float)
    fitted = [_fit(matrix, shows[:, place]) for place in range(len(KINDS))]
    points = np.array([weights[:-1] for weights in fitted]).T
    loud = [*(each.loudness for each in tables), np.full(len(groups), GROUPS)]
    points *= np.concatenate([*loud, np.full(len(KINDS), PHRASES)])[:, None]
    bias = [weights[-1] for weights in fitted]
    step = float(max(np.abs(points).max(), np.abs(bias).max())) / STEPS
    whole = np.rint(points / step).astype(int).tolist()
    given: dict[str, Any] = {"kinds": list(map(str, KINDS)), "step": step}
    given["bias"] = [round(one / step) for one in bias]
    for name, signs in zip(("words", "letters", "groups", "phrases"), names, strict=True):
        given[name] = dict(zip(signs, whole[: len(signs)], strict=True))
        whole = whole[len(signs) :]
    return given


class _Table:
    """Signs that stand in enough of our own sentences; seldom ones are louder than common ones."""

    def __init__(self, signs: Sequence[set[str]], own: int, fewest: int) -> None:
        counts = Counter(sign for each in signs[:own] for sign in each)
        self.names = sorted(sign for sign, count in counts.items() if count >= fewest)
        self.places = {sign: place for place, sign in enumerate(self.names)}
        self.signs = [[sign for sign in sorted(each) if sign in self.places] for each in signs]
        shares = ((1 + own) / (1 + counts[sign]) for sign in self.names)
        self.loudness = np.array([LOUDNESS * (1 + math.log(share)) for share in shares])

    def matrix(self) -> csr_matrix:
        rows = [{sign: 1 / len(each) ** 0.5 for sign in each} for each in self.signs]
        plain = _plain(rows, self.names)
        return csr_matrix(plain.multiply(self.loudness[None, :]))


def _plain(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    places = {name: place for place, name in enumerate(names)}
    entries = [
        (number, places[name], value)
        for number, row in enumerate(rows)
        for name, value in row.items()
    ]
    at, to, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((values, (at, to)), shape=(len(rows), len(names)))


def _fit(matrix: csr_matrix, shows: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a ridge of one; the last is the bias."""
    sign = 2 * shows - 1

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ weights[:-1] + weights[-1])
        pull = -sign / (1 + np.exp(margin))
        slope = np.append(matrix.T @ pull + weights[:-1], pull.sum())
        return float(np.logaddexp(0, -margin).sum() + weights[:-1] @ weights[:-1] / 2), slope

    start = np.zeros(matrix.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def judge(model: ReactionModel, chosen: Sequence[Sentence]) -> np.ndarray:
    """Return for each sentence and kind how likely it is."""
    told = (model.certainties(own_words(one.text), one.groups, one.phrases) for one in chosen)
    return np.array([[likely[kind] for kind in KINDS] for likely in told])


def recall_at(likely: np.ndarray, shows: np.ndarray, precision: float) -> float:
    """Return the largest share found while so many of what is told are right."""
    order = np.argsort(-likely.ravel(), kind="stable")
    right = np.cumsum(shows.ravel()[order])
    told = np.arange(1, right.size + 1)
    enough = np.flatnonzero(right >= precision * told)
    return float(right[enough[-1]] / max(1, shows.sum())) if enough.size else 0.0


def _told(likely: np.ndarray, shows: np.ndarray, places: Sequence[int]) -> str:
    """Return precision and recall of all that is told."""
    told, right = likely[:, places] >= LEAST_LIKELY, shows[:, places]
    found = (told & right).sum()
    return f"{found / max(1, told.sum()):.0%} / {found / max(1, right.sum()):.0%}"


def _row(name: str, likely: np.ndarray, chosen: Sequence[Sentence]) -> tuple[object, ...]:
    shows = np.array([[kind in one.kinds for kind in KINDS] for one in chosen])
    figures = [
        f"{recall_at(likely[:, places], shows[:, places], precision):.0%}"
        for places, levels in zip(SIGNS, ((0.9, 0.8, 0.7), (0.85, 0.7, 0.6)), strict=True)
        for precision in levels
    ]
    return name, len(chosen), *figures, *(_told(likely, shows, each) for each in SIGNS)


HEAD: Final = (
    "heard by",
    "sentences",
    *(f"positive: found at {level} % right" for level in (90, 80, 70)),
    *(f"negative: at {level} %" for level in (85, 70, 60)),
    "told positive: precision / recall",
    "told negative",
)


def transfer(
    everything: Sequence[Sentence], plain: Sequence[Sentence]
) -> tuple[str, Mapping[str, np.ndarray]]:
    """Return, as Markdown, how far learning carries over, and what each author's judges said."""
    authors = sorted({one.author for one in everything})
    pages, judged = list[str](), dict[str, np.ndarray]()
    for author in authors:
        tested = [one for one in everything if one.author == author]
        others = [name for name in authors if name != author]

        def heard_by(names: Sequence[str], tested: Sequence[Sentence] = tested) -> np.ndarray:
            taught = [one for one in everything if one.author in names]
            return judge(model_from(learn(taught, plain)), tested)

        judged[author] = likely = heard_by(others)
        if author not in JUDGED:
            continue
        phrases = np.array([[one.phrases.get(kind, 0.0) for kind in KINDS] for one in tested])
        rows = [_row("phrases alone", phrases, tested)]
        for names in (*([name] for name in others), others[:2]):
            told = heard_by(names)
            rows.append(_row(f"phrases and the model of {', '.join(names)}", told, tested))
        rows.append(_row(f"phrases and the model of {', '.join(others)}", likely, tested))
        for language in ("en", "de", "fr", "es"):
            chosen = [n for n, one in enumerate(tested) if one.language == language]
            few = [tested[n] for n in chosen]
            rows.append(_row(f"{language}: phrases alone", phrases[chosen], few))
            rows.append(_row(f"{language}: the model of all others", likely[chosen], few))
        pages += [f"### Heard on {author}", table(HEAD, rows)]
    return "\n\n".join(pages), judged


def write_measured(everything: Sequence[Sentence], judged: Mapping[str, np.ndarray]) -> None:
    """Write how many reactions were right of an author whom the model hadn't read."""
    right: defaultdict[tuple[str, float], float] = defaultdict(float)
    wrong: defaultdict[tuple[str, float], float] = defaultdict(float)
    for author, likely in judged.items():
        tested = [one for one in everything if one.author == author]
        weight = (EACH if author in JUDGED else EACH / 3) / int((likely >= LEAST_LIKELY).sum())
        for one, row in zip(tested, likely, strict=True):
            told = claimed(dict(zip(KINDS, row.tolist(), strict=True)))
            for kind, certainty in told.items():
                counts = right if kind in one.kinds else wrong
                counts[str(kind), certainty] += weight
    lines = [
        "# How many reactions were right and wrong, by kind and by the certainty claimed, on the",
        "# sentences of four authors whom the model hadn't read (each judged by what it learned",
        "# from the other three); authors of single plain sentences count a third. No reaction is",
        "# shown as more certain than that; below one half it isn't shown.",
        "# `python -m benchmarks.listen_model --write` writes it.",
    ]
    for kind in map(str, KINDS):
        lines += ["", f'["{kind}"]']
        for key in sorted(key for key in {*right, *wrong} if key[0] == kind):
            lines.append(f'"{key[1]}" = [{round(right[key])}, {round(wrong[key])}]')
    (LISTEN / "measured.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_model(given: Mapping[str, Any]) -> None:
    """Write a model, one sign a line."""
    parts = [f'"{key}": {json.dumps(given[key])}' for key in ("kinds", "step", "bias")]
    for name in ("words", "letters", "groups", "phrases"):
        lines = (
            f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(points, separators=(',', ':'))}"
            for sign, points in given[name].items()
        )
        parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    (LISTEN / reaction_model.FILE).write_text(text, encoding="utf-8")


def main() -> None:
    """Measure the transfer; write the model where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the model and the measure")
    asked = parser.parse_args()
    everything = list(sentences())
    plain = plain_talk()
    text, judged = transfer(everything, plain)
    print(f"{describe_machine()}\n\n{text}")
    if asked.write and plain:
        write_model(learn(everything, plain))
        write_measured(everything, judged)


if __name__ == "__main__":
    main()
