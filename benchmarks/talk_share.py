"""Talk share: how near our share of the words is to our share of the seconds.

    python -m benchmarks.talk_share              # prints the report as Markdown

No public set at hand has talk with times and speakers, so **the seconds here are simulated**: the
words are those of the QMSum meetings (folder named by `WELLSPENT_DATA`), which people really said,
and every speaker is given a speech rate. How much speakers differ is the question that the answer
hangs on, and was not measured: the spreads of the table are assumptions. Half of each meeting's
speakers, drawn at random, are *ours*. Results: `results/talk_share.md`.
"""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, quantiles

from benchmarks.markdown_table import table

from wellspent.listen.spoken_words import count_words
from wellspent.listen.talk import talk_measures
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn

DATA = Path(os.environ.get("WELLSPENT_DATA", "../shared/data"))
MEETINGS = DATA / "meetings"
WORDS_A_SECOND = 160 / 60
TURN_SPREAD = 0.20
"""Standard deviation of a speaker's rate from turn to turn, as a share of it."""

SPEAKER_SPREADS = (0.0, 0.05, 0.10, 0.15)
DRAWS = 20
FEWEST_WORDS = 500


def meetings() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for path in sorted(MEETINGS.glob("*.json")):
        turns = json.loads(path.read_text("utf-8"))["meeting_transcripts"]
        yield path.stem, [(one["speaker"], one["content"]) for one in turns]


def simulated(turns: list[tuple[str, str]], spread: float, chance: random.Random) -> Conversation:
    """Return a meeting with seconds, in which half the speakers are ours."""
    names = sorted({name for name, _ in turns})
    chance.shuffle(names)
    ours = set(names[: max(1, len(names) // 2)])
    rates = {name: WORDS_A_SECOND * max(0.4, chance.gauss(1, spread)) for name in names}
    clock, timed = 0.0, list[Turn]()
    for name, text in turns:
        rate = rates[name] * max(0.4, chance.gauss(1, TURN_SPREAD))
        lasts = count_words(text) / rate
        timed.append(Turn(speaker=names.index(name), text=text, start=clock, end=clock + lasts))
        clock += lasts
    people = (Speaker(name=one, side=Side.OURS if one in ours else Side.CUSTOMER) for one in names)
    return Conversation(kind=ActivityKind.MEETING, speakers=tuple(people), turns=tuple(timed))


def gaps(spread: float) -> list[float]:
    """Return points of share between words and seconds, one a meeting and draw."""
    chance = random.Random(7)
    found: list[float] = []
    for _, turns in meetings():
        if sum(count_words(text) for _, text in turns) < FEWEST_WORDS:
            continue
        for _ in range(DRAWS):
            talk = talk_measures(simulated(turns, spread, chance))
            if talk.our_share_of_words is not None and talk.our_share_of_seconds is not None:
                found.append(100 * (talk.our_share_of_words - talk.our_share_of_seconds))
    return found


def main() -> None:
    if not MEETINGS.is_dir():
        print("skipped: get QMSum (github.com/Yale-LILY/QMSum), see WELLSPENT_DATA")
        return
    rows: list[list[object]] = []
    for spread in SPEAKER_SPREADS:
        found = gaps(spread)
        size = [abs(one) for one in found]
        rows.append([
            f"{spread:.0%}", len(found), f"{mean(found):+.2f}", f"{mean(size):.2f}",
            f"{quantiles(size, n=20)[18]:.2f}", f"{mean(one <= 1 for one in size):.0%}",
        ])  # fmt: skip
    print(table(
        ["speakers' rates differ by (SD)", "meetings drawn", "mean difference (points)",
         "mean size of it", "95th percentile", "within 1 point"], rows,
    ))  # fmt: skip


if __name__ == "__main__":
    main()
