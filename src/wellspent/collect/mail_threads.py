"""Mail threads: messages that answer one another, put together into conversations.

By the ids that replies name (RFC 5322, 3.6.4); a reply that names none belongs to the thread with
its subject, if it is between the same people within thirty days. Only the messages' heads are held
in memory; what they say waits in a temporary file.
"""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO, Any, Final

from wellspent.collect.mail_item import MailItem
from wellspent.collect.mail_words import read_mail_words
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Speaker, Turn

SAME_SUBJECT_WITHIN: Final = timedelta(days=30)
LONGEST_SUBJECT: Final = 200
UNKNOWN_TIME: Final = datetime.min.replace(tzinfo=UTC)
_NUMBERED: Final = re.compile(r"\[\d{1,3}\]$|\(\d{1,3}\)$")


def threads(items: Iterable[MailItem]) -> Iterator[Conversation]:
    """Give the conversations that the messages make up, the earliest first.

    A message that comes twice counts once. A conversation's `external_id` is the id of its first
    message, known from later ones even where the first itself isn't there. Speakers' sides aren't
    told.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as texts:
        heads = _keep(items, texts)
        groups = _groups(heads)
        for group in sorted(groups, key=lambda group: group[0].sent_at):
            yield _conversation(group, texts)


def bare_subject(subject: str) -> str:
    """Return a subject without the marks of replies and forwards."""
    rest = " ".join(subject[:LONGEST_SUBJECT].split())
    while True:
        mark, colon, after = rest.partition(":")
        word = _NUMBERED.sub("", mark.strip()).strip().casefold()
        if not colon or word not in read_mail_words().reply_marks:
            return rest
        rest = after.strip()


@dataclass(frozen=True, slots=True)
class _Head:
    """What threads are made by, and where the text of the message lies."""

    id: str
    answers: tuple[str, ...]
    sent_at: datetime
    subject: str
    is_reply: bool
    people: frozenset[str]
    at: int


def _keep(items: Iterable[MailItem], texts: IO[str]) -> list[_Head]:
    heads: dict[str, _Head] = {}
    for item in items:
        if item.message_id in heads:
            continue
        at = texts.tell()
        texts.write(json.dumps(_kept(item)) + "\n")
        answers = [*item.references, *([item.in_reply_to] if item.in_reply_to else [])]
        bare = bare_subject(item.subject)
        heads[item.message_id] = _Head(
            id=item.message_id,
            answers=tuple(each for each in dict.fromkeys(answers) if each != item.message_id),
            sent_at=item.sent_at or UNKNOWN_TIME,
            subject=bare.casefold(),
            is_reply=bare != " ".join(item.subject[:LONGEST_SUBJECT].split()),
            people=frozenset(each.email for each in (item.sender, *item.to, *item.cc)),
            at=at,
        )
    return list(heads.values())


def _kept(item: MailItem) -> dict[str, Any]:
    return {
        "id": item.message_id,
        "subject": item.subject,
        "at": item.sent_at.isoformat() if item.sent_at else "",
        "automatic": item.automatic,
        "source": item.source,
        "text": item.text,
        "people": [[each.name, each.email] for each in (item.sender, *item.to, *item.cc)],
    }


def _groups(heads: Sequence[_Head]) -> list[list[_Head]]:
    """Return the messages by thread, each in the order of time."""
    joined = _Joined()
    for head in heads:
        for answered in head.answers:
            joined.join(head.id, answered)
    _join_by_subject(heads, joined)
    groups: dict[str, list[_Head]] = defaultdict(list)
    for head in heads:
        groups[joined.top(head.id)].append(head)
    return [sorted(group, key=lambda head: head.sent_at) for group in groups.values()]


def _join_by_subject(heads: Sequence[_Head], joined: "_Joined") -> None:
    latest: dict[str, list[_Head]] = defaultdict(list)
    for head in sorted(heads, key=lambda head: head.sent_at):
        if not head.subject:
            continue
        if head.is_reply and not head.answers:
            for earlier in reversed(latest[head.subject]):
                if head.sent_at - earlier.sent_at > SAME_SUBJECT_WITHIN:
                    break
                if len(head.people & earlier.people) > 1:
                    joined.join(head.id, earlier.id)
                    break
        latest[head.subject] = [*latest[head.subject][-19:], head]


class _Joined:
    """Ids that belong together (disjoint sets)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, each: str) -> str:
        """Return the id that stands for all that belong to this one."""
        above = self._above
        while (parent := above.get(each, each)) != each:
            above[each] = above.get(parent, parent)
            each = parent
        return each

    def join(self, one: str, other: str) -> None:
        """Put two together."""
        self._above[self.top(one)] = self.top(other)


def _conversation(group: Sequence[_Head], texts: IO[str]) -> Conversation:
    kept = [_read(texts, head.at) for head in group]
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    for message in kept:
        for name, email in message["people"]:
            places.setdefault(email, len(places))
            names[email] = names.get(email) or name
    first = group[0]
    started = first.sent_at if first.sent_at != UNKNOWN_TIME else None
    return Conversation(
        kind=ActivityKind.EMAIL,
        speakers=tuple(Speaker(name=names[email], email=email) for email in places),
        turns=tuple(_turn(message, places) for message in kept),
        external_id=first.answers[0] if first.answers else first.id,
        source="mail",
        title=bare_subject(kept[0]["subject"]),
        started_at=started,
        file=kept[0]["source"],
    )


def _read(texts: IO[str], at: int) -> dict[str, Any]:
    texts.seek(at)
    return json.loads(texts.readline())


def _turn(message: dict[str, Any], places: dict[str, int]) -> Turn:
    speaker, *others = (places[email] for _, email in message["people"])
    return Turn(
        speaker=speaker,
        text=message["text"],
        at=datetime.fromisoformat(message["at"]) if message["at"] else None,
        to=tuple(dict.fromkeys(each for each in others if each != speaker)),
        automatic=message["automatic"],
        external_id=message["id"],
    )
