"""Where an hour is worth most next, as a person reads it, and as CSV and JSON have it."""

from collections.abc import Sequence

from wellspent.records.time_spent import HourSuggestion
from wellspent.serve.cli.role_shown import evidence_in_words
from wellspent.serve.cli.show import Cell, Format, say, show_json, show_rows

MOST_EVIDENCE = 3
COLUMNS = ["act", "contact id", "contact", "account id", "account", "protects", "worth", "low",
           "high", "currency", "minutes", "best at", "reasons"]  # fmt: skip


def show_next_hour(suggested: Sequence[HourSuggestion], form: Format) -> None:
    """Show the suggestion first, then its alternatives, each with its reasons."""
    if form is Format.JSON:
        show_json(suggested)
    elif form is Format.CSV:
        show_rows(COLUMNS, [_row(one) for one in suggested], form)
    elif not suggested:
        say("Nothing stands out: no debt, no customer gone quiet, no open deal that it would move.")
    else:
        for place, one in enumerate(suggested):
            if place == 1:
                say("\nOr instead:")
            _show(place + 1, one)


def _show(number: int, one: HourSuggestion) -> None:
    ids = ", ".join(filter(None, (one.contact_id, one.account_id)))
    say(f"{number}. {one.act[:1].upper()}{one.act[1:]}: {one.account_name or 'no account'} ({ids})")
    say(f"   {_worth(one)}")
    if one.best_at is not None:
        say(f"   best at {one.best_at:%a %Y-%m-%d %H:%M} their time")
    for reason in one.reasons:
        say(f"   - {reason}")
    for evidence in one.evidence[:MOST_EVIDENCE]:
        say(f"     {evidence_in_words(evidence)}")


def _worth(one: HourSuggestion) -> str:
    said = ["keeps a valuable customer"] if one.protects else []
    if one.worth is None:
        said.append("what an hour of it is worth can't be said")
    else:
        said.append(f"worth {_money(one.worth, one)} an hour{_range(one)}")
    if one.minutes is not None:
        said.append(f"takes about {one.minutes:,.0f} minutes")
    return "; ".join(said)


def _range(one: HourSuggestion) -> str:
    if one.low is None or one.high is None:
        return ""
    return f" ({one.low:,.0f} to {one.high:,.0f})"


def _money(amount: float, one: HourSuggestion) -> str:
    return f"{amount:,.0f} {one.currency}".strip()


def _row(one: HourSuggestion) -> tuple[Cell, ...]:
    return (
        one.act, one.contact_id, one.contact_name, one.account_id, one.account_name, one.protects,
        one.worth, one.low, one.high, one.currency, one.minutes, one.best_at,
        "; ".join(one.reasons),
    )  # fmt: skip
