from dataclasses import replace

from tests.jobs.made_conversations import call, mail, taken, thread
from wellspent.jobs.talk_in_team import LEAST, talk_in_team
from wellspent.records.activity import ActivityKind


def short_thread(number: int, words: int):
    first = mail(number, 0, " ".join(["word"] * words))
    return replace(thread(first, mail(number + 500, 1, "one two three four", to=0)),
                   external_id=first.external_id)  # fmt: skip


def test_spread_is_the_middle_half_and_needs_enough(store):
    talks = [short_thread(number, 10 * (number + 1)) for number in range(LEAST)]
    taken(store, *talks[:-1])
    assert talk_in_team(store, ActivityKind.EMAIL) == {}
    taken(store, talks[-1])
    spread = talk_in_team(store, ActivityKind.EMAIL)["our_words"]
    assert (spread.count, spread.low, spread.middle, spread.high) == (LEAST, 27.5, 45, 62.5)


def test_talks_without_words_and_other_channels_count_for_nothing(store):
    taken(store, *(call(key=f"call-{number}") for number in range(LEAST)))
    assert talk_in_team(store, ActivityKind.CALL) == {}
