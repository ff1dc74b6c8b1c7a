"""Where the record stands that something rests on: its page's address, its name in words."""

from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.source import RecordKind

_OWN = {
    OwnRecord.COMPANY: "/review/facts",
    OwnRecord.PRODUCT: "/review/facts",
}


def evidence_address(evidence: Evidence) -> str:
    """Return the address of the record's page, at the cited turn; empty where none shows it."""
    kind, record_id = evidence.record_kind, evidence.record_id
    if kind is OwnRecord.CONVERSATION:
        turn = _turn(evidence.field)
        return f"/conversations/{record_id}{turn}" if record_id else ""
    if kind is OwnRecord.CONSENT:
        contact_id = record_id.partition(" ")[0]
        return f"/contacts/{contact_id}#reach" if contact_id.startswith("C") else ""
    if isinstance(kind, OwnRecord):
        return _OWN.get(kind, "")
    if not record_id or kind is RecordKind.REFERRAL:
        return ""
    return f"/leads/{record_id}" if kind is RecordKind.LEAD else f"/records/{record_id}"


def evidence_name(evidence: Evidence) -> str:
    """Return what to call the record: *conversation, turn 4* (from 1), *deal D3, outcome*."""
    if evidence.record_kind is OwnRecord.CONVERSATION:
        turn = _turn(evidence.field)
        return f"conversation, turn {int(turn[6:]) + 1}" if turn else "conversation"
    if isinstance(evidence.record_kind, OwnRecord):
        return evidence.record_kind.value
    field = evidence.field.replace("_", " ")
    return f"{evidence.record_kind.value} {evidence.record_id}, {field}".strip(" ,")


def _turn(field: str) -> str:
    """Return the place of a turn on its conversation's page: `#turn-3`; empty for none."""
    first, _, rest = field.partition(" ")
    number = rest.partition(" ")[0]
    return f"#turn-{number}" if first == "turn" and number.isdecimal() else ""
