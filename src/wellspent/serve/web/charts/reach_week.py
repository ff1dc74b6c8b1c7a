"""When somebody answers: weekday by hour on one channel, with their own counts in the cells."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from wellspent.records.activity import ActivityKind
from wellspent.records.reachability import Reachability, Slot
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.svg import box, drawing, text
from wellspent.serve.web.wording import percent

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEFT, TOP, STEP, ROW = 40, 28, 34, 34
FIRST_HOUR, LAST_HOUR = 7, 19
WORDS = {
    ActivityKind.EMAIL: "mail",
    ActivityKind.CALL: "a call",
    ActivityKind.SMS: "a text",
    ActivityKind.SOCIAL_MESSAGE: "a social message",
}


def reach_week(reach: Reachability, channel: ActivityKind) -> Chart | None:
    """Draw the chance of an answer within 24 hours; None where nothing is known of the channel.

    A square's size is the chance, so that it needs no colour; in it stands how many of our tries
    then were answered.
    """
    slots = reach.slots.get(channel, ())
    if not slots:
        return None
    hours = _hours(slots)
    title = finding(slots, channel)
    zone = reach.time_zone.replace("_", " ")
    return Chart(
        name=f"reach-{channel.value.replace(' ', '-')}",
        title=title,
        subtitle=f"Chance that {WORDS.get(channel, channel.value)} is answered within 24 hours, by "
        f"when it is sent ({zone}): the larger the square, the likelier. Counts are answered of "
        "sent; a square without one rests on other hours and people.",
        svg=drawing(
            LEFT + STEP * len(hours) + 4,
            TOP + ROW * len(DAYS) + 4,
            title,
            "The table has each hour with its chance, interval and counts.",
            *_parts(slots, hours),
            key=f"reach-{channel.value.replace(' ', '-')}",
        ),
        header=("Day", "Hour", "Chance", "90 % interval", "Answered", "Sent"),
        rows=tuple(_row(one) for one in slots if one.hour in hours),
    )


def finding(slots: Sequence[Slot], channel: ActivityKind) -> str:
    """Say at which hour an answer is likeliest, or that no hour is known to be better."""
    shown = [one for one in slots if FIRST_HOUR <= one.hour <= LAST_HOUR and one.weekday < 5]
    best, worst = (pick(shown, key=lambda one: one.answer.chance) for pick in (max, min))
    word = WORDS.get(channel, channel.value)
    if best.answer.chance - worst.answer.chance < 0.05:
        return f"{word[:1].upper()}{word[1:]}: no hour is known to be better than another"
    when = f"{DAYS[best.weekday]} {best.hour:02}:00"
    return (
        f"{word[:1].upper()}{word[1:]}: likeliest answered {when} ({percent(best.answer.chance)})"
    )


def _hours(slots: Sequence[Slot]) -> range:
    """Return the hours of a working day, and as many more as we ever tried."""
    tried = [one.hour for one in slots if one.answer.sent]
    return range(min([FIRST_HOUR, *tried]), max([LAST_HOUR, *tried]) + 1)


def _parts(slots: Sequence[Slot], hours: range) -> Iterator[Markup]:
    for place, hour in enumerate(hours):
        if place % 2 == 0:
            yield text(LEFT + STEP * (place + 0.5), 16, f"{hour:02}", "tick", anchor="middle")
    for day, word in enumerate(DAYS):
        yield text(0, TOP + ROW * (day + 0.5) + 4, word, "tick")
    for one in slots:
        if one.hour in hours:
            middle = LEFT + STEP * (one.hour - hours.start + 0.5), TOP + ROW * (one.weekday + 0.5)
            yield from _cell(one, *middle)


def _cell(one: Slot, x: float, y: float) -> Iterator[Markup]:
    side = max(2.0, (STEP - 4) * one.answer.chance**0.5)
    tried = " tried" if one.answer.sent else ""
    yield box(x - side / 2, y - side / 2, side, side, f"chance{tried}")
    if one.answer.sent:
        counts = f"{one.answer.answered}/{one.answer.sent}"
        yield text(x, y + 4, counts, "cell", anchor="middle")


def _row(one: Slot) -> tuple[str, ...]:
    answer = one.answer
    return (
        DAYS[one.weekday],
        f"{one.hour:02}:00",
        percent(answer.chance),
        f"{percent(answer.low)} to {percent(answer.high)}",
        str(answer.answered),
        str(answer.sent),
    )
