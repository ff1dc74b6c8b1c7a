"""Ids: what people and programs call a record; a letter for its kind, then its number.

The letter says in a URL or on a command line what is meant: `L1042` is a lead, `A17` an account.
"""

from wellspent.errors import NotFound
from wellspent.records.source import RecordKind

LETTERS = {
    RecordKind.ACCOUNT: "A",
    RecordKind.CONTACT: "C",
    RecordKind.LEAD: "L",
    RecordKind.DEAL: "D",
    RecordKind.ACTIVITY: "V",
    RecordKind.REFERRAL: "R",
}
IMPORT_LETTER = "I"
VIEW_LETTER = "W"
SUBMISSION_LETTER = "S"
HOOK_LETTER = "H"
DELIVERY_LETTER = "Y"
CONSENT_LETTER = "N"
TEMPLATE_LETTER = "T"
CONVERSATION_LETTER = "K"
ENTRY_LETTER = "E"
HEARD_LETTER = "F"
REQUEST_LETTER = "Q"
ANSWER_LETTER = "B"
ROLE_CORRECTION_LETTER = "P"
MEETING_LETTER = "M"

LARGEST_NUMBER = 2**63 - 1


def record_id(kind: RecordKind, number: int | None) -> str:
    """Return the id of a record by its number; empty for no number."""
    return "" if number is None else f"{LETTERS[kind]}{number}"


def import_id(number: int | None) -> str:
    """Return the id of an import by its number; empty for no number."""
    return "" if number is None else f"{IMPORT_LETTER}{number}"


def view_id(number: int) -> str:
    """Return the id of a saved view by its number."""
    return f"{VIEW_LETTER}{number}"


def submission_id(number: int | None) -> str:
    """Return the id of a submission by its number; empty for no number."""
    return "" if number is None else f"{SUBMISSION_LETTER}{number}"


def hook_id(number: int) -> str:
    """Return the id of a hook by its number."""
    return f"{HOOK_LETTER}{number}"


def delivery_id(number: int) -> str:
    """Return the id of a message to a hook by its number."""
    return f"{DELIVERY_LETTER}{number}"


def consent_id(number: int) -> str:
    """Return the id of what a person said about being contacted by its number."""
    return f"{CONSENT_LETTER}{number}"


def template_id(number: int) -> str:
    """Return the id of a message template by its number."""
    return f"{TEMPLATE_LETTER}{number}"


def conversation_id(number: int | None) -> str:
    """Return the id of a conversation by its number; empty for no number."""
    return "" if number is None else f"{CONVERSATION_LETTER}{number}"


def entry_id(number: int | None) -> str:
    """Return the id of a line of the ledger by its number; empty for no number."""
    return "" if number is None else f"{ENTRY_LETTER}{number}"


def heard_id(number: int) -> str:
    """Return the id of something that was heard by its number."""
    return f"{HEARD_LETTER}{number}"


def request_id(number: int) -> str:
    """Return the id of a request for feedback by its number."""
    return f"{REQUEST_LETTER}{number}"


def answer_id(number: int) -> str:
    """Return the id of a one-tap answer by its number."""
    return f"{ANSWER_LETTER}{number}"


def role_correction_id(number: int) -> str:
    """Return the id of what a person said of a contact's role by its number."""
    return f"{ROLE_CORRECTION_LETTER}{number}"


def meeting_id(number: int) -> str:
    """Return the id of a meeting that is ahead by its number."""
    return f"{MEETING_LETTER}{number}"


def number_of(kind: RecordKind, record: str) -> int:
    """Return the number in a record's id; NotFound if it isn't an id of that kind."""
    return _number(LETTERS[kind], record, f"{kind.value}")


def import_number(import_: str) -> int:
    """Return the number in an import's id; NotFound if it isn't one."""
    return _number(IMPORT_LETTER, import_, "import")


def view_number(view: str) -> int:
    """Return the number in a saved view's id; NotFound if it isn't one."""
    return _number(VIEW_LETTER, view, "saved view")


def submission_number(submission: str) -> int:
    """Return the number in a submission's id; NotFound if it isn't one."""
    return _number(SUBMISSION_LETTER, submission, "submission")


def hook_number(hook: str) -> int:
    """Return the number in a hook's id; NotFound if it isn't one."""
    return _number(HOOK_LETTER, hook, "hook")


def delivery_number(delivery: str) -> int:
    """Return the number in a delivery's id; NotFound if it isn't one."""
    return _number(DELIVERY_LETTER, delivery, "delivery")


def consent_number(consent: str) -> int:
    """Return the number of what a person said about being contacted; NotFound for no id of one."""
    return _number(CONSENT_LETTER, consent, "entry about being contacted")


def template_number(template: str) -> int:
    """Return the number in a message template's id; NotFound if it isn't one."""
    return _number(TEMPLATE_LETTER, template, "template")


def conversation_number(conversation: str) -> int:
    """Return the number in a conversation's id; NotFound if it isn't one."""
    return _number(CONVERSATION_LETTER, conversation, "conversation")


def entry_number(entry: str) -> int:
    """Return the number in the id of a line of the ledger; NotFound if it isn't one."""
    return _number(ENTRY_LETTER, entry, "line of the ledger")


def heard_number(heard: str) -> int:
    """Return the number in the id of something that was heard; NotFound if it isn't one."""
    return _number(HEARD_LETTER, heard, "thing that was heard")


def request_number(request: str) -> int:
    """Return the number in the id of a request for feedback; NotFound if it isn't one."""
    return _number(REQUEST_LETTER, request, "request for feedback")


def kind_of(record: str) -> RecordKind:
    """Return which kind of record an id names; NotFound if none."""
    for kind, letter in LETTERS.items():
        if record.startswith(letter):
            return kind
    raise NotFound(f"{record!r} is not the id of any record", next_step="Ids look like L1042.")


def meeting_number(meeting: str) -> int:
    """Return the number in the id of a meeting that is ahead; NotFound if it isn't one."""
    return _number(MEETING_LETTER, meeting, "meeting")


def _number(letter: str, text: str, what: str) -> int:
    digits = text.strip().removeprefix(letter)
    if digits.isascii() and digits.isdecimal() and len(digits) < 20:
        number = int(digits)
        if number <= LARGEST_NUMBER:
            return number
    raise NotFound(
        f"there is no {what} {text!r}", next_step=f"Its id looks like {letter}42; check the list."
    )
