"""What a program may say about routes, marks and answers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from wellspent.records.authenticity import EnquiryKind, MarkKind
from wellspent.records.route import Route
from wellspent.serve.api.lead_model import LARGEST_PAGE, Moment, Name, Short

Person = Annotated[Short, Field(description="Who says it: a rep's name.", examples=["Kim"])]
LONGEST_ANSWER = 4_000
LONGEST_RULES = 200_000


class QueueAsked(BaseModel):
    """Which enquiries of the queue to list."""

    model_config = ConfigDict(extra="forbid")

    route: Annotated[Route | None, Field(description="Only this route.")] = None
    owner: Annotated[Short, Field(description="Only whose this is.")] = ""
    kind: Annotated[EnquiryKind | None, Field(description="Only what seems to be this.")] = None
    search: Annotated[
        Short, Field(description="Words of a name, company, e-mail address or phone number.")
    ] = ""
    overdue: Annotated[bool, Field(description="Only those that should be done by now.")] = False
    waiting: Annotated[
        bool | None, Field(description="False: those seen to already; left out: those that wait.")
    ] = True
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many leads.")] = 50
    after: Annotated[
        str, Field(max_length=500, description="The `next_page` of the page before.")
    ] = ""
    points: Annotated[
        int, Field(ge=0, le=500, description="How many places on the map are wanted.")
    ] = 0


class RouteIn(BaseModel):
    """The route that a person chose."""

    model_config = ConfigDict(extra="forbid")

    route: Route
    by: Person = ""


class MarkIn(BaseModel):
    """What a person says an enquiry turned out to be. It teaches."""

    model_config = ConfigDict(extra="forbid")

    mark: MarkKind
    kind: EnquiryKind | None = None
    by: Person = ""
    note: Annotated[Short, Field(description="Why, in your words.")] = ""


class ByIn(BaseModel):
    """Who does it."""

    model_config = ConfigDict(extra="forbid")

    by: Person = ""


class AnswerIn(BaseModel):
    """What the person answered to our question."""

    model_config = ConfigDict(extra="forbid")

    field: Annotated[Name, Field(description="What was asked for, such as company or need.")]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_ANSWER, pattern=r"^[^\x00]*$")]
    answered_at: Annotated[Moment | None, Field(description="When; left out: now.")] = None
