"""Name a speaker: say once who somebody in a conversation is; it is remembered from then on."""

from datetime import datetime

from wellspent.errors import InputError, NotFound
from wellspent.jobs.hear_anew import hear_anew
from wellspent.jobs.show_conversation import show_conversation
from wellspent.link.participants import hand_key
from wellspent.records.conversation import Side, Speaker
from wellspent.records.taken_in import KeptConversation, SpeakerName
from wellspent.store.connect import Store
from wellspent.store.find_conversations import conversations_with_speaker
from wellspent.store.ids import conversation_number
from wellspent.store.records import get_contact
from wellspent.store.speakers import add_speaker_name, list_speaker_names


def name_speaker(
    store: Store,
    conversation_id: str,
    speaker: int,
    *,
    contact_id: str = "",
    rep: str = "",
    side: Side = Side.UNKNOWN,
    by: str,
    now: datetime,
) -> KeptConversation:
    """Say who a speaker (by place, from 0) is, and return the conversation as it is then.

    A contact of ours, one of our reps, or at least on whose side they are. The same speaker in
    other conversations of the same source is named with it, and so in those to come. NotFound for
    an unknown conversation, speaker or contact; InputError when it says nothing, or two things.
    """
    kept = show_conversation(store, conversation_id)
    who = _speaker(kept, speaker)
    told = _told(kept, who, contact_id=contact_id, rep=rep.strip(), side=side)
    if contact_id:
        get_contact(store, contact_id)
    with store.writing() as connection:
        add_speaker_name(connection, who, told, by=by, now=now)
    alike = conversations_with_speaker(store, who, source=told.source)
    hear_anew(store, sorted({conversation_number(conversation_id), *alike}), now=now)
    return show_conversation(store, conversation_id)


def speaker_names(store: Store) -> list[SpeakerName]:
    """Return whom speakers are, as people said, the latest first."""
    return list_speaker_names(store)


def _speaker(kept: KeptConversation, place: int) -> Speaker:
    speakers = kept.conversation.speakers
    if not 0 <= place < len(speakers):
        raise NotFound(
            f"conversation {kept.conversation.id} has no such speaker",
            next_step=f"It has {len(speakers)}; choose one of them as they are listed.",
        )
    if not hand_key(speakers[place]):
        raise InputError(
            "This speaker has neither a name nor an address to be remembered by.",
            where=f"speaker {place + 1} of {len(speakers)}",
        )
    return speakers[place]


def _told(
    kept: KeptConversation, who: Speaker, *, contact_id: str, rep: str, side: Side
) -> SpeakerName:
    if bool(contact_id) == bool(rep) and (contact_id or side is Side.UNKNOWN):
        raise InputError(
            "Say who they are: a contact, or one of our reps, or whose side they are on.",
            where="contact, rep, side",
        )
    ours = side if side is not Side.UNKNOWN else Side.OURS if rep else Side.CUSTOMER
    source = kept.taken_from
    return SpeakerName(source=source, name=who.label, contact_id=contact_id, rep=rep, side=ours)
