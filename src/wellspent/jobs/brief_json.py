"""The brief as plain data: what the API, the command line's JSON and agents get."""

from typing import Any

from wellspent.records.brief import Brief, BriefLine
from wellspent.records.evidence import Evidence


def brief_json(brief: Brief) -> dict[str, Any]:
    """Return a brief with every line's standing, date and citations.

    `says` names the words of a sentence and the place of the citation in `evidence` that bears
    them; -1 are the number of citations, -2 a judgement of ours.
    """
    return {
        "contact_id": brief.contact_id or None,
        "account_id": brief.account_id or None,
        "title": brief.title,
        "as_of": brief.as_of.isoformat(),
        "meeting_at": brief.meeting_at.isoformat() if brief.meeting_at else None,
        "meeting_title": brief.meeting_title,
        "first": [_line(line) for line in brief.first],
        "sections": [
            {"part": section.part.value, "lines": [_line(line) for line in section.lines]}
            for section in brief.sections
        ],
        "withheld": list(brief.withheld),
        "rephrased_by": brief.rephrased_by or None,
        "is_sample": brief.is_sample,
    }


def _line(line: BriefLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "standing": line.standing.value,
        "why": line.why,
        "rank": line.rank,
        "date": line.date.isoformat() if line.date else None,
        "is_stale": line.is_stale,
        "says": dict(line.says),
        "evidence": [_evidence(one) for one in line.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "record_kind": evidence.record_kind.value,
        "record_id": evidence.record_id,
        "field": evidence.field_from_one,
        "quote": evidence.quote,
        "date": evidence.date.isoformat() if evidence.date else None,
    }
