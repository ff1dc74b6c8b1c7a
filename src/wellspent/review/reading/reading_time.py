"""Reading time: how many of the reader's seconds a message asks for (an estimate).

Source of the rates: Brysbaert (2019), *How many words do we read per minute? A review and
meta-analysis of reading rate*, Journal of Memory and Language 109 (238 words a minute for English
non-fiction); Trauzettel-Klosinski and Dietz (2012), IOVS 53 (German 179, French 195, Spanish 218
where English was 228: taken in proportion).
"""

from typing import Final

from wellspent.review.message import Message

WORDS_A_MINUTE: Final = {"en": 238.0, "de": 187.0, "fr": 204.0, "es": 228.0}
SPOKEN_WORDS_A_MINUTE: Final = 150.0
"""What is said and not read takes as long as saying it."""

_SPOKEN: Final = frozenset({"call script", "voicemail"})


def reading_seconds(message: Message) -> float:
    """Return about how many seconds the new words of a message take to read, or to hear."""
    channel = message.draft.channel
    if channel is not None and channel.value in _SPOKEN:
        rate = SPOKEN_WORDS_A_MINUTE
    else:
        rate = WORDS_A_MINUTE.get(message.language, WORDS_A_MINUTE["en"])
    words = len(message.words) + len(message.draft.subject.split())
    return round(60.0 * words / rate, 1)
