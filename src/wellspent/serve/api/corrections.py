"""Corrections: value weights, words on columns, points set by hand."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from wellspent.jobs.declare_profile import (
    forget_word_on_column,
    overrule_column,
    set_value_weights,
    value_weights,
    words_on_columns,
)
from wellspent.jobs.edit_points import edit_attribute, points_edits
from wellspent.records.declared import ValueWeights
from wellspent.records.points_edit import PointsEdit
from wellspent.serve.api.correction_model import PointsIn, WeightsIn, WordIn
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.lead_model import Short
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.long_work import start_rescoring

router = APIRouter(prefix="/profile", tags=["profile"])
Column = Annotated[Short, Query(min_length=1, description="The column, as the profile names it.")]


@router.get("/value-weights", summary="What makes a customer valuable")
def get_weights(parts: Parts) -> ValueWeights:
    """Return the team's weights; the usual ones if it has set none."""
    return value_weights(parts.store)


@router.put("/value-weights", summary="Say what makes a customer valuable")
def put_weights(parts: Parts, given: WeightsIn) -> ValueWeights:
    """Keep the team's weights; the customers of the profile are ranked anew at once."""
    set_value_weights(parts.store, given.to_record())
    return value_weights(parts.store)


@router.get("/columns", summary="What was said of columns")
def get_words(parts: Parts) -> dict[str, bool]:
    """Return people's word on columns: true to be used, false to be left out."""
    return words_on_columns(parts.store)


@router.put("/columns", summary="Say whether a column is to be used")
def put_word(parts: Parts, given: WordIn) -> dict[str, bool]:
    """Keep a person's word on a column, whatever its values look like; learn again to apply it."""
    overrule_column(parts.store, given.column, keep=given.keep)
    return words_on_columns(parts.store)


@router.delete("/columns", summary="Take a word on a column back")
def delete_word(parts: Parts, column: Column) -> dict[str, bool]:
    """Forget what was said of a column: what its values tell decides again."""
    forget_word_on_column(parts.store, column)
    return words_on_columns(parts.store)


@router.get("/points", summary="Points set by hand")
def get_points(parts: Parts) -> list[PointsEdit]:
    """Return the points that people set, in the order in which they set them."""
    return list(points_edits(parts.store))


@router.put("/points", summary="Set points by hand", status_code=202)
def put_points(parts: Parts, work: LongWork, given: PointsIn, response: Response) -> JobOut:
    """Set points of an attribute, all or nothing; in force at once, survive learning again.

    The job rescores the open leads. With `seen_version` (the scorecard's) it is a 409, with what
    has changed, when somebody else has changed them since.
    """
    edit_attribute(parts.store, given.attribute, given.points, seen_version=given.seen_version)
    return accepted(start_rescoring(parts, work), response)
