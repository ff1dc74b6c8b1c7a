"""How problems are documented: one shape for every endpoint and every status."""

from typing import Any

from pydantic import BaseModel, Field

from wellspent.serve.problems import MEDIA_TYPE


class Fault(BaseModel):
    """One part of a request that can't be used."""

    where: str = Field(examples=["body.email"])
    what: str = Field(examples=["String should have at most 320 characters"])


class Problem(BaseModel):
    """What went wrong (RFC 9457): what happened, where, what was tried, what to do next."""

    type: str = Field(examples=["urn:wellspent:error:NotFound"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no lead lead-42."])
    where: str = ""
    tried: str = ""
    next_step: str = Field(default="", examples=["List the leads: GET /api/v1/leads"])
    errors: list[Fault] = []


_MEANINGS = {
    400: "The request can't be understood.",
    401: "A token is asked for, and none or a wrong one was shown.",
    403: "The change came from a page of another site.",
    404: "There is no such record.",
    405: "The method isn't possible here.",
    409: "It changed meanwhile, exists already, or there isn't enough data yet.",
    413: "The body is larger than allowed.",
    415: "The body has another content type than this endpoint takes.",
    421: "The server doesn't answer to that name.",
    422: "What was given can't be used as it is.",
    429: "Too many came in at once; send it again later.",
    500: "Something went wrong on our side.",
    501: "An optional part that this needs isn't installed.",
    503: "The store can't be reached; try again later.",
}


def problems() -> dict[int | str, dict[str, Any]]:
    """Return the documentation of every status that may come instead of an answer.

    One of them brings the model, the others point to it: each model costs every endpoint a
    validator of its own when the app is made, four fifths of that time.
    """
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    content = {MEDIA_TYPE: schema, "application/json": schema}
    told: dict[int | str, dict[str, Any]] = {
        status: {"description": meaning, "content": content}
        for status, meaning in _MEANINGS.items()
    }
    told[500]["model"] = Problem
    return told
