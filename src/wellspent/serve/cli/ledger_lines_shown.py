"""The ledger line by line."""

from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerPage
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows
from wellspent.serve.counted_from_one import page_from_one

COLUMNS = [
    "entry", "happened", "kind", "minutes", "least", "most", "how", "value", "contact", "account",
    "rep", "channel", "activity", "conversation", "quote", "detail", "reverses", "corrects",
    "reason", "noted by",
]  # fmt: skip
FOR_PEOPLE = ["entry", "happened", "minutes", "value", "contact", "account", "rep", "channel",
              "what", "quote"]  # fmt: skip
LONGEST_QUOTE = 60


def show_lines(page: LedgerPage, form: Format) -> None:
    """Show a page of lines, and how to get the next."""
    if form is Format.JSON:
        show_json(page_from_one(page))
    elif form is Format.CSV:
        show_rows(COLUMNS, [_row(one) for one in page.entries], form)
    elif not page.entries:
        say("There are no such lines in the ledger.")
    else:
        show_rows(FOR_PEOPLE, [_for_people(one) for one in page.entries], form, right=["minutes"])
    if page.next_page and form is not Format.JSON:
        remark(f"There are more: --after {page.next_page}")


def show_entry(entry: LedgerEntry, *, corrected: str) -> None:
    """Say what takes the place of a line."""
    say(
        f"{entry.id} takes the place of {corrected}: {entry.minutes:g} minutes "
        f"({entry.reason}). {corrected} stays, and is taken back by another line."
    )


def _for_people(entry: LedgerEntry) -> tuple[Cell, ...]:
    value = entry.credit.value if entry.credit else ""
    return (
        entry.id, f"{entry.happened_at:%Y-%m-%d %H:%M}", _minutes(entry),
        f"-{value}" if entry.count < 0 else value, entry.contact_id, entry.account_id, entry.rep,
        entry.channel.value, _what(entry), _short(entry.quote),
    )  # fmt: skip


def _minutes(entry: LedgerEntry) -> str:
    """Return the minutes, with a sign that tells estimates from measures."""
    if entry.kind is EntryKind.CREDIT:
        return ""
    about = "~" if entry.how is not None and entry.how.value == "estimated" else ""
    return f"{about}{entry.minutes:.1f}"


def _what(entry: LedgerEntry) -> str:
    if entry.reverses:
        return f"takes back {entry.reverses}"
    if entry.corrects:
        return f"in place of {entry.corrects}"
    return entry.detail or entry.method


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _row(entry: LedgerEntry) -> tuple[Cell, ...]:
    return (
        entry.id, entry.happened_at, entry.kind.value, round(entry.minutes, 4),
        round(entry.least, 4), round(entry.most, 4), entry.how.value if entry.how else "",
        entry.credit.value if entry.credit else "", entry.contact_id, entry.account_id, entry.rep,
        entry.channel.value, entry.activity_id, entry.conversation_id, entry.quote, entry.detail,
        entry.reverses, entry.corrects, entry.reason, entry.noted_by,
    )  # fmt: skip
