"""Listen: what do the reactions say of other people's words, which nobody here wrote?

    python -m benchmarks.listen_transfer

*GoEmotions* (58,000 comments, 28 emotions): how many comments are called a reaction, and how often
do the annotators' emotions fit it. Its people speak to each other about the world, not to a
supplier about the minutes: what is right of the emotion is here mostly about another thing.

*Persuasion for Good* (200 dialogues): what was heard in the persuadee's sentences, mapped to nine
merged acts, against the annotated ones. Nothing was trained or tuned on either.
"""

import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.listen.measured import measured_precision
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import Heard, ReactionKind

DATA: Final = Path(os.environ.get("WELLSPENT_DATA", "../shared/data")) / "reactions"

NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)

FITTING: Final = {
    "delight": {"admiration", "excitement", "joy", "love", "amusement", "approval", "surprise"},
    "learned something": {"realization", "surprise", "curiosity"},
    "tell me more": {"curiosity", "desire"},
    "gratitude": {"gratitude"},
    "mere politeness": {"gratitude", "admiration", "joy", "optimism", "caring"},
    "objection": {"disapproval", "disappointment", "fear", "nervousness", "confusion"},
    "annoyance": {"annoyance", "anger", "disgust", "disappointment", "disapproval"},
    "brush-off": {"disapproval", "annoyance"},
    "confusion": {"confusion", "curiosity"},
    "good use of time": {"admiration", "joy", "love", "approval"},
    "complaint about time": {"annoyance", "anger", "disappointment", "disapproval"},
}
"""Emotions that fit a kind of reaction; fixed before the first run."""

ACTS: Final = {
    "positive-reaction-to-donation": "positive", "agree-donation": "positive",
    "positive-to-inquiry": "positive", "confirm-donation": "positive",
    "provide-donation-amount": "positive", "negative-reaction-to-donation": "negative",
    "disagree-donation": "negative", "disagree-donation-more": "negative",
    "negative-to-inquiry": "negative", "neutral-reaction-to-donation": "neutral",
    "neutral-to-inquiry": "neutral", "ask-org-info": "asks", "ask-donation-procedure": "asks",
    "ask-persuader-donation-intention": "asks", "task-related-inquiry": "asks",
    "personal-related-inquiry": "asks", "acknowledgement": "acknowledgement", "thank": "thank",
    "you-are-welcome": "closing", "closing": "closing", "greeting": "greeting",
    "off-task": "other", "other": "other",
}  # fmt: skip
"""The 23 acts of the persuadee, merged to nine."""


def main() -> None:
    """Print both as Markdown; a line where the data is absent."""
    if not DATA.is_dir():
        print("Get GoEmotions and Persuasion for Good, and set WELLSPENT_DATA to their folder.")
        return
    print(f"{describe_machine()}\n")
    print(_emotions(), "\n")
    print(_persuasion())


@cache
def _ear() -> Ear:
    return prepare_ear(precision=measured_precision())


def _said(text: str) -> Heard:
    talk = Conversation(
        kind=ActivityKind.SOCIAL_MESSAGE,
        language="en",
        speakers=(Speaker(side=Side.CUSTOMER),),
        turns=(Turn(speaker=0, text=text),),
    )
    return hear(talk, ear=_ear(), now=NOW)


def _emotions() -> str:
    folder = DATA / "goemotions"
    names = (folder / "labels.txt").read_text("utf-8").split()
    found: Counter[str] = Counter()
    fits: Counter[str] = Counter()
    comments = 0
    for text, labels in _comments(folder / "dev.tsv"):
        comments += 1
        emotions = {names[int(place)] for place in labels.split(",")}
        for kind in {str(one.kind) for one in _said(text).reactions}:
            found[kind] += 1
            fits[kind] += bool(emotions & FITTING[kind])
    rows = [
        (kind, found[kind], f"{fits[kind] / found[kind]:.0%}" if found[kind] else "-")
        for kind in map(str, ReactionKind)
    ]
    head = ["reaction", f"of {comments:,} comments", "the emotion fits"]
    return table(head, rows)


def _comments(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row[0], row[1]


def _persuasion() -> str:
    right: Counter[str] = Counter()
    called: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    with (DATA / "persuasion_for_good" / "dialogues_200.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["B4"] != "1" or row["ee_label_1"] not in ACTS:
                continue
            act, told = ACTS[row["ee_label_1"]], _act(row["Unit"])
            wanted[act] += 1
            called[told] += 1
            right[act] += act == told
    scores: defaultdict[str, float] = defaultdict(float)
    for act in wanted:
        scores[act] = 2 * right[act] / (wanted[act] + called[act])
    rows = [(act, wanted[act], called[act], f"{scores[act]:.2f}") for act in sorted(wanted)]
    macro = sum(scores.values()) / len(scores)
    return "\n\n".join(
        [
            table(["act", "sentences", "called so", "F1"], rows),
            f"Macro-F1 over {len(scores)} merged classes: {macro:.2f}; the public baseline, which "
            "was trained on these dialogues, has .53.",
        ]
    )


def _act(text: str) -> str:
    heard = _said(text)
    kinds = {one.kind for one in heard.reactions}
    if heard.questions or ReactionKind.TELL_ME_MORE in kinds:
        return "asks"
    if any(kind.is_negative for kind in kinds):
        return "negative"
    if ReactionKind.POLITENESS in kinds:
        return "thank" if "thank" in text.lower() else "closing"
    if ReactionKind.LEARNED in kinds:
        return "acknowledgement"
    return "positive" if kinds else "other"


if __name__ == "__main__":
    main()
