"""What is true of ourselves: read it, and put other facts in use."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs import company_file
from wellspent.records.company_version import CompanyVersion
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.route_model import Person

router = APIRouter(tags=["company"])
LONGEST_FACTS = 1024 * 1024
VersionNumber = Annotated[int, Path(ge=0, le=2**31, description="0 is the empty one.")]


class CompanyIn(BaseModel):
    """Facts to put in use."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str, Field(max_length=LONGEST_FACTS, pattern=r"^[^\x00]*$", description="The file (TOML).")
    ]
    based_on: Annotated[
        int | None, Field(ge=0, description="The version that you changed; left out: any.")
    ] = None
    by: Person = ""


@router.get("/company", summary="What is true of ourselves")
def get_company(parts: Parts) -> CompanyVersion:
    """Return products, approved facts, references and certificates, as the file that says them."""
    return company_file.company_file(parts.store)


@router.put("/company", summary="Put facts in use")
def put_company(parts: Parts, given: CompanyIn) -> CompanyVersion:
    """Keep facts as the newest version; drafts are compared with them from now on.

    409 when somebody saved others since the version that yours is based on.
    """
    return company_file.save_company_text(
        parts.store, given.text, based_on=given.based_on, now=datetime.now(UTC), by=given.by
    )


@router.get("/company/versions", summary="All versions of the facts")
def get_versions(parts: Parts) -> list[CompanyVersion]:
    """Return the facts that were ever in use, the newest first; 0 is the empty one."""
    return company_file.company_versions(parts.store)


@router.get("/company/versions/{version}", summary="One version of the facts")
def get_version(parts: Parts, version: VersionNumber) -> CompanyVersion:
    """Return the facts of a version."""
    return company_file.get_company_version(parts.store, version)
