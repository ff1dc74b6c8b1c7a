"""Whose side speakers are on, guessed by how they talk: how often it is right, wrong, not said.

    python -m benchmarks.side_guess              # prints the report as Markdown
    python -m benchmarks.side_guess --write      # learns the weights of listen/side_words.toml anew

Learned from `conversations/develop` only: a logistic regression on the difference between our
side's signs and the customer's, with a ridge. Each conversation there is judged by weights learned
without it; `conversations/sealed` by the weights as they are. Results: `results/side_guess.md`.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from benchmarks.markdown_table import table
from scipy.optimize import minimize

import wellspent.listen.side_guess as guess
from wellspent.collect.transcripts import read_transcript
from wellspent.listen.sides import OurSide, with_sides
from wellspent.records.conversation import Conversation, Side

CORPUS = Path(__file__).parent / "conversations"
WORDS = Path(guess.__file__).with_name("side_words.toml")
RIDGE = 3.0
"""Chosen by leaving out one conversation of the develop half at a time, among 0.3, 1, 3 and 10."""

Weights = Mapping[str, float]
Floats = npt.NDArray[np.float64]


def conversations(half: str) -> Iterator[Conversation]:
    for path in sorted((CORPUS / half).glob("*.json")):
        yield read_transcript(path.read_bytes(), path.name)


def difference(conversation: Conversation) -> Floats:
    """Return our side's signs less the customer's."""
    sides = {
        side: [place for place, one in enumerate(conversation.speakers) if one.side is side]
        for side in Side
    }
    ours = guess.sign_rates(conversation, sides[Side.OURS])
    theirs = guess.sign_rates(conversation, sides[Side.CUSTOMER])
    return np.array([ours[name] - theirs[name] for name in guess.read_signs()])


def learned(differences: Floats) -> Weights:
    spread = np.sqrt((differences**2).mean(axis=0)) + 1e-9
    scaled = differences / spread

    def loss(weights: Floats) -> float:
        return float(np.logaddexp(0, -scaled @ weights).sum() + RIDGE * (weights**2).sum())

    found = minimize(loss, np.zeros(differences.shape[1])).x / spread
    return dict(zip(guess.read_signs(), found.tolist(), strict=True))


def judged(conversation: Conversation, weights: Weights | None = None) -> list[str]:
    """Return for each speaker whether the guess is right, wrong, or not said."""
    people = tuple(replace(one, side=Side.UNKNOWN) for one in conversation.speakers)
    bare = replace(conversation, speakers=people)
    signs = guess.read_signs()
    if weights is not None:
        signs = {name: replace(sign, weight=weights[name]) for name, sign in signs.items()}
    with patch.object(guess, "read_signs", lambda: signs):
        guessed = with_sides(bare, our_side=OurSide())
    return [
        "not said"
        if found.side is Side.UNKNOWN
        else "right"
        if found.side is known.side
        else "wrong"
        for found, known in zip(guessed.speakers, conversation.speakers, strict=True)
    ]


def line(
    name: str, talks: Sequence[Conversation], judge: Callable[[int], list[str]]
) -> list[object]:
    speakers: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for number in range(len(talks)):
        results = judge(number)
        speakers.update(results)
        whole[
            "wrong" if "wrong" in results else "right" if "not said" not in results else "part"
        ] += 1
    told = speakers["right"] + speakers["wrong"]
    return [
        name, len(talks), sum(speakers.values()), speakers["right"], speakers["wrong"],
        speakers["not said"], f"{speakers['right'] / max(told, 1):.3f}",
        f"{told / max(sum(speakers.values()), 1):.2f}", whole["right"], whole["wrong"],
    ]  # fmt: skip


def write(weights: Weights) -> None:
    text = WORDS.read_text("utf-8")
    for name, weight in weights.items():
        text = re.sub(rf"(\[{name}\]\nweight = )\S+", rf"\g<1>{weight:.2f}", text)
    WORDS.write_text(text, "utf-8")


def main() -> None:
    develop = list(conversations("develop"))
    sealed = list(conversations("sealed"))
    differences = np.array([difference(one) for one in develop])
    if "--write" in sys.argv:
        write(learned(differences))
        return
    without = [learned(np.delete(differences, place, 0)) for place in range(len(develop))]
    head = ["half", "conversations", "speakers", "right", "wrong", "not said", "precision", "told",
            "conversations all right", "with a mistake"]  # fmt: skip
    rows = [
        line("develop, each left out of the learning", develop,
             lambda place: judged(develop[place], without[place])),
        line("sealed", sealed, lambda place: judged(sealed[place])),
    ]  # fmt: skip
    print(table(head, rows))
    print(
        "\nWeights:",
        ", ".join(f"{name} {one.weight:g}" for name, one in guess.read_signs().items()),
    )


if __name__ == "__main__":
    main()
