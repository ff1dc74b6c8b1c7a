"""Titles: what job titles say, one by one; nothing is kept."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs.read_titles import read_titles
from wellspent.records.title import TitleReading
from wellspent.serve.api.lead_model import Name, Short

router = APIRouter(prefix="/titles", tags=["contacts"])
MOST_TITLES = 2_000
MOST_AREAS = 20
MOST_EMPLOYEES = 1e9


class TitlesIn(BaseModel):
    """Titles to read, up to 2,000 at once."""

    model_config = ConfigDict(extra="forbid")

    titles: Annotated[list[Short], Field(min_length=1, max_length=MOST_TITLES)]
    employees: Annotated[
        float | None, Field(ge=1, le=MOST_EMPLOYEES, description="Of the firm they are from.")
    ] = None
    sold_to: Annotated[
        list[Name],
        Field(max_length=MOST_AREAS, description="Areas that what we sell is for, such as sales."),
    ] = []


@router.post("", summary="Read titles")
def post_titles(given: TitlesIn) -> list[TitleReading]:
    """Return level and area of each title and its prior over buying roles, in their order.

    Titles in English, German, French and Spanish. The prior adds up to 1 with *unknown*. A title
    alone decides nothing: where somebody has said or done something, that says more.
    """
    read = read_titles(given.titles, employees=given.employees, sold_to=tuple(given.sold_to))
    return list(read)
