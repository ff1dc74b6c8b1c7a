"""Listen: what is heard in the labelled conversations, what is missed, what is made up?

    python -m benchmarks.listen_quality                      # the develop half, as Markdown
    python -m benchmarks.listen_quality --misses delight     # what went wrong there with a kind
    python -m benchmarks.listen_quality --sealed             # figures only, on the sealed half
    python -m benchmarks.listen_quality --sealed2            # the same, on the second sealed set
    python -m benchmarks.listen_quality --sealed2            # likewise, by another author
    python -m benchmarks.listen_quality --sure 0.8           # only reactions shown as so certain
    python -m benchmarks.listen_quality --phrases            # phrases alone, without the model
    python -m benchmarks.listen_quality --practice --lines odd [--misses delight]   # single turns

A match: kind and turn are the same and the quotes overlap. Each label is found at most once; a
second thing heard of the same kind within the same quote counts neither way. *Questions* count as
found by their quote; *answered* is the share of found ones whose answering turn is the expected one
(or rightly none). *Due* and *side* likewise for commitments.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from benchmarks.listen_corpus import Labelled, labelled, practice
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.listen.measured import measured_precision
from wellspent.records.heard import Heard, Quote, ReactionKind

NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)

KINDS: Final = (*(str(kind) for kind in ReactionKind), "question", "commitment", "power")


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be heard, or was: its kind, its turn, and where in the turn."""

    kind: str
    turn: int
    start: int
    end: int
    text: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def meets(self, other: "Label") -> bool:
        """Return whether they are of the same kind and overlap."""
        same = (self.kind, self.turn) == (other.kind, other.turn)
        return same and self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Tally:
    """Counts over a half, by kind; the details of what went wrong."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    details: Counter[str] = field(default_factory=Counter)
    says: list[tuple[str, str, str]] = field(default_factory=list)

    def precision(self, kinds: Iterable[str]) -> float | None:
        """Return the share of what was heard that is right."""
        found, wrong = self._sums(kinds, self.wrong)
        return found / (found + wrong) if found + wrong else None

    def recall(self, kinds: Iterable[str]) -> float | None:
        """Return the share of what is to be heard that was."""
        found, missed = self._sums(kinds, self.missed)
        return found / (found + missed) if found + missed else None

    def _sums(self, kinds: Iterable[str], other: Counter[str]) -> tuple[int, int]:
        chosen = list(kinds)
        return sum(self.found[kind] for kind in chosen), sum(other[kind] for kind in chosen)


def expected(one: Labelled) -> Iterator[Label]:
    """Yield what is to be heard in a conversation."""
    for group, kind in (("questions", "question"), ("commitments", "commitment")):
        for entry in one.expect.get(group, []):
            yield _expected(one, kind, entry)
    for entry in one.expect.get("power", []):
        yield _expected(one, "power", entry)
    for entry in one.expect.get("reactions", []):
        yield _expected(one, entry["kind"], entry)


def _expected(one: Labelled, kind: str, entry: Mapping[str, Any]) -> Label:
    text = one.conversation.turns[entry["turn"]].text
    start = text.index(entry["quote"])
    return Label(kind, entry["turn"], start, start + len(entry["quote"]), entry["quote"], entry)


def heard_labels(heard: Heard, sure: float = 0.0) -> Iterator[Label]:
    """Yield what was heard, of reactions only those that are so certain."""
    for reaction in heard.reactions:
        if reaction.certainty < sure:
            continue
        yield _heard(str(reaction.kind), reaction.quote, {})
    for question in heard.questions:
        yield _heard("question", question.quote, {"answered_in": question.answered_in})
    for one in heard.commitments:
        more = {"due": one.due, "side": one.side, "kept_in": one.kept_in, "who": one.who}
        yield _heard(
            "commitment", one.quote, {**more, "proposed_next_step": one.proposed_next_step}
        )
    for statement in heard.power:
        more = {"kind": str(statement.kind), "about": statement.about}
        yield _heard("power", statement.quote, more)


def _heard(kind: str, quote: Quote, more: Mapping[str, Any]) -> Label:
    return Label(kind, quote.turn, quote.start, quote.end, quote.text, more)


def measure(conversations: Iterable[Labelled], ear: Ear, sure: float = 0.0) -> Tally:
    """Return the counts over conversations, of reactions only those that are so certain."""
    tally = Tally()
    _count(conversations, KINDS, tally, ear, sure)
    return tally


PRACTICE: Final[Mapping[str, Sequence[str]]] = {
    "reactions": tuple(map(str, ReactionKind)),
    "commitments": ("commitment",),
    "power": ("power",),
}
"""The files of practice turns, and the kinds that are labelled in each."""


def measure_practice(lines: str, ear: Ear, sure: float = 0.0) -> Tally:
    """Return the counts over the practice turns; of each file only the kinds labelled there."""
    tally = Tally()
    for subject, kinds in PRACTICE.items():
        _count(practice(subject, lines), kinds, tally, ear, sure)
    return tally


def _count(
    conversations: Iterable[Labelled],
    kinds: Sequence[str],
    tally: Tally,
    ear: Ear,
    sure: float,
) -> None:
    for one in conversations:
        heard = heard_labels(hear(one.conversation, ear=ear, now=NOW), sure)
        told = [label for label in heard if label.kind in kinds]
        _compare(one, list(expected(one)), told, tally)


def _compare(one: Labelled, wanted: Sequence[Label], heard: Sequence[Label], tally: Tally) -> None:
    matched: set[int] = set()
    name = one.conversation.external_id
    for label in wanted:
        place = next(
            (n for n, said in enumerate(heard) if n not in matched and label.meets(said)), None
        )
        if place is None:
            tally.missed[label.kind] += 1
            tally.says.append((label.kind, "missed", f"{name} t{label.turn}: {label.text}"))
            continue
        matched.add(place)
        tally.found[label.kind] += 1
        _details(label, heard[place], tally)
    for n, said in enumerate(heard):
        if n in matched or any(label.meets(said) for label in wanted):
            continue
        tally.wrong[said.kind] += 1
        also = [
            w.kind
            for w in wanted
            if w.turn == said.turn and w.start < said.end and said.start < w.end
        ]
        tally.says.append(
            (said.kind, "wrong", f"{name} t{said.turn}: {said.text}  [{', '.join(also)}]")
        )


def _details(label: Label, said: Label, tally: Tally) -> None:
    for key in ("answered_in", "due", "kept_in", "side", "proposed_next_step"):
        if key not in label.more or key not in said.more:
            continue
        wanted = label.more[key]
        if key == "due" and wanted:
            wanted = date.fromisoformat(wanted)
        tally.details[f"{label.kind}: {key}, all"] += 1
        right = wanted == said.more[key]
        tally.details[f"{label.kind}: {key}, right"] += right
        if not right:
            tally.says.append(
                (
                    f"{label.kind}:{key}",
                    "wrong",
                    f"t{label.turn} {label.text} | wanted {wanted}, got {said.more[key]}",
                )
            )
    if label.kind == "power":
        tally.details["power: kind, all"] += 1
        tally.details["power: kind, right"] += label.more["kind"] == said.more["kind"]
        if label.more["kind"] != said.more["kind"]:
            tally.says.append(
                (
                    "power:kind",
                    "wrong",
                    f"{label.text} | wanted {label.more['kind']}, got {said.more['kind']}",
                )
            )
        tally.details["power: about, all"] += 1
        same = label.more["about"].casefold() == said.more["about"].casefold()
        tally.details["power: about, right"] += same
        if not same:
            tally.says.append(
                (
                    "power:about",
                    "wrong",
                    f"{label.text} | wanted {label.more['about']}, got {said.more['about']}",
                )
            )


POSITIVE: Final = [str(kind) for kind in ReactionKind if kind.is_positive]
NEGATIVE: Final = [str(kind) for kind in ReactionKind if kind.is_negative]


def report(tally: Tally) -> str:
    """Return the figures as Markdown."""
    rows = [
        (
            name,
            sum(tally.found[kind] + tally.missed[kind] for kind in kinds),
            _percent(tally.precision(kinds)),
            _percent(tally.recall(kinds)),
        )
        for name, kinds in [
            *((kind, [kind]) for kind in KINDS),
            ("**positive kinds**", POSITIVE),
            ("**negative kinds**", NEGATIVE),
        ]
    ]
    names = sorted({key.rpartition(",")[0] for key in tally.details})
    details = [
        (
            name,
            tally.details[f"{name}, all"],
            _percent(tally.details[f"{name}, right"] / tally.details[f"{name}, all"]),
        )
        for name in names
    ]
    return "\n\n".join(
        [
            table(["kind", "labels", "precision", "recall"], rows),
            table(["of what was found", "count", "right"], details),
        ]
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def main() -> None:
    """Measure, and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", default=None)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--sealed2", action="store_true", help="the second sealed set")
    parser.add_argument("--phrases", action="store_true", help="without the learned model")
    parser.add_argument("--sure", type=float, default=None, help="only reactions so certain")
    parser.add_argument("--practice", action="store_true")
    parser.add_argument("--lines", choices=["odd", "even"], default="")
    asked = parser.parse_args()
    if (asked.sealed or asked.sealed2) and asked.misses is not None:
        parser.error("the sealed halves are for figures only")
    half = "sealed2" if asked.sealed2 else "sealed" if asked.sealed else "develop"
    precision = None if asked.phrases else measured_precision()
    ear = prepare_ear(precision=precision, model=not asked.phrases)
    if asked.practice:
        half = f"practice turns {asked.lines}".strip()
        tally = measure_practice(asked.lines, ear, asked.sure or 0.0)
    else:
        tally = measure(labelled(half), ear, asked.sure or 0.0)
    if asked.misses is not None:
        for kind, what, text in tally.says:
            if kind.startswith(asked.misses):
                print(f"{kind:22} {what:6} {text}")
        return
    print(f"{describe_machine()}; {half}\n")
    print(report(tally))


if __name__ == "__main__":
    main()
