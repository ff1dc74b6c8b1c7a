"""One-tap feedback on the terminal: a link with its message, and what was answered."""

from wellspent.jobs.feedback_json import asked_as_json, results_as_json
from wellspent.records.feedback import (
    AskedFeedback,
    FeedbackLine,
    FeedbackResults,
    Rate,
    Worth,
)
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.show import Cell, Format, say, show_json, show_rows

COLUMNS = [
    "key", "asked", "answered", "answered low", "answered high",
    *(f"{worth}{of}" for worth in Worth for of in ("", " low", " high")), "complaints",
]  # fmt: skip


def show_asked(asked: AskedFeedback, form: Format) -> None:
    """Show the link and the message, or that it was sent."""
    if form is Format.JSON:
        show_json(asked_as_json(asked))
    else:
        _say_asked(asked)


def show_results(results: FeedbackResults, form: Format) -> None:
    """Show what was answered, of how many who were asked, with intervals."""
    if form is Format.JSON:
        show_json(results_as_json(results))
        return
    if form is Format.CSV:
        show_rows(COLUMNS, [_row(line) for line in results.lines or (results.total,)], form)
        return
    total = results.total
    if not total.asked:
        say("Nobody was asked in that time: wellspent feedback ask ACTIVITY")
        return
    say(f"{counted(total.asked, 'customer')} asked; {_rate(total.answered)} answered. "
        "Those who didn't are neither a yes nor a no.")  # fmt: skip
    rows = [_for_people(line, line.key or "not known") for line in results.lines]
    rows.append(_for_people(total, "all"))
    columns = [results.cut, "asked", "answered", *(f"{worth}" for worth in Worth), "complaints"]
    show_rows(columns, rows, Format.TABLE, right=["asked"])
    for one in results.words:
        if one.answer is not None and one.answer.words:
            who = one.contact_name or one.request.email
            say(f"  {one.answer.worth}, {who}: “{' '.join(one.answer.words.split())}”")


def _rate(rate: Rate) -> str:
    if rate.share is None:
        return "none"
    return f"{rate.count:,} of {rate.of:,} ({rate.low:.0%} to {rate.high:.0%})"


def _for_people(line: FeedbackLine, name: str) -> tuple[Cell, ...]:
    worths = (_rate(line.worth[worth]) for worth in Worth)
    return (name, line.asked, _rate(line.answered), *worths, _complaints(line))


def _row(line: FeedbackLine) -> tuple[Cell, ...]:
    worths = [line.worth[worth] for worth in Worth]
    figures = [cell for rate in worths for cell in (rate.count, round(rate.low, 4),
                                                    round(rate.high, 4))]  # fmt: skip
    return (line.key, line.asked, line.answered.count, round(line.answered.low, 4),
            round(line.answered.high, 4), *figures, _complaints(line))  # fmt: skip


def _complaints(line: FeedbackLine) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in line.complaints.items() if number)


def _say_asked(asked: AskedFeedback) -> None:
    request = asked.request
    if asked.sent:
        say(f"Sent to {request.email}; the link is valid until {request.expires_at:%Y-%m-%d}.")
        return
    say(f"Not sent. The link is shown this once; it is valid until {request.expires_at:%Y-%m-%d}:")
    say(f"  {asked.link}")
    say()
    say(f"To: {request.email}")
    say(f"Subject: {asked.subject}")
    say()
    say(asked.body)
