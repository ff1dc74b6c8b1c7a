"""Brief: one page before a talk. Every line is cited, marked as a hypothesis, or isn't there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.account import Account
from wellspent.records.evidence import Evidence
from wellspent.records.meeting import Meeting

COUNTS = -1
"""Stands for a place in `BriefLine.says`: the words are how many citations the line has."""

JUDGED = -2
"""Stands there too: the words are a judgement of ours. Only a hypothesis holds such."""


class BriefPart(StrEnum):
    """The parts of a brief, in their order on the page; one file of the room `brief` each."""

    WHO = "who they are"
    COMPANY = "what their company does"
    WHY_HERE = "why they are here"
    CARES_ABOUT = "what they care about"
    WE_OWE = "what we owe them"
    GOT = "what they got from us so far"
    WHO_ELSE = "who else matters"
    PROBLEMS = "problems that we solve for customers like them"
    NOT_TO_SAY = "what not to say"
    OPENINGS = "openings"
    QUESTIONS = "questions worth asking"
    NEW_TO_THEM = "one thing they may not know yet"
    REACH = "when and how"
    FIND_OUT = "find out"


class Standing(StrEnum):
    """What a line is: cited from records, a hypothesis, advice, or something to find out."""

    CITED = "cited"
    HYPOTHESIS = "hypothesis"
    ADVICE = "advice"
    FIND_OUT = "find out"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One sentence. A cited one has evidence whose quotes support it; a hypothesis says from what.

    `says` names what of the sentence each citation must support: words (a name, a title, a date,
    a number, a quote) that stand in the sentence, with the place of the citation in `evidence`,
    `COUNTS` or `JUDGED`. What else stands in the sentence are the fixed words of the one called
    `sentence` (`brief/sentences.toml`); empty for a line that another room wrote.
    `date` is that of the latest record, `is_stale` that it is old for what it says.
    `text_of_own` is the sentence as it was before a language model rephrased it.
    """

    text: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()
    says: Mapping[str, int] = field(default_factory=dict[str, int])
    date: datetime | None = None
    is_stale: bool = False
    rank: int | None = None
    why: str = ""
    sentence: str = ""
    text_of_own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """One part of the page with its lines; left out when it has none."""

    part: BriefPart
    lines: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One page for one contact (or for an account, with `contact_id` empty).

    `meeting_at` is the meeting that it is for. `withheld` says in words what was left out and why
    (an opening that review found fault with, a rephrased sentence that its records don't bear).
    `first` is what matters before anything else, in one line or two; `sources` are the citations
    of all lines, each once, in the order in which they are numbered on the page.
    """

    contact_id: str
    account_id: str
    title: str
    as_of: datetime
    sections: tuple[BriefSection, ...]
    meeting_at: datetime | None = None
    meeting_title: str = ""
    withheld: tuple[str, ...] = ()
    is_sample: bool = False
    rephrased_by: str = ""
    first: tuple[BriefLine, ...] = ()
    sources: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAhead:
    """A meeting that is coming, with the briefs of the customers who may come.

    `why_none` says why there is none. `contact_ids` are those of them whom our records know.
    """

    meeting: Meeting
    contact_ids: tuple[str, ...] = ()
    briefs: tuple[Brief, ...] = ()
    why_none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCustomer:
    """A past customer like the one of the brief: what they have in common, what they said.

    `said` are quotes of what they got from us. `may_be_named` says that the team has them among
    the customers whom it may name to others.
    """

    account: Account
    in_common: tuple[str, ...] = ()
    said: tuple[Evidence, ...] = ()
    may_be_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFact:
    """A sentence of a company's own web site or of a directory: where it stood, and when."""

    text: str
    address: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """A new perspective from the team's own library: what it says, for whose problem, by whom.

    `problem` is a problem's name of our company facts; `text` is a sentence or two that can be
    said to a customer; `source` is where it comes from.
    """

    text: str
    problem: str = ""
    for_whom: tuple[str, ...] = ()
    source: str = ""
    name: str = ""
