"""Conversations: which of the recorded activities were talks, and with whom of ours."""

import re
from typing import Final

from wellspent.phrases.attempts import SPOKEN
from wellspent.phrases.pattern import fold, split_words
from wellspent.records.activity import Activity, ActivityKind, Direction

WRITTEN: Final = frozenset(
    {ActivityKind.EMAIL, ActivityKind.FORM, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE}
)

_REMOTE = re.compile(
    r"\b(?:video|teams|zoom|online|remote|virtual|webex|google meet)\b", re.IGNORECASE
)
_ON_SITE = re.compile(
    r"\b(?:on.?site|in person|visit\w*|their (?:office|plant|site)|vor ort|face to face|lunch"
    r"|coffee|sur place|presencial)\b",
    re.IGNORECASE,
)


_WAYS = {
    "site": re.compile(
        r"\b(?:(?:came|drove|went|come) (?:out|over|up|down|round|across) to \w+"
        r"|visit(?:ed|ing)? (?:to )?(?:you|your)|(?:my|our) visit|came to see you"
        r"|at your (?:\w+ ){0,2}(?:plant|office|site|works|mill|factory)"
        r"|in your (?:\w+ ){0,2}(?:plant|office|works|mill|factory)"
        r"|in (?:Ihrem|eurem) (?:Werk|Büro|Betrieb)|bei Ihnen|besucht\w*|dans votre"
        r"|visite|su planta|visité|visita|walked your|tour(?:ed)? (?:of )?your|walking your)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"\b(?:in person|face to face|(?:over|for) (?:an? )?(?:coffee|lunch|dinner|breakfast|beer"
        r"|drink)|lunch"
        r"|shook hands|sat down|persönlich|en personne|en persona)\b",
        re.IGNORECASE,
    ),
    "video": re.compile(
        r"\b(?:video|teams|zoom|webex|google meet|skype|on screen|screen-?share|visio(?:conf\w+)?"
        r"|videoconf\w+|videokonf\w+"
        r"|videollamada|videocall)\b",
        re.IGNORECASE,
    ),
    "phone": re.compile(
        r"\b(?:(?:by|on the|over the) (?:tele)?phone|phone (?:call|chat|conversation)|phoned|rang"
        r"|telephone(?:d)?|telefon\w*|téléphon\w*|teléfono)\b",
        re.IGNORECASE,
    ),
}


def way_of(words: str) -> str:
    """Return on which way words say that people talked: *site*, *person*, *video*, *phone*."""
    found = [way for way, pattern in _WAYS.items() if pattern.search(words)]
    if "phone" in found or "video" in found:
        found = [way for way in found if way in ("phone", "video")]
    return found[0] if len(found) == 1 or found[:2] == ["site", "person"] else ""


_ON_SCREEN = re.compile(r"\bwebina|online|virtual|livestream", re.IGNORECASE)


def went(activity: Activity, way: str) -> bool:
    """Return whether a conversation may have gone that way, by its record."""
    if activity.kind is ActivityKind.EVENT:
        return (way == "person" and _ON_SCREEN.search(activity.subject) is None) or not way
    if not way or activity.kind not in SPOKEN:
        return True
    is_call = activity.kind is ActivityKind.CALL
    if way in ("site", "person"):
        return not is_call and not is_remote(activity)
    if way == "video":
        return is_remote(activity) if is_call else not is_on_site(activity)
    return is_call or not is_on_site(activity)


_WRITTEN_WAYS = {
    ActivityKind.SMS: re.compile(r"\b(?:texts?|texted|sms|whatsapp|texto)\b", re.IGNORECASE),
    ActivityKind.SOCIAL_MESSAGE: re.compile(
        r"\b(?:linkedin|dm|inmail|xing|pinged)\b", re.IGNORECASE
    ),
    ActivityKind.EMAIL: re.compile(r"\b(?:e-?mail\w*|mails?|courriel|correo)\b", re.IGNORECASE),
}


def written_way(words: str) -> ActivityKind | None:
    """Return by which kind of message words say that somebody wrote."""
    found = [kind for kind, pattern in _WRITTEN_WAYS.items() if pattern.search(words)]
    return found[0] if found else None


def is_remote(activity: Activity) -> bool:
    """Return whether a meeting was held by telephone or video, as far as its record says."""
    return _REMOTE.search(f"{activity.subject} {activity.body}") is not None


def is_on_site(activity: Activity) -> bool:
    """Return whether a record says that people met in person."""
    return _ON_SITE.search(f"{activity.subject} {activity.body}") is not None


def is_theirs(activity: Activity) -> bool:
    """Return whether they wrote, and not we."""
    return activity.kind in WRITTEN and activity.direction is Direction.INBOUND


def is_of(rep: str, who: str) -> bool:
    """Return whether a rep as recorded and as named are one: by a name that both have."""
    return bool(_names(rep) & _names(who))


def _names(text: str) -> set[str]:
    words = split_words(text.split("@")[0])[1::2]
    return {fold(word) for word in words if len(word) > 1}
