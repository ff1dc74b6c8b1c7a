"""Title: what a job title says of a person's level and area, and what it can't say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wellspent.records.buying_role import BuyingRole


class TitleLevel(StrEnum):
    """How high a title stands; *unknown* when it doesn't say."""

    OWNER = "owner"
    C_LEVEL = "c-level"
    VICE_PRESIDENT = "vice president"
    DIRECTOR = "director"
    HEAD = "head"
    MANAGER = "manager"
    TEAM_LEAD = "team lead"
    SPECIALIST = "specialist"
    ASSISTANT = "assistant"
    INTERN = "intern"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReading:
    """What a title says: its level and area (`executive`, `finance`, ...; `unknown`).

    `language` is a code (en, de, fr, es), empty where it can't be told. `because` are the words of
    the title that told, `note` what was held back ("assistant to the CEO" is no CEO). `prior` is
    the prior over buying roles that follows, with *unknown* as a real share; it adds up to 1.
    """

    title: str
    level: TitleLevel
    area: str
    language: str = ""
    because: tuple[str, ...] = ()
    note: str = ""
    is_sure: bool = True
    prior: Mapping[BuyingRole, float] = field(default_factory=dict[BuyingRole, float])
