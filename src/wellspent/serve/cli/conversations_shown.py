"""Conversations on the terminal: a list, and one in full with its turns."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wellspent.records.private_person import PrivatePerson
from wellspent.records.taken_in import ConversationPage, ConversationRow, KeptConversation
from wellspent.serve.cli.in_quotes import NONE_KEPT, in_quotes
from wellspent.serve.cli.listen_text import heard_lines
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows

COLUMNS = ["id", "last", "channel", "title", "account id", "account", "people", "reps", "turns",
           "minutes", "reactions", "owed", "source"]  # fmt: skip
PRIVATE = ["who", "note", "noted by", "noted"]


def show_conversations(page: ConversationPage, form: Format) -> None:
    """Show a page of conversations, and how to get the next."""
    if form is Format.JSON:
        show_json(page)
    elif form is Format.TABLE and not page.rows:
        say("There are no such conversations: wellspent take-in FILE brings some.")
    else:
        right = ["turns", "minutes", "owed"]
        show_rows(COLUMNS, [_row(one) for one in page.rows], form, right=right)
    if page.next_page and form is not Format.JSON:
        remark(f"There are more: --after {page.next_page}")


def show_kept(kept: KeptConversation) -> None:
    """Show a conversation: what was heard, then the turns with what was heard in each."""
    talk = kept.conversation
    account = f" ({talk.account_id} {kept.account_name})" if talk.account_id else ""
    for line in heard_lines(kept.heard, f"{talk.id}{account}"):
        say(line)
    for number, one in enumerate(talk.speakers, 1):
        known = " ".join(part for part in (one.contact_id, one.rep) if part)
        say(f"  speaker {number}: {one.label} ({one.side}{', guessed' if one.side_guessed else ''}"
            f"{', ' + known if known else ''})")  # fmt: skip
    say()
    for line in _turns(kept):
        say(line)
    for correction in kept.corrections:
        is_now = correction.is_now or "nothing"
        was = correction.was or "nothing"
        back = f" (wellspent conversations take-back {correction.id})" if correction.holds else ""
        say(f"{in_quotes(correction.quote)} is {is_now}, not {was}, "
            f"says {correction.noted_by or 'somebody'}. {correction.reason}{back}")  # fmt: skip


def show_private(people: Sequence[PrivatePerson], form: Format) -> None:
    """Show who is marked private."""
    if form is Format.TABLE and not people:
        say("Nobody is marked private.")
        return
    rows = [(one.key, one.note, one.noted_by, one.noted_at) for one in people]
    show_rows(PRIVATE, rows, form)


def _turns(kept: KeptConversation) -> Iterator[str]:
    talk = kept.conversation
    heard: dict[int, list[str]] = defaultdict(list)
    for one in kept.heard.reactions:
        heard[one.quote.turn].append(f"{one.id} {one.kind}: {in_quotes(one.quote.text)}")
    for one in kept.heard.questions:
        if one.answered_in is None:
            heard[one.quote.turn].append(f"{one.id} not answered: {in_quotes(one.quote.text)}")
    for one in kept.heard.commitments:
        heard[one.quote.turn].append(f"{one.id} promise, {one.status}: {in_quotes(one.quote.text)}")
    for number, turn in enumerate(talk.turns):
        at = f" {turn.at:%Y-%m-%d %H:%M}" if turn.at else ""
        yield f"{number + 1}. {talk.speakers[turn.speaker].label}{at}"
        yield from (f"   {line}" for line in turn.text.splitlines() or [NONE_KEPT])
        yield from (f"   > {line}" for line in heard[number])


def _row(one: ConversationRow) -> tuple[Cell, ...]:
    reactions = ", ".join(f"{kind} {number}" for kind, number in one.reactions.items())
    return (
        one.id, f"{one.last_at:%Y-%m-%d %H:%M}" if one.last_at else "", one.kind, one.title,
        one.account_id, one.account_name, ", ".join(one.people), ", ".join(one.reps), one.turns,
        one.minutes, reactions, one.owed, one.source,
    )  # fmt: skip
