"""How somebody can be reached, as a person reads it."""

from collections.abc import Sequence

from wellspent.records.person import Person
from wellspent.records.reachability import (
    BestTime,
    ChanceOfAnswer,
    ChannelReach,
    KnownFrom,
    Reachability,
    ReachLine,
)
from wellspent.serve.cli.show import Cell, Format, say, show_rows
from wellspent.serve.cli.which_person import in_a_line

MOST_RECORDS = 4
BEST = ["when (their time)", "channel", "chance of an answer", "known from"]
CHANNELS = ["channel", "chance of an answer", "known from", "answered", "median minutes",
            "last answer"]  # fmt: skip


def show_reach(person: Person, reach: Reachability) -> None:
    """Show the card, the best times, the channels, and what isn't known."""
    say(in_a_line(person))
    say(f"Time zone: {reach.time_zone or 'not known'}")
    _show_card(reach.card)
    _show_best(reach.best)
    _show_channels(reach.channels)
    for note in reach.notes:
        say(f"Note: {note}")


def _show_card(card: Sequence[ReachLine]) -> None:
    say("\nHow they answered so far:" if card else "\nThey were never reached out to, so far.")
    for line in card:
        say(f"  {line.text}{_records(line)}")


def _records(line: ReachLine) -> str:
    ids = list(dict.fromkeys(one.record_id for one in line.evidence))
    more = f" and {len(ids) - MOST_RECORDS:,} more" if len(ids) > MOST_RECORDS else ""
    return f" ({', '.join(ids[:MOST_RECORDS])}{more})" if ids else ""


def _show_best(best: Sequence[BestTime]) -> None:
    if not best:
        say("\nNo best time can be named: see the channels and the notes.")
        return
    say("\nBest times in the next seven days:")
    show_rows(BEST, [_best_row(one) for one in best], Format.TABLE)


def _best_row(best: BestTime) -> tuple[Cell, ...]:
    when = f"{best.start:%a %Y-%m-%d %H:%M}-{best.end:%H:%M}"
    return when, best.channel.value, chance_in_words(best.answer), best.answer.known_from.value


def _show_channels(channels: Sequence[ChannelReach]) -> None:
    if not channels:
        return
    say("\nChannels:")
    show_rows(CHANNELS, [_channel_row(one) for one in channels], Format.TABLE)


def _channel_row(reach: ChannelReach) -> tuple[Cell, ...]:
    if not reach.allowed:
        return reach.channel.value, f"not possible: {reach.why_not}", "", "", "", ""
    answer, last = reach.answer, reach.last_answer
    median = "" if reach.median_minutes is None else f"{reach.median_minutes:,.0f}"
    last_said = f"{last.date:%Y-%m-%d} ({last.record_id})" if last and last.date else ""
    return (
        reach.channel.value, chance_in_words(answer), answer.known_from.value,
        f"{answer.answered:,} of {answer.sent:,}", median, last_said,
    )  # fmt: skip


def chance_in_words(answer: ChanceOfAnswer) -> str:
    """Return a chance with its 90 % interval: `42% (30-55)`; what is known where it isn't."""
    if answer.known_from is KnownFrom.NOTHING:
        team = answer.team_chance
        return "no evidence yet" + ("" if team is None else f"; the team's average: {team:.0%}")
    low, high = round(answer.low * 100), round(answer.high * 100)
    return f"{answer.chance:.0%} ({low}-{high})"
