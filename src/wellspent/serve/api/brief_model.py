"""What a program is told in a brief."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from wellspent.records.brief import BriefPart, Standing
from wellspent.serve.api.review_model import EvidenceOut


class BriefLineOut(BaseModel):
    """One sentence: cited, a hypothesis with its reason, advice, or something to find out.

    `says` names words of the sentence and the place of the citation in `evidence` that bears them;
    -1 stands for the number of citations, -2 for a judgement of ours.
    """

    text: str
    standing: Standing
    why: str
    rank: int | None
    date: datetime | None
    is_stale: bool
    says: Mapping[str, int]
    evidence: list[EvidenceOut]


class BriefSectionOut(BaseModel):
    """One part of the page; a part without lines is left out."""

    part: BriefPart
    lines: list[BriefLineOut]


class BriefOut(BaseModel):
    """One page before a talk. `first` matters before anything else.

    `withheld` says what was left out and why; `meeting_at` is the meeting that it is for.
    """

    contact_id: str | None
    account_id: str | None
    title: str
    as_of: datetime
    meeting_at: datetime | None
    meeting_title: str
    first: list[BriefLineOut]
    sections: list[BriefSectionOut]
    withheld: list[str]
    rephrased_by: str | None
    is_sample: bool
