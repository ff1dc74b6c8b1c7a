"""Hostile texts: does the time of a review grow with the length of a text, and no faster?

    python -m benchmarks.review_hostile            # all texts, at a quarter, half and a whole MB
    python -m benchmarks.review_hostile --rules    # and which rule takes how long at a quarter
    python -m benchmarks.review_hostile --length 19000  # shorter texts, whose claims are read

Texts that are bad for patterns: one letter, blanks, line ends, brackets, tags, quotes, numbers,
beginnings of phrases that never end, and so on, each repeated up to its length. *Growth* is the
time at the whole length by that at a quarter: 4 is linear, 16 is quadratic. All rules run, with a
reader and a company. Claims are only read in texts of up to 20,000 characters, subject included;
of longer ones the review says that they weren't. So run it with `--length 19000` as well.
"""

import argparse
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.product import Company, Product, ProductFact
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, prepare, review
from wellspent.review.registry import own_rules

MEGABYTE: Final = 1_000_000
NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SEEDS: Final = {
    "one letter": "a",
    "blanks": " ",
    "line ends": "\n",
    "blanks and line ends": " \n\t",
    "points": ".",
    "points and blanks": ". ",
    "question marks": "? ",
    "capitals": "A ",
    "names": "Ada Example ",
    "names with points": "Dr. A. B. ",
    "digits": "1",
    "numbers": "1,",
    "numbers and units": "5 years 60 months $19 a month ",
    "dates": "3 March last Tuesday two weeks ago ",
    "brackets": "[",
    "curly brackets": "{{",
    "tags that never end": "<",
    "comments that never end": "<!--",
    "quotes": "> ",
    "quotation marks": '"',
    "apostrophes": "'",
    "dashes": "-",
    "signatures": "-- \n",
    "introductions": "On Monday Ada wrote:\n",
    "greetings": "hi dear hello ",
    "beginnings of phrases": "i hope this we spoke thank you for your visit to ",
    "gaps": "would you like to ",
    "questions": "Could you send me the drawing? ",
    "list": "- a thing\n",
    "at signs": "a@",
    "addresses": "https://a.example/b ",
    "markers": "wellspent: allow ",
    "emojis": "😀",
    "combining marks": "e\u0301",
    "ordinary": "You asked whether the pump runs at 90 degrees: it does, up to 95. ",
}


def draft_of(seed: str, length: int) -> Draft:
    """Return a draft whose body is the seed repeated up to a length."""
    return Draft(
        channel=DraftChannel.EMAIL,
        type=DraftType.FOLLOW_UP,
        sender="kim@example.com",
        recipient="ada@acme.example",
        send_at=NOW,
        subject="Re: dosing",
        body=(seed * (length // len(seed) + 1))[:length],
        attachments=(),
        in_reply_to="",
    )


def records() -> tuple[Reader, Company]:
    """Return a reader with a few activities, and a company with a few facts."""
    activities = tuple(
        Activity(
            id=f"a{days}",
            kind=kind,
            direction=Direction.INBOUND,
            subject="Dosing at PackTech",
            body="Could the pump run at 90 degrees?",
            happened_at=NOW - timedelta(days=days),
            rep="Kim Muster",
            attributes={"role": "speaker"},
        )
        for days, kind in enumerate(ActivityKind, 1)
    )
    reader = Reader(
        contact=Contact(id="c1", name="Ada Example", title="Head of purchasing"),
        account=Account(id="a1", name="Acme Foods", industry="Food", country="GB"),
        activities=activities,
        time_zone="Europe/London",
    )
    facts = (ProductFact(name="warranty", value=5.0, unit="years"),)
    return reader, Company(name="Aster", products=(Product(name="AquaLine", facts=facts),))


def seconds(ruleset: Ruleset, seed: str, length: int) -> float:
    """Return how long a review of such a text takes."""
    reader, company = records()
    draft = draft_of(seed, length)
    begin = time.perf_counter()
    review(draft, ruleset, now=NOW, reader=reader, company=company)
    return time.perf_counter() - begin


def main() -> None:
    """Run, and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--only", default="", help="the name of one of the texts")
    parser.add_argument("--length", type=int, default=MEGABYTE, help="characters of the longest")
    wanted = parser.parse_args()
    ruleset = prepare(own_rules())
    seconds(ruleset, "warm up ", 1000)
    rows: list[tuple[str, ...]] = []
    for name, seed in SEEDS.items():
        if wanted.only and wanted.only != name:
            continue
        quarter, half, whole = (seconds(ruleset, seed, wanted.length // part) for part in (4, 2, 1))
        rows.append(
            (name, f"{quarter:.2f} s", f"{half:.2f} s", f"{whole:.2f} s", f"{whole / quarter:.1f}")
        )
        if wanted.rules:
            each = {
                rule.code: seconds(replace(ruleset, rules=(rule,)), seed, wanted.length // 4)
                for rule in ruleset.rules
            }
            least = min(each.values())
            slowest = sorted(each, key=each.__getitem__, reverse=True)[:5]
            print(name, ", ".join(f"{code} {each[code] - least:.2f} s" for code in slowest))
    print(f"{describe_machine()}.\n")
    lengths = (f"{wanted.length // part:,}" for part in (4, 2, 1))
    print(table(("text", *lengths, "growth"), rows))


if __name__ == "__main__":
    main()
