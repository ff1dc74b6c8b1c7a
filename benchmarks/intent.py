"""Intent: which kinds of enquiry are found from their words, and how often wrongly.

    python -m benchmarks.intent                   # prints the report as Markdown

On the project's own examples (`tests/cases/intent/`), by the half that the phrases were written
with and the half that was held out; by transfer on public mail in the folder named by
`WELLSPENT_DATA` (skipped with a line where absent): how much of ordinary business mail is taken for
something that isn't genuine, and how much spam is found. Also whether a small learned reader
(`intent_learner.py`) adds anything. Results: `benchmarks/results/intent.md`.
"""

import csv
import os
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.intent_learner import Example, NaiveBayes, without_unsure
from benchmarks.machine import describe_machine

from wellspent.qualify.intent import intent_of
from wellspent.qualify.phrase_book import PhraseBook
from wellspent.qualify.phrase_files import shipped_phrase_files
from wellspent.records.authenticity import EnquiryKind

CASES = Path(__file__).parent.parent / "tests" / "cases" / "intent"
DATA = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
ENRON = DATA / "mail" / "enron_subset" / "spam_ham_dataset.csv"
PARAKWEET = DATA / "mail" / "parakweet" / "train.txt"
HELPED = {EnquiryKind.GENUINE, EnquiryKind.SUPPORT, EnquiryKind.UNSURE}
SURENESS = (0.9, 0.99, 0.999)

Reader = Callable[[str], EnquiryKind]


def by_phrases(message: str) -> EnquiryKind:
    return intent_of(message).kind


def examples(half: str) -> list[Example]:
    found: list[Example] = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, messages in table[half].items():
            found += [(EnquiryKind(kind), message) for message in messages]
    return found


def print_kinds(title: str, known: Sequence[Example], read: Reader) -> None:
    pairs = Counter((kind, read(message)) for kind, message in known)
    print(f"\n{title} ({len(known)} messages):\n")
    print("| kind | messages | found | of those called so, right | taken for |")
    print("|---|---|---|---|---|")
    for kind in dict.fromkeys(kind for kind, _ in known):
        here = {to: count for (of, to), count in pairs.items() if of is kind}
        called = sum(count for (_, to), count in pairs.items() if to is kind)
        right, total = here.get(kind, 0), sum(here.values())
        taken = ", ".join(f"{to} {count}" for to, count in here.items() if to is not kind)
        print(
            f"| {kind} | {total} | {right / total:.0%} | {right / max(1, called):.0%} | {taken} |"
        )


def summary(known: Sequence[Example], read: Reader) -> tuple[int, int, int, int]:
    """Return genuine ones accused, of how many, and others found, of how many."""
    genuine = [message for kind, message in known if kind is EnquiryKind.GENUINE]
    others = [(kind, message) for kind, message in known if kind not in HELPED]
    accused = sum(read(message) not in HELPED for message in genuine)
    found = sum(read(message) is kind for kind, message in others)
    return accused, len(genuine), found, len(others)


def enron() -> dict[str, list[str]]:
    mails: dict[str, list[str]] = {"ham": [], "spam": []}
    with ENRON.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            mails[row["label"]].append(row["text"].partition("\n")[2])
    return mails


def share_not_helped(messages: Sequence[str], read: Reader) -> float:
    return sum(read(message) not in HELPED for message in messages) / len(messages)


def print_transfer() -> None:
    if not ENRON.exists():
        print(f"\nNo {ENRON}: get the Enron spam/ham subset to measure the transfer.")
        return
    print("\n| public mail | mails | genuine | support | unsure | other kinds |")
    print("|---|---|---|---|---|---|")
    for label, mails in enron().items():
        print_mail(f"Enron, {label}", mails)
    if PARAKWEET.exists():
        lines = PARAKWEET.read_text(encoding="utf-8", errors="replace").splitlines()
        print_mail("Parakweet, single sentences", [line.partition("\t")[2] for line in lines])


def print_mail(label: str, mails: Sequence[str]) -> None:
    kinds = Counter(map(by_phrases, mails))
    cells = [kinds[kind] / len(mails) for kind in (EnquiryKind.GENUINE, EnquiryKind.SUPPORT)]
    cells.append(kinds[EnquiryKind.UNSURE] / len(mails))
    rest = {kind: count / len(mails) for kind, count in kinds.items() if kind not in HELPED}
    others = ", ".join(f"{kind} {share:.1%}" for kind, share in sorted(rest.items()))
    shown = " | ".join(f"{cell:.1%}" for cell in cells)
    print(f"| {label} | {len(mails)} | {shown} | {sum(rest.values()):.2%} ({others}) |")


def print_learned() -> None:
    learner = NaiveBayes(without_unsure(examples("develop") + examples("held_out")))
    held_out = without_unsure(examples("second_held_out"))
    ham = enron()["ham"] if ENRON.exists() else []
    print("\n| reader | genuine accused | others found | business mail accused |")
    print("|---|---|---|---|")
    readers: dict[str, Reader] = {"phrases": by_phrases}
    for sure in SURENESS:
        readers[f"learned alone, from {sure}"] = lambda text, sure=sure: learner.kind_of(text, sure)
    for sure in SURENESS:
        readers[f"phrases, where unsure learned from {sure}"] = lambda text, sure=sure: both(
            learner, text, sure
        )
    for name, read in readers.items():
        accused, genuine, found, others = summary(held_out, read)
        mail = f"{share_not_helped(ham, read):.2%}" if ham else "-"
        print(f"| {name} | {accused} of {genuine} | {found} of {others} | {mail} |")


def both(learner: NaiveBayes, message: str, sure: float) -> EnquiryKind:
    kind = by_phrases(message)
    return learner.kind_of(message, sure) if kind is EnquiryKind.UNSURE else kind


def print_speed() -> None:
    started = time.perf_counter()
    PhraseBook(shipped_phrase_files())
    loading = time.perf_counter() - started
    messages = [message for half in ("develop", "held_out") for _, message in examples(half)]
    typical = [" ".join(messages[at : at + 3])[:300] for at in range(len(messages) - 3)]
    best = min(time_of(typical) for _ in range(7))
    letters = sum(map(len, typical)) / len(typical)
    hostile = max(time_of([piece * (1_000_000 // len(piece))]) for piece in HOSTILE)
    print(
        f"\nReading the files of phrases: {loading * 1000:.0f} ms. One message of {letters:.0f}"
        f" characters on average: {best / len(typical) * 1e6:.0f} µs, so a million take"
        f" {best / len(typical) * 1e6:.0f} s on one core. The slowest of {len(HOSTILE)} hostile"
        f" texts of 1 MB: {hostile * 1000:.0f} ms."
    )


HOSTILE = ("send me ", "we ", "how much ", "[url=", "http://a ", "aб", "please send ", "seo job ")


def time_of(messages: Sequence[str]) -> float:
    started = time.process_time()
    for message in messages:
        intent_of(message)
    return time.process_time() - started


def main() -> None:
    print(f"{describe_machine()}, `python -m benchmarks.intent`.")
    print_kinds("Examples that the phrases were written with", examples("develop"), by_phrases)
    print_kinds("Examples held out at first", examples("held_out"), by_phrases)
    print_kinds("Examples written afterwards", examples("second_held_out"), by_phrases)
    print_transfer()
    print_learned()
    print_speed()


if __name__ == "__main__":
    main()
